"""Why something was not done, told to a program: RFC 9457 problem details, always as ``application/problem+json``."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse

from waylight.api.shapes.base import ProblemDetails, Wrong
from waylight.record.unseen import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEDIA_TYPE = "application/problem+json"
UNSEEN = "It is not any more what you last saw. Nothing was changed; read it again, and decide anew."

GONE = "It was removed. Put it back with this (“removed”: false), or before. Nothing was changed."


class Problem(Exception):
    """Raised wherever an operation cannot go on; it becomes the answer."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: tuple[Wrong, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors, headers or {}

    def response(self) -> HttpResponse:
        """The problem as an answer."""
        said = ProblemDetails(
            title=HTTPStatus(self.status).phrase, status=self.status, detail=self.detail, errors=list(self.errors)
        )
        return HttpResponse(said.model_dump_json(), MEDIA_TYPE, self.status, headers=dict(self.headers))


def not_found() -> Problem:
    """It is not there, or not for who asks; which of the two is not said."""
    return Problem(404, "It is not there, or it is not yours to see.")


@contextmanager
def refusing() -> Iterator[None]:
    """Within it, what the record refuses (ValueError, ChangedMeanwhile) is told as a problem."""
    try:
        yield
    except ChangedMeanwhile:
        raise Problem(412, UNSEEN) from None
    except ValueError as reason:
        raise Problem(422, str(reason)) from None


@contextmanager
def as_it_stands() -> Iterator[None]:
    """Within it, what the record refuses because it is too late is told as a problem (409)."""
    try:
        yield
    except ValueError as reason:
        raise Problem(409, str(reason)) from None
