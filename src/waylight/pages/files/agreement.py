"""What the client has not agreed to of the files in an import, in sentences for the page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.pages.files.words import listed
from waylight.record.bringing.agreement import missing, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.record.imports import Import, ImportFile


def not_agreed(brought: Import, wanted: Iterable[ImportFile]) -> list[tuple[ImportFile, str]]:
    """Each use that is missing: the first file that needs it, why it can't come in, and what can be done."""
    lacking = missing(brought.engagement, wanted)
    return [(of[0], f"{why_not(brought.engagement, use)} {_or_leave_out(of)}") for use, of in lacking.items()]


def _or_leave_out(files: list[ImportFile]) -> str:
    return gettext("Or leave out {files}.").format(files=listed([file.name for file in files]))
