"""From the sign-in page to the rows behind a line of the brief and back, without a pointer; focus is never lost."""

from __future__ import annotations

import re

from tests.journeys.conftest import sample_account

FOCUSED = "document.activeElement"
VISIBLE = f"""() => {{
  const style = getComputedStyle({FOCUSED});
  const box = {FOCUSED}.getBoundingClientRect();
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.left >= 0;
}}"""
MOST = 60  # presses of Tab after which something cannot be reached


def tab_to(page, name: str, *, back: bool = False) -> None:
    """Press Tab until the thing of that name (a pattern) has the focus; every stop on the way can be seen."""
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        said = page.evaluate(f"{FOCUSED}.getAttribute('aria-label') ?? {FOCUSED}.innerText ?? ''")
        if not page.evaluate(f"{FOCUSED} === document.body"):
            assert page.evaluate(VISIBLE), said
        if re.search(name, said):
            return
    raise AssertionError(f"“{name}” is not reached within {MOST} stops")


def sign_in_by_keyboard(page, served) -> None:
    email, password = sample_account(served, "coach")
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Engagements").wait_for()


def test_from_sign_in_to_the_evidence_and_back(open_at, served):
    page = open_at(1280, as_="")
    sign_in_by_keyboard(page, served)
    tab_to(page, "^Ines Calder$")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Ines Calder").wait_for()
    # The brief of a day that is named: which meeting is next changes when others plan some.
    tab_to(page, "^Meetings$")
    page.keyboard.press("Enter")
    tab_to(page, "^Meetings$")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Meetings").wait_for()
    tab_to(page, "^Brief of 11 June")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Since last time").wait_for()
    tab_to(page, "^one meeting, 26 May")
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Tomás Ferrão").first.wait_for()
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert page.evaluate(f"{FOCUSED}.innerText").startswith("one meeting, 26 May")
    tab_to(page, "^Home$", back=True)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Ines Calder").wait_for()


def test_the_first_stop_leads_past_the_navigation(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/brief/")
    page.keyboard.press("Tab")
    assert page.evaluate(VISIBLE)
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('main').contains({FOCUSED})")


def test_focus_stays_in_the_sheet_until_it_is_closed(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/")
    page.get_by_role("link", name=re.compile("^the rows behind this")).focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("heading").wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = f"{FOCUSED} === document.body || document.querySelector('#evidence-sheet').contains({FOCUSED})"
        assert page.evaluate(inside)  # the body stands for the browser's own bar, which a page cannot hold back
    sheet.get_by_role("button", name="Close").focus()
    page.keyboard.press("Enter")
    sheet.wait_for(state="hidden")
    assert page.evaluate(f"{FOCUSED}.innerText") == "the rows behind this"


def test_older_rows_are_read_from_the_top(open_at):
    page = open_at(1280)
    page.goto("/engagements/1/map/")
    page.evaluate("htmx.ajax('GET', '/engagements/1/evidence/contact/', '#evidence-body')")
    sheet = page.get_by_role("dialog")
    older = sheet.get_by_role("link", name="older")
    older.focus()
    page.keyboard.press("Enter")
    sheet.get_by_text(re.compile("^101 to")).wait_for()
    assert page.evaluate(f"{FOCUSED}.id") == "evidence-body"
    assert page.evaluate("document.querySelector('#evidence-sheet').scrollTop") == 0
