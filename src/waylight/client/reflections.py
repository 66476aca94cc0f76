"""The client's journal: she writes, and shares what she wants; her coach reads what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.said import Reflection
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from datetime import date

    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.said import ChangedReflection, NewReflection


class Reflections(Calling):
    """The client's journal: she writes, and shares what she wants; her coach reads what is shared."""

    def list_reflections(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> Page[Reflection]:
        """The entries of the client's journal, as far as one may read them."""
        return self._get(
            f"engagements/{engagement}/reflections",
            Page[Reflection],
            limit=limit,
            cursor=cursor,
            since=since,
            until=until,
        )

    def get_reflection(self, engagement: int, reflection: int) -> Reflection:
        """One entry."""
        return self._get(f"engagements/{engagement}/reflections/{reflection}", Reflection)

    def write_reflection(self, engagement: int, given: NewReflection, *, key: str | None = None) -> Reflection:
        """Write an entry, as the client: private unless it is said to be shared."""
        return self._post(f"engagements/{engagement}/reflections", Reflection, given, key)

    def change_reflection(
        self, engagement: int, reflection: int, given: ChangedReflection, *, seen: Shape | None = None
    ) -> Reflection:
        """Write an entry again, share it, or take it back."""
        return self._patch(f"engagements/{engagement}/reflections/{reflection}", Reflection, given, seen)

    def remove_reflection(self, engagement: int, reflection: int, *, seen: Shape | None = None) -> None:
        """Remove an entry and what stands in it; commitments that it settled are open again."""
        self._delete(f"engagements/{engagement}/reflections/{reflection}", seen)
