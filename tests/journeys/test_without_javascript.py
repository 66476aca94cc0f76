"""A coach whose browser runs no scripts brings a file, looks at what was read, confirms, and reads the brief."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import open_page, record_what_was_agreed, sign_in_new

CARDS = "name,address,level,side\nKofi Mensah,kofi@plant.example,c-suite,peer\n"
CALENDAR = "\r\n".join(
    [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"),
        *("BEGIN:VEVENT", "UID:c1", "DTSTART:20260414T090000Z", "DTEND:20260414T100000Z", "SUMMARY:Talk"),
        *("ORGANIZER:mailto:rosa@plant.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@brook.example", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:k1", "DTSTART:20260410T090000Z", "DTEND:20260410T100000Z", "SUMMARY:Lunch"),
        *("ORGANIZER:mailto:kofi@plant.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:rosa@plant.example", "END:VEVENT"),
        *("END:VCALENDAR", ""),
    ]
)


@pytest.fixture
def coach(new_coach_account, open_at):
    """A new coach's page, with scripts switched off."""
    page = open_at(390, as_="", java_script_enabled=False)
    sign_in_new(page, *new_coach_account)
    return page


def begin(page) -> None:
    page.get_by_role("link", name="Begin an engagement").click()
    page.get_by_label("The client's name").fill("Rosa Lind")
    page.get_by_label("The client's addresses").fill("rosa@plant.example")
    page.get_by_label("Your own addresses").fill("ada@brook.example")
    page.get_by_label("First day").fill("2026-02-01")
    page.get_by_role("button", name="Begin").click()


def bring(page, *files: tuple[str, str]) -> None:
    sent = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    page.get_by_label("Choose files").set_input_files(sent)
    page.get_by_role("button", name="Read these files").click()


def test_a_file_is_brought_looked_at_confirmed_and_read(coach):
    page = coach
    begin(page)
    record_what_was_agreed(page)
    bring(page, ("cards.csv", CARDS), ("calendar.ics", CALENDAR))
    assert "Nothing of it is in the record yet." in page.locator("main").inner_text()
    page.get_by_role("button", name="Bring in").click()
    page.get_by_role("heading", name="Brought in").wait_for(timeout=30_000)
    page.get_by_role("link", name="Open the brief").click()
    words = page.locator("main").inner_text()
    assert "Tuesday 14 April 2026" in words
    assert re.search(r"Kofi Mensah\s+C-suite · peer", words)
    page.get_by_role("link", name=re.compile("^Kofi Mensah: ")).click()
    rows = page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 1
    assert re.search(r"Fri 10 Apr 2026.*Kofi Mensah to Rosa Lind.*Meeting, accepted.*calendar\.ics, line \d+", rows[0])
    open_page(page, "Record", "Files")
    page.get_by_role("link", name=re.compile("calendar.ics")).click()
    page.get_by_text("Undo this import").click()
    page.get_by_role("button", name="Undo it").click()
    assert page.get_by_role("heading", level=1, name="Undone").is_visible()
