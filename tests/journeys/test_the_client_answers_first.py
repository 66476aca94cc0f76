"""The client says herself whether there was a moment, sees what is measured beside it, and notes when she was away."""

from __future__ import annotations

import re

import pytest

from tests.journeys.test_every_page_is_accessible import violations

PATH = "/engagements/1/path/"


@pytest.mark.parametrize("width", [1280, 390])
def test_she_answers_without_scripts_and_her_coach_reads_what_she_shares(open_at, width):
    page = open_at(width, as_="client", java_script_enabled=False)
    page.goto(PATH)
    said = f"No. It grew, seen at {width}."
    asked_first = page.get_by_role("button", name="Keep my answer")
    if asked_first.count():
        assert not page.get_by_role("heading", name="The rows say").count()
    else:
        page.get_by_text("Answer anew").click()
    page.get_by_label("In your own words").fill(said)
    page.get_by_label("My coach may read it").check()
    page.get_by_role("button", name=re.compile("Keep")).click()
    page.get_by_role("heading", name="The rows say").wait_for()
    assert said in page.locator("#own blockquote").inner_text()
    coach = open_at(width)
    coach.goto(PATH)
    assert said in coach.locator("#own blockquote").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_she_notes_days_away_and_takes_them_up_by_keyboard(open_at, width, scheme):
    page = open_at(width, as_="client", color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{PATH}?look=1")
    page.get_by_text("Set a note down").focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="What was").focus()
    page.keyboard.type("Holiday")
    page.get_by_role("textbox", name="From").fill("2026-04-06")
    page.get_by_role("textbox", name="Until").fill("2026-04-12")
    page.get_by_label("I was away").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Noted on the path.").wait_for()
    assert violations(page) == []
    assert page.locator(".path .away").count() >= 6
    page.get_by_role("link", name=re.compile("Change the note of 6 April 2026")).click()
    page.get_by_role("heading", name="A note of 6 April 2026").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Remove the note").click()
    page.get_by_role("status").filter(has_text="Removed").wait_for()
    assert not page.locator(".path .away").count()
    assert violations(page) == []


def test_a_value_and_an_answer_lead_to_their_rows(open_at):
    page = open_at(1280)
    page.goto(PATH)
    page.get_by_text("What each says alone").click()
    page.get_by_role("link", name="Confidence: the rows behind this").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("confidence, rated by the client").wait_for()
    assert sheet.locator("tbody tr").count() > 20
