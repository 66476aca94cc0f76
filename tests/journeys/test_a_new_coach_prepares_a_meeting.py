"""A new coach begins an engagement, brings a transcript, a calendar and a mailbox of her own, and reads the brief."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import record_what_was_agreed, sign_in_new

ZONE = ZoneInfo("Europe/Berlin")
LAST = datetime(2026, 4, 14, 9, tzinfo=ZONE)
NEXT = datetime(2026, 4, 28, 9, tzinfo=ZONE)
SECRET = "a body that nobody reads"


def a_transcript() -> str:
    said = [
        ("Ada Brook", "What has changed since last time?"),
        ("Rosa Lind", "I listened more than I spoke. It surprised me what Kofi sees."),
        ("Ada Brook", "And what would you like to do with that?"),
        ("Rosa Lind", "I'll ask Kofi which site he would begin with."),
    ]
    cues = [
        f"00:0{n}:00.000 --> 00:0{n}:20.000\n<v {speaker}>{text}</v>" for n, (speaker, text) in enumerate(said, start=1)
    ]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def a_calendar() -> str:
    def event(uid: str, start: datetime, people: list[str]) -> str:
        lines = [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/Berlin:{start + timedelta(hours=1):%Y%m%dT%H%M%S}",
            "ORGANIZER:mailto:rosa@plant.example",
            *(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{person}" for person in people),
            "SUMMARY:Talk",
            "END:VEVENT",
        ]
        return "\r\n".join(lines)

    events = [event(f"c{n}", at, ["ada@brook.example"]) for n, at in enumerate((LAST, NEXT))]
    events.append(event("k", LAST + timedelta(days=3), ["kofi@plant.example"]))
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *events, "END:VCALENDAR", ""])


def a_mailbox() -> bytes:
    parts = []
    for n in range(40):
        mail = EmailMessage()
        hers = n % 2 == 0
        mail["From"] = "Rosa Lind <rosa@plant.example>" if hers else "Kofi Mensah <kofi@plant.example>"
        mail["To"] = "kofi@plant.example" if hers else "rosa@plant.example"
        mail["Date"] = format_datetime(LAST - timedelta(days=60 - n))
        mail["Message-ID"] = f"<{n}@plant.example>"
        mail.set_content(SECRET)
        parts.append(b"From x@y Thu Jan  1 00:00:00 2026\n" + mail.as_bytes() + b"\n\n")
    first = EmailMessage()
    first["From"], first["To"] = "Lena Vogt <lena@plant.example>", "rosa@plant.example"
    first["Date"], first["Message-ID"] = format_datetime(LAST + timedelta(days=5)), "<lena@plant.example>"
    first.set_content(SECRET)
    parts.append(b"From x@y Thu Jan  1 00:00:00 2026\n" + first.as_bytes() + b"\n\n")
    return b"".join(parts)


@pytest.fixture
def files(tmp_path):
    (tmp_path / f"meeting-{LAST:%Y-%m-%d}.vtt").write_text(a_transcript())
    (tmp_path / "calendar.ics").write_bytes(a_calendar().encode())
    (tmp_path / "mail.mbox").write_bytes(a_mailbox())
    return sorted(tmp_path.iterdir())


@pytest.fixture
def new_coach(open_at, new_coach_account):
    """A coach whose account was made on the command line, signed in."""
    page = open_at(1280, as_="")
    sign_in_new(page, *new_coach_account)
    return page


def begin_engagement(page) -> None:
    page.get_by_role("link", name="Begin an engagement").click()
    page.get_by_label("The client's name").fill("Rosa Lind")
    page.get_by_label("The client's addresses").fill("rosa@plant.example")
    page.get_by_label("Your own addresses").fill("ada@brook.example")
    page.get_by_label("The client's time zone").select_option("Europe/Berlin")
    page.get_by_label("First day").fill("2026-02-01")
    page.get_by_role("button", name="Begin").click()


def bring(page, files) -> None:
    page.get_by_label("Choose files").set_input_files([str(path) for path in files])
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("heading", name="What was read").wait_for()
    page.get_by_role("button", name=re.compile("^Bring")).click()
    page.get_by_role("heading", name="Brought in").wait_for(timeout=30_000)
    page.get_by_role("link", name="Open the brief").click()


def test_from_an_empty_account_to_the_brief(new_coach, files):
    page = new_coach
    page.get_by_text("There is no engagement yet.").wait_for()
    begin_engagement(page)
    record_what_was_agreed(page)
    bring(page, files)
    words = page.locator("main").inner_text()
    assert "Tuesday 28 April 2026, 09:00 Berlin" in words
    assert "I'll ask Kofi which site he would begin with." in words
    assert "Lena Vogt" in words
    assert "first time" in words
    assert SECRET not in page.content()


def test_a_commitment_is_kept_from_the_transcript_and_its_evidence_opens_with_the_keyboard_alone(new_coach, files):
    page = new_coach
    begin_engagement(page)
    record_what_was_agreed(page)
    bring(page, files)
    page.get_by_role("button", name=re.compile("^keep it")).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kept as something to come back to").wait_for()
    seen = page.locator("#commitments .evidence").first
    assert "one meeting, 17 April" in seen.inner_text()
    seen.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Kofi Mensah").first.wait_for()
    assert "calendar.ics, line" in sheet.inner_text()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
