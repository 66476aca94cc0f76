"""What the client has not agreed to of the files in an import, in sentences for the page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.record.bringing.agreement import missing, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.record.imports import Import, ImportFile


def not_agreed(brought: Import, wanted: Iterable[ImportFile]) -> list[tuple[ImportFile, str]]:
    """Each use that is missing: the first file that needs it, why it can't come in, and what can be done."""
    lacking = missing(brought.engagement, wanted)
    return [(of[0], f"{why_not(brought.engagement, use)} Or leave out {_named(of)}.") for use, of in lacking.items()]


def _named(files: list[ImportFile]) -> str:
    return files[0].name if len(files) == 1 else f"{', '.join(file.name for file in files[:-1])} and {files[-1].name}"
