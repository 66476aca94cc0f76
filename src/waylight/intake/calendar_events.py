"""One event as it is meant: when, how long, repeating how, and what is said about it to whom."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from waylight.intake.calendar_fields import Field, fields_of, unescaped
from waylight.intake.calendar_parts import EventText
from waylight.intake.calendar_people import MOST_INVITED, mailbox_of, people_of
from waylight.intake.calendar_times import Length, Moment, Named, length_between, length_of, moment_of, moments_of
from waylight.intake.rows import Mailbox
from waylight.language import gettext

STATUSES = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
_A_DAY = Length(timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Said:
    """What an event says besides its times."""

    status: str
    organiser: Mailbox | None
    people: tuple[tuple[Mailbox, str], ...]  # with their answer; the organiser first
    title: str


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT: an event, a series, or a change of some occurrence of a series."""

    line: int
    sequence: int  # which version this is; the highest counts
    start: Moment
    length: Length
    changes: Moment | None  # the original start of the occurrence that this changes
    following: bool  # and whether it changes all later ones too
    rules: tuple[str, ...]
    added: tuple[tuple[Moment, Length | None], ...]
    removed: tuple[Moment, ...]
    said: Said


def event_of(text: EventText, named: Named) -> Event:
    """Read an event. Raises ValueError with a sentence when it has no start that can be read."""
    fields: dict[str, list[Field]] = {}
    for field in fields_of(text.lines):
        fields.setdefault(field.name, []).append(field)
    start = _moment(fields.get("DTSTART"), named)
    if not start:
        raise ValueError(gettext("This event has no start that can be read, so it was left out."))
    changed = fields.get("RECURRENCE-ID", [])
    return Event(
        line=text.line,
        sequence=_number(fields.get("SEQUENCE")),
        start=start,
        length=_length(fields, start, named),
        changes=_moment(changed, named),
        following=bool(changed) and changed[0].params.get("RANGE", "").upper() == "THISANDFUTURE",
        rules=tuple(dict.fromkeys(field.value for field in fields.get("RRULE", ()) if field.value)),
        added=tuple(one for field in fields.get("RDATE", ()) for one in moments_of(field, named)),
        removed=tuple(one for field in fields.get("EXDATE", ()) for one, _ in moments_of(field, named)),
        said=_said(fields),
    )


def _said(fields: dict[str, list[Field]]) -> Said:
    organiser = mailbox_of(fields["ORGANIZER"][0]) if "ORGANIZER" in fields else None
    return Said(
        status=STATUSES.get(_value(fields.get("STATUS")).upper(), "confirmed"),
        organiser=organiser,
        people=tuple(people_of(fields.get("ATTENDEE", ())[:MOST_INVITED], organiser)),
        title=unescaped(_value(fields.get("SUMMARY"))[:10_000]).strip(),
    )


def _moment(found: Sequence[Field] | None, named: Named) -> Moment | None:
    for field in found or ():
        try:
            return moment_of(field.value, field.params.get("TZID", ""), named)
        except ValueError:
            continue
    return None


def _length(fields: dict[str, list[Field]], start: Moment, named: Named) -> Length:
    """By DTEND, else by DURATION; a day without either is one day long, a time without either has no length."""
    if end := _moment(fields.get("DTEND"), named):
        return length_between(start, end)
    try:
        return length_of(_value(fields.get("DURATION")))
    except ValueError:
        return _A_DAY if start.all_day else Length()


def _value(found: Sequence[Field] | None) -> str:
    return found[0].value if found else ""


def _number(found: Sequence[Field] | None) -> int:
    text = _value(found)[:10]
    return int(text) if text.isascii() and text.isdecimal() else 0


def title_hash(title: str) -> str:
    """SHA-256 of a title without differences of case, form and space; "" for none."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", title).casefold()).strip()
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""
