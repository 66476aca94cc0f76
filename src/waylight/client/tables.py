"""Tables that other tools leave: how one would be read, and bringing it with a map of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.imports import Import
from waylight.api.shapes.tables import ReadTable
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.tables import NewTable


class Tables(Calling):
    """Tables that other tools leave: how one would be read, and bringing it with a map of its columns."""

    def read_table(self, engagement: int, given: NewTable, *, key: str | None = None) -> ReadTable:
        """How a table would be read, with its columns as the map says, as they were named before, or guessed."""
        return self._post(f"engagements/{engagement}/tables/read", ReadTable, given, key)

    def bring_table(self, engagement: int, given: NewTable, *, key: str | None = None) -> Import:
        """Bring a table, read by a map of its columns: an import, which is previewed and confirmed as of any file."""
        return self._post(f"engagements/{engagement}/tables", Import, given, key)
