"""A span for each request: the name of the page, its route, the method and the status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.trace import SpanKind

from waylight.telemetry.sending import failed, span

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
BROKEN = 500


class TracingMiddleware:
    """Traces a request. A trace that a caller names is not taken up: it would carry what the caller likes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say which page that was."""
        method = request.method if request.method in METHODS else "_OTHER"
        with span("request", SpanKind.SERVER) as one:
            response = self.get_response(request)
            page = request.resolver_match
            one.update_name(f"{method} {(page.view_name if page else '') or 'no page'}")
            one.set_attribute("http.request.method", method)
            one.set_attribute("http.response.status_code", response.status_code)
            if page:
                one.set_attribute("http.route", f"/{page.route}")  # with the names of what stands in it
            if response.status_code >= BROKEN:
                failed(one, str(response.status_code))
        return response
