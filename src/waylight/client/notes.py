"""Notes on a meeting: read as far as one may, written again and removed by who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.meetings import Note
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.meetings import ChangedNote, NewNote


class Notes(Calling):
    """Notes on a meeting: read as far as one may, written again and removed by who wrote them."""

    def list_notes(self, engagement: int, meeting: int, *, limit: int = 50, cursor: str = "") -> Page[Note]:
        """The shared notes on a meeting, and one's own."""
        return self._get(f"engagements/{engagement}/meetings/{meeting}/notes", Page[Note], limit=limit, cursor=cursor)

    def get_note(self, engagement: int, meeting: int, note: int) -> Note:
        """One note."""
        return self._get(f"engagements/{engagement}/meetings/{meeting}/notes/{note}", Note)

    def write_note(self, engagement: int, meeting: int, given: NewNote, *, key: str | None = None) -> Note:
        """Write a note: private unless it is said to be shared."""
        return self._post(f"engagements/{engagement}/meetings/{meeting}/notes", Note, given, key)

    def change_note(
        self, engagement: int, meeting: int, note: int, given: ChangedNote, *, seen: Shape | None = None
    ) -> Note:
        """Write a note of one's own again."""
        return self._patch(f"engagements/{engagement}/meetings/{meeting}/notes/{note}", Note, given, seen)

    def remove_note(self, engagement: int, meeting: int, note: int, *, seen: Shape | None = None) -> None:
        """Remove a note of one's own."""
        self._delete(f"engagements/{engagement}/meetings/{meeting}/notes/{note}", seen)
