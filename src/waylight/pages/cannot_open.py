"""The page that is shown where something sealed does not open: what is the matter, and nothing of the content."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.shortcuts import render

from waylight.access.master_key import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


class CannotOpenMiddleware:
    """Turns CannotOpen, wherever a page meets it, into a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do unless something goes wrong."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for CannotOpen, with status 500; other exceptions are not ours."""
        if not isinstance(exception, CannotOpen):
            return None
        logger.error("sealed content was not opened: %s", type(exception).__name__)
        return render(request, "base/cannot_open.html", {"reason": str(exception)}, status=500)
