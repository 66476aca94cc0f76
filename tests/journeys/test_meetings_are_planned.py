"""Coach and client plan a series, move it, write on it, call it off and hold it after all; wide and on a phone."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.journeys.test_every_page_is_accessible import violations


def plan_a_series(page, day: str, clock: str) -> None:
    """Fill the form in as a person does."""
    page.goto("/engagements/1/meetings/")
    page.get_by_label("Day").fill(day)
    page.get_by_label("Time", exact=True).fill(clock)
    page.get_by_label("How often").select_option("every two weeks")
    page.get_by_label("How many meetings").fill("3")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_text("Planned: three meetings").wait_for()


def fits_and_breaks_no_rule(page, width: int) -> None:
    """The page is no wider than its window, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


@pytest.mark.parametrize(
    ("part", "width", "year"),
    [("coach", 1280, 2091), ("client", 390, 2092), ("coach", 390, 2087), ("client", 1280, 2088)],
)
def test_a_series_from_end_to_end(open_at, part, width, year):
    page = open_at(width, as_=part, color_scheme="light", reduced_motion="reduce")
    plan_a_series(page, f"{year}-03-01", "16:00")
    page.get_by_role("link", name=re.compile(f"1 Mar {year}")).click()
    page.get_by_text("every two weeks, meeting 1 of 3").wait_for()
    fits_and_breaks_no_rule(page, width)

    page.get_by_role("link", name=re.compile("^Write: What (she|you) wants? from it")).click()
    page.get_by_label(re.compile("from it")).fill("To see who is not in the room yet.")
    fits_and_breaks_no_rule(page, width)
    page.get_by_role("button", name="Keep it so").click()
    page.get_by_text("To see who is not in the room yet.").wait_for()

    page.get_by_role("link", name="add something to do").click()
    page.get_by_label("In the client’s words").fill("Ask Mei what she would try")
    page.get_by_label("By when").fill(f"{year}-03-10")
    fits_and_breaks_no_rule(page, width)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Ask Mei what she would try").wait_for()

    page.get_by_role("link", name="Move this meeting").click()
    page.get_by_label("Time", exact=True).fill("09:30")
    page.get_by_label(re.compile("two that follow")).check()
    fits_and_breaks_no_rule(page, width)
    page.get_by_role("button", name="Move it").click()
    page.get_by_text("So are two meetings that follow.").wait_for()

    page.get_by_role("button", name=re.compile("Call off this one and the two")).click()
    page.get_by_text("Called off: three meetings.").wait_for()
    fits_and_breaks_no_rule(page, width)
    page.get_by_role("button", name="All 3 are held after all").click()
    page.get_by_text("All 3 are held after all.").wait_for()


def plan_one(page, day: str, clock: str) -> None:
    """One meeting by the clock of Berlin."""
    page.goto("/engagements/1/meetings/")
    page.get_by_label("Day").fill(day)
    page.get_by_label("Time", exact=True).fill(clock)
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_text(re.compile("^Planned for")).wait_for()


@pytest.mark.parametrize(("part", "width", "year"), [("coach", 1280, 2082), ("client", 390, 2083)])
def test_an_hour_that_the_clock_skips_and_a_meeting_at_the_same_time_are_said(open_at, part, width, year):
    page = open_at(width, as_=part, color_scheme="light", reduced_motion="reduce")
    sunday = max(date(year, 3, day) for day in range(25, 32) if date(year, 3, day).weekday() == 6)
    plan_one(page, sunday.isoformat(), "02:30")
    page.get_by_text("it begins at 03:30").wait_for()
    plan_one(page, f"{year}-05-04", "10:00")
    plan_one(page, f"{year}-05-04", "10:30")
    page.get_by_text(re.compile("same time")).first.wait_for()
    fits_and_breaks_no_rule(page, width)


@pytest.mark.parametrize("width", [1280, 390])
def test_both_write_on_one_text_and_nothing_is_overwritten_unseen(open_at, width):
    coach, her = (
        open_at(width, as_=part, color_scheme="light", reduced_motion="reduce") for part in ("coach", "client")
    )
    for page in (coach, her):
        page.goto("/engagements/1/meetings/5/shared/")
    coach.get_by_role("textbox").fill(f"What the coach wrote, {width}.")
    coach.get_by_role("button", name="Keep it so").click()
    coach.get_by_text(f"What the coach wrote, {width}.").wait_for()
    her.get_by_role("textbox").fill(f"What she wrote, {width}.")
    her.get_by_role("button", name="Keep it so").click()
    her.get_by_text(f"What the coach wrote, {width}.").wait_for()
    assert her.get_by_role("textbox").input_value() == f"What she wrote, {width}."
    fits_and_breaks_no_rule(her, width)
    her.get_by_role("button", name="Keep it so").click()
    her.get_by_text(f"What she wrote, {width}.").wait_for()


@pytest.mark.parametrize(("width", "year"), [(1280, 2093), (390, 2094)])
def test_an_invitation_leaves_by_mail_and_its_answer_is_noted_from_a_file(open_at, mailbox, tmp_path, width, year):
    page = open_at(width, as_="coach")
    page.goto("/engagements/1/meetings/")
    page.get_by_label("Day").fill(f"{year}-03-05")
    page.get_by_label("Time", exact=True).fill("16:00")
    page.get_by_label("Send the invitation by mail").check()
    page.get_by_role("button", name="Plan it").click()
    while (mail := mailbox.mails.get(timeout=30))["Subject"] != f"Coaching, 5 March {year}, 16:00":
        pass
    asked = {part.get_param("method"): part for part in mail.walk() if part.get_content_type() == "text/calendar"}
    if "REQUEST" not in asked:  # the coach's own came first
        mail = mailbox.mails.get(timeout=30)
        asked = {part.get_param("method"): part for part in mail.walk() if part.get_content_type() == "text/calendar"}
    answer = (
        asked["REQUEST"].get_content().replace("METHOD:REQUEST", "METHOD:REPLY").replace("NEEDS-ACTION", "DECLINED")
    )
    (tmp_path / "reply.ics").write_text(answer)
    page.get_by_role("link", name=re.compile(f"5 Mar {year}")).click()
    page.get_by_role("link", name="note an answer that came by mail").click()
    page.get_by_label("The file").set_input_files(tmp_path / "reply.ics")
    page.get_by_role("button", name="Note it").click()
    page.get_by_text("Noted: declined.").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_ones_own_calendar_break_no_rule_and_fit(open_at, width):
    page = open_at(width, as_="client", color_scheme="light", reduced_motion="reduce")
    page.goto("/account/calendar/")
    fits_and_breaks_no_rule(page, width)
    page.get_by_role("button", name=re.compile("Make (the feed|a new address)")).click()
    page.get_by_label("Your secret address, shown this once").wait_for()
    fits_and_breaks_no_rule(page, width)
    page.goto("/engagements/1/calendar/")
    fits_and_breaks_no_rule(page, width)
    page.get_by_label("Its address").fill("http://127.0.0.1/calendar.ics")
    page.get_by_role("button", name="Read it every day").click()
    page.get_by_role("heading", name="What is read").wait_for()
    fits_and_breaks_no_rule(page, width)
    page.get_by_role("button", name="End it").click()
    page.get_by_text("It is not read any more").wait_for()


def test_reminders_are_chosen_and_stopped_by_the_keyboard_and_without_scripts(open_at):
    page = open_at(390, as_="coach", java_script_enabled=False)
    page.goto("/account/calendar/")
    page.get_by_role("button", name=re.compile("Remind me$|Change it")).focus()
    page.keyboard.press("Enter")
    page.get_by_text("You are reminded by mail, a day before.").wait_for()
    page.get_by_role("button", name="Remind me no more").focus()
    page.keyboard.press("Enter")
    page.get_by_text("You are not reminded.").wait_for()
