"""Files on their way: sent to be read, and all that is held taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.imports import Import
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from collections.abc import Sequence


class Files(Calling):
    """Files on their way: sent to be read, and all that is held taken along."""

    def bring_files(
        self,
        engagement: int,
        files: Sequence[tuple[str, bytes]],
        *,
        kind: str = "",
        zone: str = "",
        keep_subjects: bool = False,
        key: str | None = None,
    ) -> Import:
        """Send files, each as its name and its bytes. Nothing is in the record before the import is confirmed."""
        where, keep = f"engagements/{engagement}/imports", "1" if keep_subjects else ""
        return self._post_files(where, Import, files, key, kind=kind, zone=zone, keep_subjects=keep)

    def get_export(self) -> bytes:
        """Everything that is held on the token's owner, as a ZIP."""
        return self._get_file("export")
