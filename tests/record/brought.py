"""Rows as intake yields them, and files made of such rows, brought in as a user would bring them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from waylight.intake.rows import (
    ContactRow,
    EntryRow,
    InteractionRow,
    Mailbox,
    MailRow,
    OccurrenceRow,
    Place,
    Problem,
    Promise,
    Row,
    TurnRow,
)
from waylight.record.bringing.whole import bring_in_at_once
from waylight.record.imports import Import, Packing, Reading, receive

INES = Mailbox("Ines Calder", "ines@norvia.example")
MAREN = Mailbox("Maren Voss", "maren@coach.example")
TOMAS = Mailbox("Tomás Ferrão", "tomas@norvia.example")
MEI = Mailbox("Mei Okafor", "mei@norvia.example")


def at(text: str) -> datetime:
    """A time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_mail(n: int, sender: Mailbox = INES, *to: Mailbox, **given: object) -> MailRow:
    """Message ``n``: an hour after the one before, to Tomás if nobody else is given."""
    row = MailRow(
        place=Place("inbox.mbox", 10 * n + 1),
        at=at("2026-03-02T08:00") + timedelta(hours=n),
        at_from="date",
        message_id=f"message-{n}@norvia.example",
        thread=f"message-{n}@norvia.example",
        reply=False,
        sender=sender,
        to=to or (TOMAS,),
        cc=(),
        list_id="",
        automatic=False,
        subject_hash="",
        subject=None,
    )
    return replace(row, **given)  # type: ignore[arg-type]


def an_occurrence(
    uid: str, start: str, *people: Mailbox, organiser: Mailbox = INES, **given: object
) -> list[OccurrenceRow]:
    """One occurrence of an hour: a row for its organiser and one for each person invited."""
    original = given.pop("occurrence", start)
    return [
        replace(
            OccurrenceRow(
                place=Place("calendar.ics", 10 + n),
                calendar="",
                uid=uid,
                occurrence=str(original),
                at=at(start),
                until=at(start) + timedelta(hours=1),
                zone="Europe/Lisbon",
                all_day=False,
                status="confirmed",
                organiser=organiser,
                person=person,
                answer="organiser" if person == organiser else "accepted",
                title_hash="",
                title=None,
            ),
            **given,
        )
        for n, person in enumerate((organiser, *people))
    ]  # type: ignore[return-value]


def a_turn(n: int, speaker: str, text: str, file: str = "2026-03-03 meeting.vtt") -> TurnRow:
    """Turn ``n`` of a transcript, ten seconds long."""
    return TurnRow(Place(file, 3 * n), file.rpartition(".")[0], n, 10.0 * n, 10.0 * n + 10, speaker, text)


def a_contact(name: str, *addresses: str, organisation: str = "", level: str = "", side: str = "") -> ContactRow:
    """A card."""
    return ContactRow(Place("contacts.vcf", 1), name, addresses, organisation, level, side)


def an_entry(on: str, text: str = "", *promises: Promise, **given: object) -> EntryRow:
    """A shared entry of the journal."""
    row = EntryRow(
        place=Place("journal.md", 1),
        on=date.fromisoformat(on),
        text=text,
        private=False,
        confidence=None,
        confidence_words="",
        heard=(),
        promises=promises,
        questions=(),
    )
    return replace(row, **given)  # type: ignore[return-value]


def a_line(n: int, sender: str, recipient: str) -> InteractionRow:
    """Row ``n`` of an interactions table."""
    return InteractionRow(
        Place("log.csv", n + 1), at("2026-03-02T08:00") + timedelta(hours=n), sender, recipient, "mail", ""
    )


def a_reading(name: str, *rows: Row | Problem) -> Reading:
    """A file of that name holding these rows; equal rows make equal files."""
    packing = Packing(name)
    packing.add(replace(row, place=Place(name, row.place.line)) for row in rows)  # type: ignore[arg-type]
    content = repr([replace(row, place=Place("", row.place.line)) for row in rows])  # type: ignore[arg-type]
    return packing.finish(hashlib.sha256(content.encode()).hexdigest())


def bring(engagement, *readings: Reading, by=None, **choices: object) -> Import:
    """Bring files in as the coach, with what she chose in the preview."""
    brought = receive(engagement, by or engagement.coach.user, readings)
    bring_in_at_once(brought, dict(choices))
    return brought
