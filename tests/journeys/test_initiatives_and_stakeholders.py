"""A view is noted in two clicks, a part is taken back, how things stand is changed: by keyboard, or without scripts."""

from __future__ import annotations

import re

import pytest

from tests.journeys.test_with_the_keyboard_alone import tab_to

FOCUSED = "document.activeElement"


def test_from_the_brief_a_view_is_noted_in_two_presses_and_taken_back(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/brief/")
    page.get_by_role("link", name=re.compile("^Note as a view on an initiative: Luca Brandt")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="How somebody sees it").wait_for()
    assert "what the dots cost" in page.get_by_label("How they see it").input_value()
    page.get_by_role("button", name="It agrees").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Noted how Luca Brandt sees it.").wait_for()
    assert re.search(r"#view-\d+$", page.url)
    page.get_by_role("button", name="Remove how Luca Brandt saw it on 1 June").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Removed. It can be put back below").wait_for()
    page.locator("#removed summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "^Put back how Luca Brandt")
    tab_to(page, "^Remove for good how Luca Brandt")
    page.keyboard.press("Enter")
    page.get_by_text("Gone for good.").wait_for()
    assert page.get_by_text("what the dots cost").count() == 0


def test_without_scripts_a_part_is_noted_removed_and_put_back(open_at):
    page = open_at(390, as_="client", java_script_enabled=False)
    page.goto("/engagements/1/initiatives/")
    page.get_by_role("link", name="Open Bench", exact=True).click()
    page.get_by_text("Note somebody’s part").click()
    page.get_by_label("Who", exact=True).select_option(label="Kim Serrano")
    page.get_by_label("Part", exact=True).select_option(label="is told")
    page.get_by_label("From").fill("2026-05-06")
    page.get_by_role("button", name="Note it").click()
    page.get_by_text("Kim Serrano: noted.").wait_for()
    page.get_by_text("The same as a table, to change").click()
    page.get_by_role("button", name="Remove: Kim Serrano is told").click()
    page.get_by_text("Removed", exact=True).click()
    page.get_by_role("button", name="Put back: Kim Serrano is told").click()
    page.get_by_text("Kim Serrano: put back.").wait_for()
    for _ in range(2):
        page.get_by_text("The same as a table, to change").click()
        if page.locator("#removed").count():
            page.get_by_text("Removed", exact=True).click()
        page.get_by_role("button", name=re.compile("^Remove( for good)?: Kim Serrano is told")).click()
    page.get_by_text("Gone for good.").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_the_list_is_sorted_narrowed_and_leads_to_one(open_at, width):
    page = open_at(width, java_script_enabled=False)
    page.goto("/engagements/1/stakeholders/")
    rows = page.locator("tbody th a")
    assert rows.first.inner_text() == "Anneke Blom"
    page.get_by_role("link", name="Contacts, four weeks").click()
    assert rows.first.inner_text() == "Jo Pires"
    page.get_by_label("Side").select_option("upward")
    page.get_by_role("button", name="Show").click()
    assert rows.all_inner_texts() == ["Beatriz Lindqvist", "Dr. Evelyn Hale", "Ravi Menon", "Tomás Ferrão"]
    page.get_by_role("link", name=re.compile("^gone quiet")).click()
    rows.first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Dr. Evelyn Hale"
    assert "She asked in March how it was going." in page.locator("main").inner_text()


def test_how_things_stand_is_changed_by_keyboard_and_back(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/stakeholders/?search=elena")
    page.get_by_role("link", name="Prof. Elena Varga").click()
    for said in ("I have not written to her.", ""):
        page.get_by_text("Change what is said of Prof. Elena Varga").focus()
        page.keyboard.press("Enter")
        page.get_by_label("How things stand").fill(said)
        page.get_by_role("button", name="Keep it so").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Prof. Elena Varga: noted.").wait_for()
        assert (said or "Nothing is noted.") in page.locator("#stands").inner_text()


def test_the_sheet_opens_over_a_stakeholder_and_over_an_initiative(open_at):
    page = open_at(1280)
    for address in ("initiatives/1/", "stakeholders/"):
        page.goto(f"/engagements/1/{address}")
        page.locator("main a.evidence[hx-get]").first.click()
        sheet = page.get_by_role("dialog")
        sheet.locator("tbody tr").first.wait_for()
        page.keyboard.press("Escape")
        sheet.wait_for(state="hidden")
