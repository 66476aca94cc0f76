"""How others see the client's initiatives, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Perspective
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.people import ChangedPerspective, NewPerspective


class Perspectives(Calling):
    """How others see the client's initiatives, and what it changed."""

    def list_perspectives(
        self, engagement: int, initiative: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[Perspective]:
        """How others see an initiative, as far as one may read it."""
        return self._get(
            f"engagements/{engagement}/initiatives/{initiative}/perspectives",
            Page[Perspective],
            limit=limit,
            cursor=cursor,
        )

    def get_perspective(self, engagement: int, initiative: int, perspective: int) -> Perspective:
        """One view."""
        return self._get(f"engagements/{engagement}/initiatives/{initiative}/perspectives/{perspective}", Perspective)

    def hear_perspective(
        self, engagement: int, initiative: int, given: NewPerspective, *, key: str | None = None
    ) -> Perspective:
        """Note how somebody sees an initiative."""
        return self._post(f"engagements/{engagement}/initiatives/{initiative}/perspectives", Perspective, given, key)

    def change_perspective(
        self,
        engagement: int,
        initiative: int,
        perspective: int,
        given: ChangedPerspective,
        *,
        seen: Shape | None = None,
    ) -> Perspective:
        """Write a view again."""
        return self._patch(
            f"engagements/{engagement}/initiatives/{initiative}/perspectives/{perspective}", Perspective, given, seen
        )

    def remove_perspective(
        self, engagement: int, initiative: int, perspective: int, *, seen: Shape | None = None
    ) -> None:
        """Remove a view; it can be put back."""
        self._delete(f"engagements/{engagement}/initiatives/{initiative}/perspectives/{perspective}", seen)
