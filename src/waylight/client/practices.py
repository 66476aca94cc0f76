"""The practices that one looks after: what each is called, its words, and what new engagements begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.practice import Practice
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.practice import ChangedPractice


class Practices(Calling):
    """The practices that one looks after: what each is called, its words, and what new engagements begin with."""

    def list_practices(self, *, limit: int = 50, cursor: str = "") -> Page[Practice]:
        """The practices that the token's owner looks after."""
        return self._get("practices", Page[Practice], limit=limit, cursor=cursor)

    def get_practice(self, practice: int) -> Practice:
        """One practice."""
        return self._get(f"practices/{practice}", Practice)

    def change_practice(self, practice: int, given: ChangedPractice, *, seen: Shape | None = None) -> Practice:
        """Name a practice and its words anew, and what new engagements and rounds begin with."""
        return self._patch(f"practices/{practice}", Practice, given, seen)
