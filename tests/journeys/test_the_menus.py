"""The menus at the top open and close by pointer, by keyboard, and without scripts, on a phone too."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import open_page


def navigation(page):
    page.goto("/engagements/1/map/")
    return page.get_by_role("navigation", name="Engagement")


def test_by_keyboard_a_menu_opens_leads_on_and_closes(open_at):
    page = open_at(1280)
    row = navigation(page)
    row.get_by_text("Record").focus()
    page.keyboard.press("Enter")
    people = row.get_by_role("link", name="People")
    people.wait_for()
    page.keyboard.press("Escape")
    people.wait_for(state="hidden")
    assert row.get_by_text("Record").evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="People").wait_for()


def test_one_menu_closes_where_another_opens_and_where_the_page_is_pressed(open_at):
    page = open_at(1280)
    row = navigation(page)
    for title in ("Growth", "Record"):
        row.get_by_text(title, exact=True).click()
    assert row.locator("details[open]").count() == 1
    page.get_by_role("heading", name="Breadth").click()
    assert row.locator("details[open]").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_and_on_a_phone_every_menu_fits(open_at, width):
    page = open_at(width, java_script_enabled=False)
    row = navigation(page)
    for title in ("Growth", "Influence: Map", "Reflection", "Record"):
        row.get_by_text(title, exact=True).click()
        box = row.locator("details[open] .pages").last.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        row.get_by_text(title, exact=True).click()
    open_page(page, "Record", "Search")
    page.get_by_role("heading", level=1, name="Search").wait_for()


def test_at_a_desk_the_row_is_one_line(open_at):
    row = navigation(open_at(1280))
    assert row.bounding_box()["height"] < 50
