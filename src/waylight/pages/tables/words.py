"""What the rows of other tools' tables and their fields are called on pages, and how a row reads before it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext, pgettext_lazy

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
from waylight.pages.templatetags.words import short_day
from waylight.record.terms import Form

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

    from waylight.intake.rows import Row

KINDS = {
    RowsOf.STAKEHOLDERS: pgettext_lazy("rows of a table", "people: stakeholders, contacts"),
    RowsOf.MEETINGS: pgettext_lazy("rows of a table", "coaching meetings"),
    RowsOf.JOURNAL: pgettext_lazy("rows of a table", "entries of the journal"),
    RowsOf.COMMITMENTS: pgettext_lazy("rows of a table", "commitments, tasks"),
    RowsOf.INSIGHTS: pgettext_lazy("rows of a table", "insights"),
    RowsOf.INTERACTIONS: pgettext_lazy("rows of a table", "messages, calls: who turned to whom"),
    RowsOf.HOURS: pgettext_lazy("rows of a table", "hours of coaching, by client"),
    RowsOf.CLIENTS: pgettext_lazy("rows of a table", "clients"),
}
FIELDS = {
    "name": pgettext_lazy("what a column holds", "whole name"),
    "first_name": pgettext_lazy("what a column holds", "first name"),
    "last_name": pgettext_lazy("what a column holds", "last name"),
    "address": pgettext_lazy("what a column holds", "e-mail address"),
    "organisation": pgettext_lazy("what a column holds", "organisation"),
    "level": pgettext_lazy("what a column holds", "level"),
    "side": pgettext_lazy("what a column holds", "side"),
    "at": pgettext_lazy("what a column holds", "day, or day and time"),
    "clock": pgettext_lazy("what a column holds", "time of day"),
    "until": pgettext_lazy("what a column holds", "end"),
    "minutes": pgettext_lazy("what a column holds", "length in minutes"),
    "hours": pgettext_lazy("what a column holds", "length in hours"),
    "state": pgettext_lazy("what a column holds", "what became of it"),
    "notes": pgettext_lazy("what a column holds", "notes, for you alone"),
    "shared": pgettext_lazy("what a column holds", "notes that both read"),
    "on": pgettext_lazy("what a column holds", "day"),
    "title": pgettext_lazy("what a column holds", "title"),
    "text": pgettext_lazy("what a column holds", "the words"),
    "private": pgettext_lazy("what a column holds", "private: yes or no"),
    "confidence": pgettext_lazy("what a column holds", "confidence, 0 to 10"),
    "question": pgettext_lazy("what a column holds", "a question to carry"),
    "due": pgettext_lazy("what a column holds", "day it is due"),
    "settled_on": pgettext_lazy("what a column holds", "day it was done"),
    "heard_from": pgettext_lazy("what a column holds", "heard from"),
    "changed": pgettext_lazy("what a column holds", "what it changed"),
    "sender": pgettext_lazy("what a column holds", "from whom"),
    "recipient": pgettext_lazy("what a column holds", "to whom"),
    "kind": pgettext_lazy("what a column holds", "kind: mail, call …"),
    "thread": pgettext_lazy("what a column holds", "thread"),
    "contact": pgettext_lazy("what a column holds", "e-mail or telephone"),
    "form": pgettext_lazy("what a column holds", "one client, group or team"),
    "number": pgettext_lazy("what a column holds", "how many in the group"),
    "begins": pgettext_lazy("what a column holds", "first day"),
    "ends": pgettext_lazy("what a column holds", "last day"),
    "paid": pgettext_lazy("what a column holds", "paid hours"),
    "pro_bono": pgettext_lazy("what a column holds", "pro bono hours"),
    "may_name": pgettext_lazy("what a column holds", "agrees to be named: yes or no"),
}
HEADS: dict[RowsOf, tuple[Promise, ...]] = {
    RowsOf.STAKEHOLDERS: (
        pgettext_lazy("heading of a column", "Name"),
        pgettext_lazy("heading of a column", "Addresses"),
        pgettext_lazy("heading of a column", "Organisation"),
        pgettext_lazy("heading of a column", "Level"),
        pgettext_lazy("heading of a column", "Side"),
    ),
    RowsOf.MEETINGS: (
        pgettext_lazy("heading of a column", "When"),
        pgettext_lazy("heading of a column", "Minutes"),
        pgettext_lazy("heading of a column", "Held"),
        pgettext_lazy("heading of a column", "Notes, for you alone"),
        pgettext_lazy("heading of a column", "Notes that both read"),
    ),
    RowsOf.JOURNAL: (
        pgettext_lazy("heading of a column", "Day"),
        pgettext_lazy("heading of a column", "Words"),
        pgettext_lazy("heading of a column", "Read by"),
        pgettext_lazy("heading of a column", "Confidence"),
        pgettext_lazy("heading of a column", "Question"),
    ),
    RowsOf.COMMITMENTS: (
        pgettext_lazy("heading of a column", "Chosen on"),
        pgettext_lazy("heading of a column", "Words"),
        pgettext_lazy("heading of a column", "Due"),
        pgettext_lazy("heading of a column", "What became of it"),
    ),
    RowsOf.INSIGHTS: (
        pgettext_lazy("heading of a column", "Day"),
        pgettext_lazy("heading of a column", "Words"),
        pgettext_lazy("heading of a column", "Heard from"),
        pgettext_lazy("heading of a column", "What it changed"),
    ),
    RowsOf.INTERACTIONS: (
        pgettext_lazy("heading of a column", "When"),
        pgettext_lazy("heading of a column", "From"),
        pgettext_lazy("heading of a column", "To"),
        pgettext_lazy("heading of a column", "Kind"),
        pgettext_lazy("heading of a column", "Thread"),
    ),
    RowsOf.HOURS: (
        pgettext_lazy("heading of a column", "Name"),
        pgettext_lazy("heading of a column", "Contact"),
        pgettext_lazy("heading of a column", "With"),
        pgettext_lazy("heading of a column", "First day"),
        pgettext_lazy("heading of a column", "Last day"),
        pgettext_lazy("heading of a column", "Paid"),
        pgettext_lazy("heading of a column", "Pro bono"),
        pgettext_lazy("heading of a column", "May be named"),
    ),
}
STATES = {
    "open": pgettext_lazy("what became of it", "open"),
    "kept": pgettext_lazy("what became of it", "kept"),
    "changed": pgettext_lazy("what became of it", "changed"),
    "dropped": pgettext_lazy("what became of it", "dropped"),
}
SHOWN = 120  # characters of a cell in the preview


def cells(row: Row | HourRow, zone: str) -> tuple[str, ...]:
    """A row as the preview shows it, in the order of HEADS."""
    found: tuple[str, ...] = ()
    match row:
        case ContactRow():
            found = (row.name, ", ".join(row.addresses), row.organisation, row.level, row.side)
        case MeetingRow():
            when = _moment(row.at, zone) if row.time_known else short_day(row.at.astimezone(ZoneInfo(zone)).date())
            held = pgettext("a meeting in a table", "called off") if row.cancelled else gettext("yes")
            found = (when, str(row.minutes), held, row.notes, row.shared)
        case EntryRow():
            rating = "" if row.confidence is None else _figure(row.confidence)
            readers = pgettext("who reads an entry", "her alone")
            readers = readers if row.private else pgettext("who reads an entry", "both")
            found = (short_day(row.on), row.text, readers, rating, "; ".join(row.questions))
        case CommitmentRow():
            state = str(STATES.get(row.state, row.state))
            became = f"{state}, {short_day(row.settled_on)}" if row.settled_on else state
            found = (short_day(row.on), row.text, short_day(row.due), became)
        case InsightRow():
            found = (short_day(row.on), row.text, row.heard_from, row.changed)
        case InteractionRow():
            found = (_moment(row.at, zone), row.sender, row.recipient, row.kind, row.thread)
        case HourRow():
            form = str(Form(row.form).label)
            if row.number > 1:
                form = gettext("{form} of {number}").format(form=form, number=row.number)
            found = (row.name, row.contact, form, short_day(row.begins), short_day(row.ends))
            found += (_figure(row.paid_minutes / 60), _figure(row.pro_bono_minutes / 60))
            found += (gettext("yes") if row.may_name else gettext("no"),)
        case _:
            pass
    return tuple(one if len(one) <= SHOWN else f"{one[:SHOWN]}…" for one in found)


def _moment(at: datetime, zone: str) -> str:
    here = at.astimezone(ZoneInfo(zone))
    return f"{short_day(here)}, {here:%H:%M}"


def _figure(value: float) -> str:
    return number_format(f"{value:g}", use_l10n=True)
