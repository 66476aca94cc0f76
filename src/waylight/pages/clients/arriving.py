"""Takes the small files that the pages and operations for lists and tables ask for, and keeps them in memory alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from waylight.access.rates import spend
from waylight.pages.files.limits import IMPORTS

if TYPE_CHECKING:
    from django.http import HttpRequest

PAGES = {"bring-clients", "bring-hours", "bring-table"}
# Of operations, the first at the same address gives it its name.
OPERATIONS = {"api:list_client_lists", "api:preview_client_list", "api:list_hour_lists", "api:preview_hour_list"}
MOST_BYTES = 1 << 20  # 2,000 clients with goals need less; more is another file


class ListUploadHandler(FileUploadHandler):
    """Stands before the handler that reads files while they arrive, and leaves every other page's files to it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._list: io.BytesIO | None = None

    def handle_raw_input(self, *args: object, **more: object) -> None:
        """Before anything is read: does a program send lists too often? Raises TooOften."""
        del args, more
        if self.request is not None and self._is_for(OPERATIONS):
            spend(IMPORTS, self.request.user.pk)

    def _is_for(self, names: set[str]) -> bool:
        """Whether somebody who is known sends files to one of these addresses."""
        page = self.request.resolver_match if self.request else None
        return page is not None and page.view_name in names and self.request.user.is_authenticated  # type: ignore[union-attr]

    def new_file(self, *args: object, **more: object) -> None:
        """A file begins: if it is for this page, no other handler looks at it."""
        super().new_file(*args, **more)  # type: ignore[arg-type]
        expected = self._is_for(PAGES | OPERATIONS)
        self._list = io.BytesIO() if expected else None
        if expected:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece; of more than is taken, nothing is kept, and the form says so by its size."""
        if self._list is None:
            return raw_data
        if start <= MOST_BYTES:
            self._list.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """The file ends."""
        kept, self._list = self._list, None
        if kept is None:
            return None
        kept.seek(0)
        name = self.file_name or "list.csv"
        return InMemoryUploadedFile(kept, self.field_name, name, self.content_type or "", file_size, None)
