"""What is more, or more often, than is taken, or cannot be understood at all, as a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent

from waylight.access.rates import TooOften
from waylight.api.door import too_often
from waylight.api.problem import Problem
from waylight.pages.files.limits import TooLarge

if TYPE_CHECKING:
    from django.core.exceptions import SuspiciousOperation


def told(suspicious: SuspiciousOperation) -> Problem:
    """413, 429 or 400, in a sentence."""
    match suspicious:
        case TooOften():
            return too_often(suspicious)
        case TooLarge():
            return Problem(413, str(suspicious))
        case RequestDataTooBig():
            most = f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 2**20:.1f} MB"
            return Problem(413, f"What was sent is longer than {most}. Nothing was changed.")
        case TooManyFilesSent():
            return Problem(400, f"More than {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files came at once.")
    return Problem(400, "What was sent could not be understood. Nothing was changed.")
