"""What the rows of other tools' tables and their fields are called on pages, and how a row reads before it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.hours import HourRow
from waylight.intake.rows import (
    CommitmentRow,
    ContactRow,
    EntryRow,
    InsightRow,
    InteractionRow,
    MeetingRow,
)
from waylight.record.terms import Form

if TYPE_CHECKING:
    from datetime import date, datetime

    from waylight.intake.rows import Row

KINDS = {
    RowsOf.STAKEHOLDERS: "people: stakeholders, contacts",
    RowsOf.MEETINGS: "coaching meetings",
    RowsOf.JOURNAL: "entries of the journal",
    RowsOf.COMMITMENTS: "commitments, tasks",
    RowsOf.INSIGHTS: "insights",
    RowsOf.INTERACTIONS: "messages, calls: who turned to whom",
    RowsOf.HOURS: "hours of coaching, by client",
    RowsOf.CLIENTS: "clients",
}
FIELDS = {
    "name": "whole name",
    "first_name": "first name",
    "last_name": "last name",
    "address": "e-mail address",
    "organisation": "organisation",
    "level": "level",
    "side": "side",
    "at": "day, or day and time",
    "clock": "time of day",
    "until": "end",
    "minutes": "length in minutes",
    "hours": "length in hours",
    "state": "what became of it",
    "notes": "notes, for you alone",
    "shared": "notes that both read",
    "on": "day",
    "title": "title",
    "text": "the words",
    "private": "private: yes or no",
    "confidence": "confidence, 0 to 10",
    "question": "a question to carry",
    "due": "day it is due",
    "settled_on": "day it was done",
    "heard_from": "heard from",
    "changed": "what it changed",
    "sender": "from whom",
    "recipient": "to whom",
    "kind": "kind: mail, call …",
    "thread": "thread",
    "contact": "e-mail or telephone",
    "form": "one client, group or team",
    "number": "how many in the group",
    "begins": "first day",
    "ends": "last day",
    "paid": "paid hours",
    "pro_bono": "pro bono hours",
    "may_name": "agrees to be named: yes or no",
}
HEADS: dict[RowsOf, tuple[str, ...]] = {
    RowsOf.STAKEHOLDERS: ("Name", "Addresses", "Organisation", "Level", "Side"),
    RowsOf.MEETINGS: ("When", "Minutes", "Held", "Notes, for you alone", "Notes that both read"),
    RowsOf.JOURNAL: ("Day", "Words", "Read by", "Confidence", "Question"),
    RowsOf.COMMITMENTS: ("Chosen on", "Words", "Due", "What became of it"),
    RowsOf.INSIGHTS: ("Day", "Words", "Heard from", "What it changed"),
    RowsOf.INTERACTIONS: ("When", "From", "To", "Kind", "Thread"),
    RowsOf.HOURS: ("Name", "Contact", "With", "First day", "Last day", "Paid", "Pro bono", "May be named"),
}
SHOWN = 120  # characters of a cell in the preview


def cells(row: Row | HourRow, zone: str) -> tuple[str, ...]:
    """A row as the preview shows it, in the order of HEADS."""
    found: tuple[str, ...] = ()
    match row:
        case ContactRow():
            found = (row.name, ", ".join(row.addresses), row.organisation, row.level, row.side)
        case MeetingRow():
            when = _moment(row.at, zone) if row.time_known else _day(row.at.astimezone(ZoneInfo(zone)).date())
            found = (when, str(row.minutes), "called off" if row.cancelled else "yes", row.notes, row.shared)
        case EntryRow():
            rating = "" if row.confidence is None else f"{row.confidence:g}"
            found = (_day(row.on), row.text, "her alone" if row.private else "both", rating, "; ".join(row.questions))
        case CommitmentRow():
            became = f"{row.state}, {_day(row.settled_on)}" if row.settled_on else row.state
            found = (_day(row.on), row.text, _day(row.due), became)
        case InsightRow():
            found = (_day(row.on), row.text, row.heard_from, row.changed)
        case InteractionRow():
            found = (_moment(row.at, zone), row.sender, row.recipient, row.kind, row.thread)
        case HourRow():
            many = f" of {row.number}" if row.number > 1 else ""
            found = (row.name, row.contact, f"{Form(row.form).label}{many}", _day(row.begins), _day(row.ends))
            found += (f"{row.paid_minutes / 60:g}", f"{row.pro_bono_minutes / 60:g}", "yes" if row.may_name else "no")
        case _:
            pass
    return tuple(one if len(one) <= SHOWN else f"{one[:SHOWN]}…" for one in found)


def _day(on: date | None) -> str:
    return f"{on:%-d %b %Y}" if on else ""


def _moment(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%-d %b %Y, %H:%M}"
