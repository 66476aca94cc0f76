"""What programs meet around the operations: cookies are not read, and whatever fails is told as a problem."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from waylight.api.problem import MEDIA_TYPE, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PREFIX = "/api/"
SAID = {
    400: "What was sent could not be understood. Nothing was changed.",
    404: "There is no such address here.",
    500: "It is not your doing. Nothing was kept half done. Try again; if it breaks again, the log says what broke.",
    503: "The record cannot be written now. Nothing was changed; try again in a while.",
    507: "The disk that holds the record is full. Nothing was changed.",
}


def only_problems(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Below ``/api/`` there is no session, no form and no page."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)  # before anything reads it: nobody is signed in here by a cookie
        response = get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        return _as_problem(response)

    return answer


def _as_problem(response: HttpResponse) -> HttpResponse:
    """A page that says why something failed, as a problem; 405 keeps the ways there are."""
    status = response.status_code
    said = SAID.get(status, HTTPStatus(status).phrase)
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    return Problem(status, said, headers=kept).response()
