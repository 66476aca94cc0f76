"""A coach looks into the mirror of a meeting: finds her turns, sets a label right in one key press, and shows it."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import open_page
from tests.journeys.test_every_page_is_accessible import violations

MIRROR = "/engagements/1/meetings/6/mirror/"


def focused(page) -> str:
    """The number of the turn whose label has the focus."""
    return page.evaluate("document.activeElement.closest('.turn')?.id ?? ''")


def test_from_the_meeting_to_her_questions_and_on_by_keyboard(open_at):
    page = open_at()
    page.goto("/engagements/1/meetings/6/")
    page.get_by_role("link", name="Your mirror").click()
    page.get_by_role("heading", name="Did I ask, or tell?").wait_for()
    page.get_by_role("link", name=re.compile("my open questions")).click()
    page.wait_for_url(re.compile("only=open-questions"))
    wanted = page.locator(".turn.match").evaluate_all("all => all.map(one => one.id)")
    assert len(wanted) > 3
    page.get_by_role("link", name="To the first of these").focus()
    page.keyboard.press("Enter")
    assert focused(page) == wanted[0]
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert focused(page) == wanted[2]
    page.keyboard.press("p")
    assert focused(page) == wanted[1]


def test_one_key_press_says_what_a_turn_is_and_one_takes_it_back(open_at):
    page = open_at()
    page.goto(MIRROR)
    page.get_by_role("link", name="To the first turn").click()
    turn = page.locator(f"#{focused(page)}")
    before = turn.inner_text()
    page.keyboard.press("x")
    page.get_by_text("Kept: complex reflection.").wait_for()
    assert "complex reflection, as you say; the model: " in turn.inner_text()
    assert f"#{focused(page)}" == f"#{turn.get_attribute('id')}"
    assert violations(page) == []
    page.keyboard.press("u")
    page.get_by_text("Taken back.").wait_for()
    assert turn.inner_text() == before


def test_a_key_does_nothing_while_somebody_writes(open_at):
    page = open_at()
    page.goto(MIRROR)
    page.get_by_label("Words said in this meeting").fill("")
    page.get_by_label("Words said in this meeting").press_sequentially("oxun")
    assert page.locator("#kept").inner_text() == ""
    assert page.get_by_label("Words said in this meeting").input_value() == "oxun"


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_a_label_is_a_link_to_all_labels(open_at, width):
    page = open_at(width, java_script_enabled=False)
    page.goto(f"{MIRROR}?only=reflections")
    label = page.locator(".turn.match .label").first
    number = page.locator(".turn.match").first.get_attribute("id")
    label.click()
    page.get_by_role("button", name="closed question").click()
    page.wait_for_url(re.compile(f"only=reflections.*#{number}"))
    assert page.get_by_text("Kept: closed question.").is_visible()
    page.goto(f"{MIRROR}#{number}")
    assert "as you say" in page.locator(f"#{number}").inner_text()
    page.locator(f"#{number} .label").click()
    page.get_by_role("button", name="Take back what I said of it").click()
    assert page.get_by_text("Taken back.").is_visible()


def test_the_sheet_with_all_labels_keeps_one_and_breaks_no_rule(open_at):
    page = open_at(390, color_scheme="dark", reduced_motion="reduce")
    page.goto(MIRROR)
    page.locator(".turn.coach .label").first.click()
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="open question").click()
    page.get_by_text("Kept: open question.").wait_for()
    page.locator(".turn.coach .label").first.click()
    page.get_by_role("button", name="Take back what I said of it").click()
    page.get_by_text("Taken back.").wait_for()


def test_it_is_shown_to_the_client_and_taken_back(open_at):
    coach, client = open_at(), open_at(390, as_="client")
    coach.goto(MIRROR)
    coach.get_by_role("button", name="Show it to Ines Calder").click()
    coach.get_by_text("This is what Ines Calder can open.").wait_for()
    client.goto("/engagements/1/meetings/6/")
    client.get_by_role("link", name="Maren Voss’s mirror").click()
    client.get_by_role("heading", name="What did Maren Voss do here?").wait_for()
    assert violations(client) == []
    assert client.evaluate("document.documentElement.scrollWidth") == 390
    coach.goto(MIRROR)
    coach.get_by_role("button", name="Take it back").click()
    coach.get_by_text("cannot open it any more").wait_for()
    assert client.reload().status == 404


@pytest.mark.parametrize("width", [1280, 390])
def test_a_turn_is_written_about_and_the_note_leads_back_to_it(open_at, width):
    page = open_at(width, java_script_enabled=False)
    page.goto(f"{MIRROR}?only=open-questions")
    page.locator(".turn.match .label").first.click()
    page.get_by_role("link", name="Write about this turn in my own journal").click()
    page.get_by_label("What I noticed about my own work").fill(f"I waited, at {width}.")
    page.get_by_label("It is").select_option("a question for supervision")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="questions for supervision").click()
    note = page.get_by_role("article").filter(has_text=f"I waited, at {width}.")
    note.get_by_role("link", name=re.compile(r"turn \d+ of the meeting")).click()
    page.get_by_role("heading", name="Did I ask, or tell?").wait_for()
    assert re.search(r"at=\d+#turn-\d+$", page.url)


def test_from_one_meeting_to_all_of_them_and_what_is_otherwise_since_a_day(open_at):
    page = open_at(390, color_scheme="dark", reduced_motion="reduce")
    page.goto("/engagements/1/")
    open_page(page, "Reflection", "Mirror")
    page.get_by_label("What is otherwise since").fill("2026-03-01")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("heading", name="Before and since 1 March 2026").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="all your engagements").click()
    page.get_by_role("columnheader", name="With").wait_for()
