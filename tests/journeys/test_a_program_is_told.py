"""A coach sets up whom to tell, plans a meeting, and her program hears of it; then it fails, and she sends it again."""

from __future__ import annotations

import re
import time

import pytest

from tests.journeys.conftest import sample_account
from tests.record.webhooks.receiver import Receiver, receiver


def heard(there: Receiver, n: int) -> None:
    """Wait until the program has heard so many events."""
    until = time.monotonic() + 60
    while len(there.got) < n:
        assert time.monotonic() < until, there.types
        time.sleep(0.05)


def say_again_that_it_is_me(page, served) -> None:
    page.get_by_role("heading", name=re.compile("Is it still you|A new webhook")).wait_for()
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(sample_account(served, "coach")[1])
        page.get_by_role("button", name="It is me").click()


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_a_program_is_told_and_told_again(open_at, served, width, scripts):
    with receiver() as there:
        page = open_at(width, java_script_enabled=scripts)
        page.goto("/account/")
        page.get_by_role("link", name="Webhooks, by which a program is told").click()
        page.get_by_role("link", name="Set one up").click()
        say_again_that_it_is_me(page, served)
        name = f"Invoices {width}"
        page.get_by_label("What it is for").fill(name)
        page.get_by_label("Address").fill("http://receiver.example/")
        page.get_by_role("button", name="Set it up").click()
        page.get_by_text("has to begin with https://").wait_for()
        page.get_by_label("Address").fill(there.address)
        page.get_by_role("button", name="Set it up").click()
        page.get_by_role("heading", name="Your new webhook").wait_for()
        assert page.locator(".key").inner_text().startswith("whsec_")
        page.get_by_role("link", name="I have it").click()
        page.get_by_role("button", name="Send a test event").click()
        heard(there, 1)
        there.status = 500
        page.get_by_role("button", name="Send a test event").click()
        heard(there, 2)
        page.get_by_role("link", name="Show only what waits").click()
        there.status = 204
        page.get_by_role("button", name=re.compile("Send again: a test")).first.click()
        page.get_by_text("1 event will be sent again").wait_for()
        heard(there, 3)
        assert there.got[1].id == there.got[2].id
        page.get_by_role("button", name="Remove it").click()
        page.locator("summary", has_text="Removed").click()
        page.get_by_role("button", name=f"Put back {name}").click()
        page.get_by_role("heading", name=name).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Remove it").click()
