"""Parts that are exchanged move nothing around them: the layout shift that the browser measures stays at zero."""

from __future__ import annotations

import re

import pytest

WATCH = """
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def shift(page) -> float:
    """The sum of all shifts since the page opened, those after a key or a click included."""
    page.evaluate(PAINTED)
    return page.evaluate("window.shift")


@pytest.fixture
def watched(open_at):
    """A page whose layout shifts are counted from its first moment."""

    def open_(width: int, address: str):
        page = open_at(width)
        page.add_init_script(WATCH)
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


def test_a_page_stands_still_once_it_is_there(watched, sample_pages):
    page = watched(1280, "/")
    moved = {}
    for address in sample_pages:
        page.goto(address)
        if found := shift(page):
            moved[address] = found
    assert moved == {}
