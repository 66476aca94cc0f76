"""Counts requests, and how long they took, by the name of the page: no address, number or person is in a count."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

METHODS = {"GET", "HEAD", "POST"}


class CountingMiddleware:
    """Counts every request, if there is a token by which the counts can be read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        # Where nothing is counted, no start waits for what counts.
        from waylight.pages.health.counts import REQUESTS, TOOK

        self.get_response, self.requests, self.took = get_response, REQUESTS, TOOK

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count it."""
        begun = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        page = (match.view_name if match else "") or "none"
        method = request.method if request.method in METHODS else "other"
        self.requests.labels(page, method, str(response.status_code)).inc()
        self.took.labels(page).observe(time.perf_counter() - begun)
        return response
