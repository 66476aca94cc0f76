"""With a few letters one goes to any page, or looks for a word, from wherever one is."""

from __future__ import annotations

import re

from tests.journeys.test_every_page_is_accessible import violations


def opened(page):
    page.goto("/engagements/1/brief/")
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Go to a page")
    palette.wait_for()
    return palette


def test_a_few_letters_and_enter_lead_to_a_page(open_at):
    page = open_at(1280)
    palette = opened(page)
    page.keyboard.type("stake")
    palette.get_by_text("2 places").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=re.compile("Stakeholders|Who matters")).wait_for()


def test_arrows_choose_and_escape_closes(open_at):
    page = open_at(1280)
    palette = opened(page)
    page.keyboard.type("influence")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "Movement, Influence"
    page.keyboard.press("Escape")
    palette.wait_for(state="hidden")


def test_what_is_no_page_is_looked_for_in_the_record(open_at):
    page = open_at(1280)
    palette = opened(page)
    page.keyboard.type("ownership & “trust”")
    palette.get_by_text("One place").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Search").wait_for()
    assert page.get_by_label("Words to look for").input_value() == "ownership & “trust”"


def test_on_a_phone_a_button_opens_it_and_it_is_accessible(open_at):
    page = open_at(390)
    page.goto("/engagements/1/brief/")
    page.get_by_role("button", name="Go to…").click()
    page.get_by_role("dialog", name="Go to a page").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_there_is_no_button_that_does_nothing(open_at):
    page = open_at(1280, java_script_enabled=False)
    page.goto("/engagements/1/brief/")
    assert not page.get_by_role("button", name="Go to…").is_visible()
