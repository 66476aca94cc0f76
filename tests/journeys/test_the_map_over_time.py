"""The slider changes the map without moving the page; arrows lead to their rows; the keyboard is enough."""

from __future__ import annotations

import re

import pytest


def boxes(page) -> dict[str, dict[str, float]]:
    return {name: page.locator(name).bounding_box() for name in ("main h1", "#week", ".map-drawing")}


@pytest.mark.parametrize("width", [1280, 390])
def test_another_week_changes_the_map_and_moves_nothing(open_at, width):
    page = open_at(width, reduced_motion="reduce")
    page.goto("/engagements/1/map/")
    page.locator("#week").focus()
    before, when = boxes(page), page.locator("#map-when").inner_text()
    with page.expect_response(re.compile(r"/map/\?week=")):
        page.keyboard.press("ArrowLeft")
    page.locator("#map-when", has_not_text=when).wait_for()
    assert boxes(page) == before
    assert page.evaluate("document.activeElement.id") == "week"
    assert re.search(r"week=\d+$", page.url)


def test_the_table_follows_the_slider(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/")
    last = page.locator("#map-behind tbody").inner_text()
    page.locator("#week").focus()
    with page.expect_response(re.compile(r"/map/\?week=1$")):
        page.keyboard.press("Home")
    page.get_by_text("week 1 of").wait_for()
    assert page.locator("#map-behind tbody").inner_text() != last
    assert page.locator("#map-keep a").first.get_attribute("href").endswith("week=1")


def test_play_goes_through_the_weeks_and_stops(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/?week=3")
    page.get_by_role("button", name="play").click()
    page.get_by_text("week 4 of").wait_for()
    page.get_by_text("week 5 of").wait_for()
    page.get_by_role("button", name="stop").click()
    assert page.get_by_role("button", name="play").is_visible()


def test_a_person_on_the_map_opens_the_contacts_by_keyboard(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/")
    page.get_by_role("link", name=re.compile(r"^Priya Raman \(")).focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Priya Raman").first.wait_for()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert page.url.endswith("/map/")


def test_names_are_in_the_table_where_the_map_has_no_room(open_at):
    page = open_at(390)
    page.goto("/engagements/1/map/")
    assert not page.locator(".who .name").first.is_visible()
    assert page.locator(".who .number").first.is_visible()
    assert page.get_by_role("rowheader", name=re.compile("Priya Raman")).is_visible()


def test_without_javascript_a_week_is_chosen_with_a_button(open_at):
    page = open_at(1280, java_script_enabled=False)
    page.goto("/engagements/1/map/")
    page.locator("#week").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_text("week 1 of").is_visible()


def test_a_value_of_the_path_opens_its_rows(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/path/")
    page.locator("#reach_out .mark").nth(20).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("reached out first").wait_for()
    assert sheet.locator("tbody tr").count() > 0
