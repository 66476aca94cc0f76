"""ETags: a mark of what an answer says, by which a program reads only what is new and overwrites nothing unseen."""

from __future__ import annotations

import copy
import hashlib
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.http import parse_etags

from waylight.api.problem import UNSEEN, Problem
from waylight.record.engagement import Engagement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest

CHANGES = {"PATCH", "PUT", "DELETE"}


def marked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer to a GET with its ETag; without content if the program has it already (304)."""
    if request.method != "GET" or response.status_code != 200 or response.streaming:
        return response
    mark = _mark_of(response)
    response.headers["ETag"] = mark
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if mark in known or known == ["*"]:
        return HttpResponse(status=304, headers={"ETag": mark})
    return response


def insist_unchanged(request: HttpRequest, view: Callable[..., HttpResponse], given: Mapping[str, Any]) -> None:
    """Raise Problem 412 if the thing at this address is not any more what ``If-Match`` is the mark of.

    It is read as a GET of the same address would read it, in the transaction that changes it.
    """
    wanted = parse_etags(request.headers.get("If-Match", ""))
    if request.method not in CHANGES or not wanted:
        return
    list(Engagement.objects.select_for_update().filter(pk=given.get("engagement", 0)).values_list("pk"))
    reading = copy.copy(request)
    reading.method = "GET"
    now = view(reading, **given)
    if now.status_code == 200 and wanted != ["*"] and _mark_of(now) not in wanted:
        raise Problem(412, UNSEEN)


def _mark_of(response: HttpResponse) -> str:
    return f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
