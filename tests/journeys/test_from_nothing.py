"""From an empty folder to the first brief, as a new coach does it: keys, phone, back button and a second try."""

from __future__ import annotations

import os
import re
import urllib.error
import urllib.request

import pytest

from tests.journeys.conftest import set_up_app
from tests.servers import free_port, serving

PASSWORD = "nine herons by the weir"


@pytest.fixture
def empty(tmp_path, mailbox):
    """A Waylight with nobody in it; gives its address and what it printed."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "WAYLIGHT_TASKS"}}
    environment |= {"WAYLIGHT_VAR": str(tmp_path / "var"), "WAYLIGHT_SMTP_URL": mailbox.url}
    port = free_port()
    with serving("--no-sample", port=port, environment=environment) as said:
        yield f"http://127.0.0.1:{port}", said


@pytest.fixture
def window(browser, empty):
    """Open a window of its own on it."""
    opened = []

    def open_(width: int = 390, **given: object):
        context = browser.new_context(
            base_url=empty[0], viewport={"width": width, "height": 844}, timezone_id="Europe/Lisbon", **given
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield open_
    for context in opened:
        context.close()


def fill(page, **changed: str) -> None:
    given = {"Your name": "Ada Brook", "The name of your practice": "Brook Coaching"}
    given |= {"Your e-mail address": "ada@brook.example", "Choose a password": PASSWORD, **changed}
    for label, text in given.items():
        page.get_by_label(label).fill(text)


def test_from_an_empty_folder_to_the_first_brief(empty, window, tmp_path):
    address, said = empty
    assert f"set up your practice: {address}/set-up/" in said
    page, other = window(), window(1280)
    page.goto("/")
    page.get_by_role("link", name="Set up your practice").click()
    other.goto("/set-up/")
    assert page.get_by_label("Your time zone").input_value() == "Europe/Lisbon"

    fill(page, **{"Choose a password": "short"})  # a second try: what was typed stays
    page.get_by_role("button", name="Set it up").press("Enter")
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("The name of your practice").input_value() == "Brook Coaching"
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Second factor").wait_for()

    fill(other, **{"Your e-mail address": "eve@evil.example"})  # two windows at once: the second comes too late
    other.get_by_role("button", name="Set it up").click()
    other.get_by_role("heading", name="This Waylight has been set up").wait_for()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/set-up/", timeout=10)

    set_up_app(page, PASSWORD)
    page.get_by_role("link", name="They are safe").click()
    page.get_by_role("link", name="All first steps").click()
    page.get_by_role("heading", name="First steps").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Begin one").press("Enter")
    page.get_by_label("The client's name").fill("Rosa Lind")
    assert page.get_by_label("The client's time zone").input_value() == "Europe/Lisbon"
    page.get_by_label("First day").fill("2026-01-05")
    page.get_by_role("button", name="Begin").press("Enter")
    page.get_by_role("heading", name="Bring files").wait_for()

    page.goto("/first-steps/")
    with page.expect_download() as download:
        page.get_by_role("link", name="An invented journal").click()
    journal = tmp_path / "journal.md"
    download.value.save_as(journal)
    page.get_by_role("link", name="Bring a file").click()
    page.get_by_label("Choose files").set_input_files(str(journal))
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("heading", name="What was read").wait_for()
    page.get_by_role("button", name=re.compile("^Bring in")).click()
    page.get_by_role("heading", name="Brought in").wait_for(timeout=60_000)

    page.goto("/first-steps/")
    page.get_by_role("button", name="Pass over: Invite the client").press("Enter")
    page.get_by_role("button", name="Take up again: Invite the client").wait_for()
    page.get_by_role("link", name="Plan it").click()
    page.get_by_role("heading", name="Meetings", exact=True).wait_for()
    page.go_back()
    page.get_by_role("heading", name="First steps").wait_for()
    page.get_by_role("link", name="Open the brief").click()
    page.wait_for_url("**/brief/")
    words = page.locator("main").inner_text()
    assert "Let operations name the pilot sites" in words or "That number is still on my desk" in words

    page.goto("/first-steps/")
    page.get_by_role("button", name="Put these steps away").press("Enter")
    page.get_by_text("Put away.").wait_for()
    assert page.get_by_role("region", name="First steps").count() == 0
    page.get_by_role("link", name="First steps", exact=True).click()
    page.get_by_role("button", name="Show them on the page Engagements again").wait_for()
