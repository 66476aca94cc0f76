"""The map step by step, beside other weeks, with an arrow opened and an empty place filled; also without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

# A point on an arrow that lies under no dot and no other arrow.
ON_AN_ARROW = """() => {
  for (const line of document.querySelectorAll(".arrow.out path.line")) {
    for (const part of [0.5, 0.6, 0.7, 0.8]) {
      const at = line.getPointAtLength(line.getTotalLength() * part).matrixTransform(line.getScreenCTM());
      if (document.elementFromPoint(at.x, at.y)?.closest(".arrow") === line.parentElement) return [at.x, at.y];
    }
  }
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_a_step_moves_the_slider_and_nothing_else_and_keeps_the_focus(open_at, width):
    page = open_at(width, reduced_motion="reduce")
    page.goto("/engagements/1/map/?week=10")
    page.locator("#step-1").focus()
    before = page.locator(".map-drawing").bounding_box()
    with page.expect_response(re.compile(r"/map/\?week=9$")):
        page.keyboard.press("Enter")
    page.get_by_text("week 9 of").wait_for()
    expect(page.locator("#week")).to_have_value("9")
    assert page.evaluate("document.activeElement.id") == "step-1"
    assert page.locator(".map-drawing").bounding_box() == before


def test_without_scripts_one_steps_compares_and_looks_for_somebody(open_at):
    page = open_at(390, java_script_enabled=False)
    page.goto("/engagements/1/map/?week=20")
    page.get_by_role("link", name="a week back").click()
    assert page.get_by_text("week 19 of").is_visible()
    page.get_by_label("Beside the four weeks to").select_option(label="25 January 2026")
    page.get_by_label("A person", exact=True).fill("hale")
    page.get_by_role("button", name="Look").click()
    assert re.search(r"week=19&with=4&person=hale", page.url)
    card = page.get_by_text("In contact now, and not then")
    assert card.is_visible()
    assert page.locator("tr.found").count() == 1
    page.get_by_role("link", name="a week on").click()
    assert re.search(r"week=20&with=4&person=hale", page.url)


def test_the_slider_goes_on_comparing(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/?week=20&with=4")
    page.locator("#week").focus()
    with page.expect_response(re.compile(r"/map/\?.*week=19")):
        page.keyboard.press("ArrowLeft")
    page.get_by_text("week 19 of").wait_for()
    assert "beside 29 December to 25 January 2026" in page.locator("#map-when").inner_text()


def test_an_arrow_opens_its_rows(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/")
    page.mouse.click(*page.evaluate(ON_AN_ARROW))
    sheet = page.get_by_role("dialog")
    sheet.locator("tbody tr").first.wait_for()
    assert "reached out first" in sheet.inner_text()


def test_an_empty_place_leads_to_a_form_and_not_into_the_sheet(open_at):
    page = open_at(1280, as_="client")
    page.goto("/engagements/1/map/")
    page.get_by_role("link", name="Nobody is known at board, own team: name somebody").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Who matters to you there?").wait_for()
    assert page.get_by_label("Level").input_value() == "board"
    assert page.get_by_label("Side").input_value() == "own team"
