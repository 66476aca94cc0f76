"""Takes the small files that the pages for lists and tables ask for, and keeps them in memory alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

if TYPE_CHECKING:
    from django.http import HttpRequest

PAGES = {"bring-clients", "bring-hours", "bring-table"}
MOST_BYTES = 1 << 20  # 2,000 clients with goals need less; more is another file


class ListUploadHandler(FileUploadHandler):
    """Stands before the handler that reads files while they arrive, and leaves every other page's files to it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._list: io.BytesIO | None = None

    def new_file(self, *args: object, **more: object) -> None:
        """A file begins: if it is for this page, no other handler looks at it."""
        super().new_file(*args, **more)  # type: ignore[arg-type]
        page = self.request.resolver_match if self.request else None
        expected = page is not None and page.url_name in PAGES and self.request.user.is_authenticated  # type: ignore[union-attr]
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
