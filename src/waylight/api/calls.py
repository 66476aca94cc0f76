"""A call from end to end: the door, what was asked before, doing it as a whole or not at all, and noting it."""

from __future__ import annotations

import json
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.views.decorators.csrf import csrf_exempt

from waylight.api.conditions import CHANGES, insist_unchanged, marked
from waylight.api.door import enter
from waylight.api.once import once
from waylight.api.problem import Problem
from waylight.api.suspicious import told
from waylight.record.audit import Verb
from waylight.record.audit_soon import note_soon
from waylight.record.engagement import Engagement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from waylight.access.rates import Left
    from waylight.api.operations import Operation

WRITES = {"POST", *CHANGES}
LONGEST = 80


def framed(
    view: Callable[..., HttpResponse], operations: Mapping[str, Operation], asks: Callable[[str], frozenset[str]]
) -> Callable[..., HttpResponse]:
    """The view of an address as programs meet it; ``operations`` are those of the address, by method.

    ``asks`` says by an operation's name what may stand in its address after “?”.
    """

    @csrf_exempt  # there is no cookie by which another site could ask
    @wraps(view)
    def call(request: HttpRequest, **given: Any) -> HttpResponse:
        operation = operations.get(request.method or "")
        if operation is None:
            ways = ", ".join(sorted(operations))
            return Problem(405, f"This address knows {ways}.", headers={"Allow": ways}).response()
        left = None
        try:
            left = enter(request, operation, given)
            _insist_on_known(request, operation, asks)
            response = _answer(request, view, operation, given)
        except Problem as problem:
            response = problem.response()
        except SuspiciousOperation as suspicious:
            response = told(suspicious).response()
        if response.status_code < 400:
            _note(request, operation, given)
        request.user = AnonymousUser()  # to whatever stands around: nobody has signed in, so no session begins
        return _with_rate(response, left)

    return call


def _answer(
    request: HttpRequest, view: Callable[..., HttpResponse], operation: Operation, given: Mapping[str, Any]
) -> HttpResponse:
    if request.method not in WRITES:
        return marked(request, view(request, **given))

    def do() -> HttpResponse:
        insist_unchanged(request, view, given)
        return _with_place(request, view(request, **given))

    _insist_on_kind(request, operation)
    if operation.takes_files:
        request.FILES  # noqa: B018  (read before the transaction: that can take minutes, in which nobody else writes)
    return once(request, do, takes_files=operation.takes_files)


def _insist_on_known(request: HttpRequest, operation: Operation, asks: Callable[[str], frozenset[str]]) -> None:
    """Raise Problem 422 for what nothing is asked by: who misspelled a filter would be told of everything."""
    unknown = sorted(set(request.GET) - asks(operation.name)) if request.GET else []
    if unknown:
        raise Problem(422, f"There is nothing here to ask by “{unknown[0][:LONGEST]}”.")


def _insist_on_kind(request: HttpRequest, operation: Operation) -> None:
    """Raise Problem 415 for a body of a kind that is not read."""
    wanted = "multipart/form-data" if operation.takes_files else "application/json"
    sent = request.headers.get("Content-Length") or "0"
    if sent != "0" and request.content_type != wanted:
        raise Problem(415, f"This is sent as {wanted}.")


def _note(request: HttpRequest, operation: Operation, given: Mapping[str, Any]) -> None:
    """By the operation's name and the numbers in its address; nothing of what was said."""
    number = given.get("engagement")
    found = Engagement.objects.filter(pk=number).only("pk", "practice").first() if number is not None else None
    numbers = [str(value) for name, value in given.items() if name != "engagement" and isinstance(value, int)]
    note_soon(request.user, Verb.CALLED, " ".join([operation.name, *numbers])[:LONGEST], found)


def _with_place(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What was made, with where it is found."""
    if response.status_code == 201:
        response.headers["Location"] = f"{request.path}/{json.loads(response.content)['id']}"
    return response


def _with_rate(response: HttpResponse, left: Left | None) -> HttpResponse:
    if left:
        response.headers["RateLimit-Limit"] = str(left.of)
        response.headers["RateLimit-Remaining"] = str(left.times)
        response.headers["RateLimit-Reset"] = str(left.resets_s)
    return response
