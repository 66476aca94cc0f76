"""Pages are made one after another in a server process, and nobody waits for who reads or sends slowly."""

from __future__ import annotations

import threading

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from waylight.pages.one_by_one import one_by_one

SOON_S = 10


class Pages:
    """Pages that take until they are let go; it knows which have begun."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.one_more = threading.Semaphore(0)
        self.let_go = threading.Event()
        self.answer = one_by_one(self.page)

    def page(self, request) -> HttpResponse:
        """Begin, and end when it is let go."""
        self.begun.append(request.path)
        self.one_more.release()
        assert self.let_go.wait(SOON_S)
        return HttpResponse(request.path)

    def ask(self, request) -> threading.Thread:
        """Ask for a page in a thread of its own."""
        asking = threading.Thread(target=self.answer, args=[request], daemon=True)
        asking.start()
        return asking


def test_a_page_begins_when_the_one_before_is_made():
    pages, get = Pages(), RequestFactory().get
    first = pages.ask(get("/first/"))
    assert pages.one_more.acquire(timeout=SOON_S)
    second = pages.ask(get("/second/"))
    assert not pages.one_more.acquire(timeout=0.3)
    pages.let_go.set()
    for one in (first, second):
        one.join(SOON_S)
    assert pages.begun == ["/first/", "/second/"]


def test_who_brings_something_does_not_wait_for_who_reads():
    pages, ask = Pages(), RequestFactory()
    pages.ask(ask.get("/slow/"))
    assert pages.one_more.acquire(timeout=SOON_S)
    pages.ask(ask.post("/brought/"))
    assert pages.one_more.acquire(timeout=SOON_S)
    pages.let_go.set()


def test_nobody_waits_for_who_reads_a_long_answer_slowly():
    answer = one_by_one(lambda _: StreamingHttpResponse(iter([b"a", b"b"])))
    get = RequestFactory().get
    slow = answer(get("/export/"))  # none of it is read yet
    assert b"".join(answer(get("/page/"))) == b"ab"
    assert b"".join(slow) == b"ab"


def test_a_page_that_fails_lets_the_next_one_begin():
    def page(request) -> HttpResponse:
        if request.path == "/fails/":
            raise ZeroDivisionError
        return HttpResponse("made")

    answer, get = one_by_one(page), RequestFactory().get
    with pytest.raises(ZeroDivisionError):
        answer(get("/fails/"))
    assert answer(get("/next/")).content == b"made"
