"""The practice around the meetings: hours, the log, goals agreed by three, papers, a list of clients, the dashboard."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.journeys.conftest import sign_in, sign_in_new
from tests.journeys.test_every_page_is_accessible import violations

MAKE = """
from django.utils import timezone
from waylight.record.consent import Consent, give
from waylight.record.consent_words import WORDS
from waylight.access.models import User
from waylight.record.engagement import Engagement
from waylight.record.people import Member, Person
one = Engagement.objects.get(pk=1)
user = User.objects.create_user("paula.sponsor@norvia.example", "a password for tests", name="Paula Winter")
one.sponsor = Person.objects.create(practice=one.practice, user=user, name="Paula Winter")
one.save(update_fields=["sponsor"])
use = Consent.Use.SPONSOR_REPORT
give(one, use, WORDS[use].in_full, by=one.client.user, at=timezone.now())
user = User.objects.create_user("rut.admin@coach.example", "a password for tests", name="Rut Adler")
Member.objects.create(practice=one.practice, user=user, role=Member.Role.ADMIN)
"""
LIST = (
    b"Client name;E-mail;Start date;Hours\nZoe Lindqvist;zoe@norvia.example;02.02.2026;10\n;nobody@norvia.example;;\n"
)


@pytest.fixture
def with_sponsor(made):
    """The sample, with somebody who sponsors it and somebody who looks after the practice."""
    made(MAKE)


@pytest.fixture
def as_sponsor(open_at, with_sponsor):
    """Open pages as the sponsor, at a width."""

    def open_(width: int):
        page = open_at(width, as_="", color_scheme="light", reduced_motion="reduce")
        sign_in(page, "paula.sponsor@norvia.example", "a password for tests")
        return page

    return open_


def fits(page, width: int) -> None:
    """The page breaks no rule and is no wider than the window, with all that can be opened open."""
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("width", [1280, 390])
def test_a_coach_sells_hours_corrects_them_and_takes_that_back(open_at, width):
    page = open_at(width)
    page.goto("/engagements/1/packages/")
    if not page.get_by_label("Hours", exact=True).is_visible():  # it is open while nothing was bought
        page.get_by_text("Note hours bought").first.click()
    page.get_by_label("Hours", exact=True).fill("40")
    page.get_by_role("button", name="Note them").click()
    page.get_by_text("The hours are noted.").wait_for()
    page.get_by_text("Correct what was used").click()
    page.get_by_label("Hours more or less").fill("0.5")
    page.get_by_label("Why").fill("A call between two meetings")
    page.get_by_role("button", name="Correct it").click()
    page.get_by_text("“A call between two meetings”").first.wait_for()
    fits(page, width)
    page.get_by_role("link", name="Change the correction").click()
    page.get_by_label("Why").fill("Two calls between two meetings")
    fits(page, width)
    page.get_by_role("button", name="Keep it so").click()
    page.get_by_text("“Two calls between two meetings”").wait_for()
    fits(page, width)
    page.get_by_role("button", name="Take the change back").press("Enter")
    page.get_by_text("“A call between two meetings”").first.wait_for()
    page.get_by_role("button", name="Take back the correction").click()
    page.get_by_text("It counts no more").wait_for()
    page.get_by_role("button", name="Remove the package").first.click()
    page.get_by_text("It counts no more").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_hours_of_learning_are_noted_changed_and_put_back(open_at, width):
    page = open_at(width, color_scheme="light", reduced_motion="reduce")
    page.goto("/journal/hours/")
    if not page.get_by_label("About").is_visible():
        page.get_by_text("Note some hours").click()
    page.get_by_label("Day").fill("2095-03-01")
    page.get_by_label("Hours", exact=True).fill("1.5")
    page.get_by_label("About").fill(f"Silence {width}")
    page.get_by_role("button", name="Note it").click()
    entry = page.get_by_role("listitem").filter(has_text=f"Silence {width}")
    entry.get_by_text("This day lies ahead.").wait_for()
    entry.get_by_role("link", name="Change").click()
    page.get_by_label("Day").fill("2026-03-01")
    fits(page, width)
    page.get_by_role("button", name="Keep it so").click()
    entry.get_by_text("1 March 2026").wait_for()
    entry.get_by_role("button", name="Take the change back").wait_for()
    fits(page, width)
    entry.get_by_role("button", name="Remove").click()
    page.get_by_text("below it can be put back").wait_for()
    page.get_by_text("Removed entries").click()
    page.get_by_role("button", name=f"Remove Silence {width}").click()
    page.get_by_text("It is gone.").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_coach_notes_hours_from_before_and_keeps_the_log(open_at, width):
    page = open_at(width)
    page.goto("/journal/coaching/")
    page.get_by_text("Note hours from before or elsewhere").click()
    page.get_by_label("Client’s name").fill(f"Tom Weir {width}")
    page.get_by_label("First day").fill("2024-01-08")
    page.get_by_label("Paid hours").fill("12.5")
    page.get_by_label("The client agrees to be named in the log").check()
    page.get_by_role("button", name="Note them").click()
    page.get_by_role("link", name=f"Tom Weir {width}").wait_for()
    fits(page, width)
    with page.expect_download() as kept:
        page.get_by_role("link", name="workbook (XLSX)").click()
    rows = list(load_workbook(BytesIO(kept.value.path().read_bytes())).active.values)
    assert [row[6] for row in rows if row[0] == f"Tom Weir {width}"] == [12.5]
    page.get_by_role("link", name=f"Tom Weir {width}").click()
    page.get_by_role("button", name="Remove it from the log").click()
    page.get_by_text("below it can be put back").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_client_coach_and_sponsor_agree_to_a_goal(open_at, as_sponsor, width):
    goal = f"Let others own it, at {width}"
    client = open_at(width, as_="client")
    client.goto("/engagements/1/goals/")
    if not client.get_by_label("What is to be reached").is_visible():
        client.get_by_text("Write a goal down").click()
    client.get_by_label("What is to be reached").fill(goal)
    client.get_by_label("Level 0: what is expected").fill("Two of the sites run it themselves")
    client.get_by_role("button", name="Write it down").click()
    client.get_by_role("button", name=f"I say yes: {goal}").click()
    client.get_by_text("to these words.").first.wait_for()
    fits(client, width)
    sponsor = as_sponsor(width)
    sponsor.goto("/engagements/1/")
    sponsor.get_by_text(f"Ask for other words: {goal}").click()
    sponsor.get_by_label("What would you like it to say?").last.fill("Name the sites")
    sponsor.get_by_role("button", name="Ask", exact=True).last.click()
    sponsor.get_by_text("“Name the sites”").first.wait_for()
    sponsor.get_by_role("button", name=f"Yes to these words: {goal}").click()
    sponsor.get_by_role("button", name=f"Take back my yes to: {goal}").wait_for()
    fits(sponsor, width)
    sponsor.get_by_role("link", name="Report to print or keep").click()
    sponsor.get_by_role("heading", name=goal).wait_for()
    fits(sponsor, width)
    coach = open_at(width)
    coach.goto("/dashboard/")
    coach.get_by_text("Paula Winter asks for other words of a goal").first.wait_for()
    fits(coach, width)
    coach.goto("/engagements/1/sponsor-report/")
    coach.get_by_text("Paula Winter reads this as it stands here").wait_for()
    fits(coach, width)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_sponsor_reads_the_pulse_by_the_keyboard_and_nothing_that_was_said(as_sponsor, width):
    page = as_sponsor(width)
    page.goto("/engagements/1/")
    page.locator("main a[href*='/pulse/']").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile("^What was answered")).wait_for()
    fits(page, width)
    assert page.get_by_text("In random order").count() == 0
    for part in ("pulse/", "meetings/", "meetings/5/", "journal/", "packages/", "between/", "today/"):
        assert page.goto(f"/engagements/1/{part}").status in {403, 404}, part


@pytest.mark.parametrize("width", [1280, 390])
def test_an_agreement_is_laid_before_the_client_who_says_yes_without_scripts(open_at, width):
    coach = open_at(width)
    coach.goto("/engagements/1/papers/")
    coach.get_by_label("Template").select_option("working-together" if width == 1280 else "between-three")
    coach.get_by_role("button", name="Copy it here").click()
    title = coach.get_by_role("heading", level=1).inner_text()
    fits(coach, width)
    client = open_at(width, as_="client", java_script_enabled=False)
    client.goto("/engagements/1/papers/")
    client.get_by_role("link", name=title).click()
    client.get_by_role("button", name="Yes to these words").click()
    client.get_by_text("You say yes to these words.").wait_for()
    coach.goto("/dashboard/")
    coach.get_by_role("link", name=f"The agreement with Ines Calder: {title}").click()
    coach.get_by_role("button", name="Yes to these words").click()
    coach.get_by_text("You say yes to these words.").wait_for()
    coach.goto("/templates/?from=half-way")
    fits(coach, width)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_list_of_clients_is_looked_at_mended_brought_and_undone_by_keyboard(open_at, new_coach_account, width):
    page = open_at(width, as_="")
    sign_in_new(page, *new_coach_account)
    page.get_by_role("link", name="Bring clients from a list").click()
    page.get_by_label("The list, as CSV").set_input_files(
        {"name": "clients.csv", "mimeType": "text/csv", "buffer": LIST}
    )
    page.get_by_role("button", name="Look at it").press("Enter")
    page.get_by_text("There is no name in this line.").wait_for()
    fits(page, width)
    page.get_by_role("button", name="Bring them").press("Enter")
    page.get_by_text("Some lines cannot be read.").wait_for()
    page.get_by_label("Leave out the lines that cannot be read").press("Space")
    page.get_by_role("button", name="Bring them").press("Enter")
    page.get_by_text("One engagement begun.").wait_for()
    fits(page, width)
    page.get_by_role("button", name="Undo bringing the list").press("Enter")
    page.get_by_text("One engagement removed.").wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_admin_sees_load_and_no_content(open_at, with_sponsor, width):
    page = open_at(width, as_="", color_scheme="light", reduced_motion="reduce")
    sign_in(page, "rut.admin@coach.example", "a password for tests")
    page.get_by_role("link", name="Look after your practice").click()
    page.get_by_role("link", name="Hours").click()
    page.get_by_text("Coaches: what they have held, and what is ahead").wait_for()
    fits(page, width)
