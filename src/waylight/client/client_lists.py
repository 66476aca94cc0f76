"""Lists of clients: looked at, brought in, and taken back while nothing was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.lists import ClientList, ClientListPreview, UndoneClientList
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from datetime import date

    from waylight.api.shapes.lists import NamedColumns


class ClientLists(Calling):
    """Lists of clients: looked at, brought in, and taken back while nothing was added."""

    def list_client_lists(self, *, limit: int = 50, cursor: str = "") -> Page[ClientList]:
        """The lists of clients that the coach brought."""
        return self._get("client-lists", Page[ClientList], limit=limit, cursor=cursor)

    def get_client_list(self, brought: int) -> ClientList:
        """One list that was brought."""
        return self._get(f"client-lists/{brought}", ClientList)

    def preview_client_list(
        self, file: tuple[str, bytes], *, columns: NamedColumns | None = None, key: str | None = None
    ) -> ClientListPreview:
        """Say what is understood of a list, a file as its name and its bytes. It keeps nothing."""
        return self._post_files("client-lists/preview", ClientListPreview, [file], key, {"columns": columns})

    def bring_client_list(
        self,
        file: tuple[str, bytes],
        *,
        columns: NamedColumns | None = None,
        begins: date | None = None,
        leave_out: bool = False,
        key: str | None = None,
    ) -> ClientList:
        """Begin an engagement with each client of a list who has none with this coach yet: all of them, or none.

        ``begins`` is the first day of who has none in the list; ``leave_out`` brings the others where lines cannot be
        read.
        """
        said = {"columns": columns}
        return self._post_files("client-lists", ClientList, [file], key, said, begins=begins, leave_out=leave_out)

    def undo_client_list(self, brought: int, *, key: str | None = None) -> UndoneClientList:
        """Remove the engagements that a list began and to which nothing was added since; the others stay."""
        return self._post(f"client-lists/{brought}/undo", UndoneClientList, None, key)
