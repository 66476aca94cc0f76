"""One page after another in each server process, so that several at once do not hold each other up.

A server process has several threads, and Python runs one at a time. Two pages begun together take each other's turn at
every question to the store, and come out later than one after the other. So who reads waits until the page before is
made. What is sent to a slow reader, and what a slow sender brings in, is outside of a turn and holds nobody up.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

READS = {"GET", "HEAD"}


def one_by_one(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A request that reads begins when no other is being read; one that brings something begins at once."""
    turn = Lock()

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in READS:
            return get_response(request)
        with turn:
            return get_response(request)

    return answer
