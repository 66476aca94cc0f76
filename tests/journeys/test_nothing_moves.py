"""Parts that are exchanged move nothing around them: the layout shift that the browser measures stays at zero."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.journeys.watching import PAINTED, WATCH_SHIFTS, shift

LONGEST_S = 60


@pytest.fixture
def watched(open_at):
    """A page whose layout shifts are counted from its first moment."""

    def open_(width: int, address: str):
        page = open_at(width)
        page.add_init_script(WATCH_SHIFTS)
        page.goto(address)
        return page

    return open_


@pytest.mark.parametrize("width", [1280, 390])
def test_evidence_moves_nothing(watched, width):
    page = watched(width, "/engagements/1/brief/")
    page.locator("#commitments a.evidence[hx-get]").first.click()
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert shift(page) == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_another_week_of_the_map_moves_nothing(watched, width):
    page = watched(width, "/engagements/1/map/?week=12")
    page.locator("#week").focus()
    with page.expect_response(re.compile(r"/map/\?week=13")):
        page.keyboard.press("ArrowRight")
    page.get_by_text("week 13 of").wait_for()
    assert shift(page) < 0.01


def test_the_observer_sees_what_moves(watched):
    page = watched(1280, "/engagements/1/brief/")
    page.evaluate("document.querySelector('main').prepend(document.createElement('hr'))")
    assert shift(page) > 0


@pytest.fixture
def slowly(served):
    """The address of a line to what is served that brings a page up to some words, and then waits."""

    class Line(BaseHTTPRequestHandler):
        until, go_on = b"<html", threading.Event()

        def do_GET(self) -> None:
            given = httpx.get(
                served.address + self.path, headers={"Cookie": self.headers.get("Cookie", "")}, timeout=LONGEST_S
            )
            page, until, rest = given.content.partition(self.until)
            self.send_response(given.status_code)
            self.send_header("Content-Type", given.headers["Content-Type"])
            self.end_headers()
            self.wfile.write(page)
            self.wfile.flush()
            if until:
                self.go_on.wait(LONGEST_S)
            self.wfile.write(until + rest)

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as server:
        server.handle_error = lambda *asked: None  # a page that is closed waits for nothing any more
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", Line
        server.shutdown()


@pytest.mark.parametrize("until", ["<nav ", '<a href="/privacy/"', '<form method="post" action="/sign-out/"', "<main"])
def test_a_page_that_comes_slowly_moves_nothing_as_it_comes(watched, slowly, until):
    page = watched(1280, "/")
    address, line = slowly
    line.until = until.encode()
    page.goto(f"{address}/engagements/1/search/", wait_until="commit")
    page.locator(".bar").wait_for(state="attached")
    page.evaluate(PAINTED)  # so far as it has come
    line.go_on.set()
    page.get_by_role("heading", level=1, name="Search").wait_for()
    assert shift(page) == 0
