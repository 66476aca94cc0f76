"""Hours of coaching from another tool's log: looked at, noted, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.lists import HourList, HourListPreview, UndoneHourList
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.lists import NamedColumns


class HourLists(Calling):
    """Hours of coaching from another tool's log: looked at, noted, and taken back."""

    def list_hour_lists(self, *, limit: int = 50, cursor: str = "") -> Page[HourList]:
        """The tables of hours that the coach brought."""
        return self._get("hour-lists", Page[HourList], limit=limit, cursor=cursor)

    def get_hour_list(self, listed: int) -> HourList:
        """One table of hours that was brought."""
        return self._get(f"hour-lists/{listed}", HourList)

    def preview_hour_list(
        self, file: tuple[str, bytes], *, columns: NamedColumns | None = None, key: str | None = None
    ) -> HourListPreview:
        """Say what is understood of a table of hours, a file as its name and its bytes. It keeps nothing."""
        return self._post_files("hour-lists/preview", HourListPreview, [file], key, {"columns": columns})

    def bring_hour_list(
        self,
        file: tuple[str, bytes],
        *,
        columns: NamedColumns | None = None,
        leave_out: bool = False,
        key: str | None = None,
    ) -> HourList:
        """Note the hours of a table that the coach's log does not have: each relationship once."""
        return self._post_files("hour-lists", HourList, [file], key, {"columns": columns}, leave_out=leave_out)

    def undo_hour_list(self, listed: int, *, key: str | None = None) -> UndoneHourList:
        """Remove the hours of a table from the log; each can still be put back there."""
        return self._post(f"hour-lists/{listed}/undo", UndoneHourList, None, key)
