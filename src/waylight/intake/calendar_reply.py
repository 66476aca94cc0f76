"""Reads the answer to an invitation (iTIP REPLY, RFC 5546), from a calendar file or from the whole mail it came in."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from waylight.language import gettext, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar.cal import Component

LARGEST = 256 * 1024  # bytes: an answer holds one event, and a mail what was answered to
NOT_READ = gettext_noop("This is no answer to an invitation. It is a file that ends in .ics, or the mail it came in.")
OTHER = {
    "COUNTER": gettext_noop(
        "The answer proposes another time. Move the meeting to it, if it suits; nothing was noted."
    ),
    "REQUEST": gettext_noop("This is an invitation, and no answer to one."),
    "CANCEL": gettext_noop("This calls a meeting off, and is no answer to an invitation."),
}
ANSWERS = {"ACCEPTED", "DECLINED", "TENTATIVE"}


class NotAnAnswer(ValueError):
    """The file is no answer; the message says what it is, and what to do."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody's calendar answered: to an event, or (``occurrence``, UTC) to one time of it."""

    uid: str
    occurrence: datetime | None
    address: str  # lower case
    answer: str  # "accepted", "declined" or "tentative"
    sequence: int
    at: datetime  # UTC


def read_reply(given: bytes) -> list[Answered]:
    """The answers in a file. Raises NotAnAnswer."""
    if len(given) > LARGEST:
        said = gettext("This file is larger than {most} kB, and no answer to an invitation is.")
        raise NotAnAnswer(said.format(most=LARGEST >> 10))
    found: list[Answered] = []
    for part in _calendars(given):
        try:
            whole = Calendar.from_ical(part)
            method = str(whole.get("method", "")).upper()
            if method != "REPLY":
                raise NotAnAnswer(gettext(OTHER.get(method, NOT_READ)))
            found += [one for event in whole.walk("VEVENT") if (one := _answer(event))]
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as reason:
            raise reason if isinstance(reason, NotAnAnswer) else NotAnAnswer(gettext(NOT_READ)) from None
    if not found:
        raise NotAnAnswer(gettext(NOT_READ))
    return found


def _calendars(given: bytes) -> Iterable[str]:
    """The calendar itself, or those in a mail."""
    text = given.lstrip(b"\xef\xbb\xbf \r\n")
    if text[:15].upper() == b"BEGIN:VCALENDAR":
        return [text.decode("utf-8", "replace")]
    mail = email.message_from_bytes(text, policy=email.policy.default)
    parts = (part for part in mail.walk() if part.get_content_type() in {"text/calendar", "application/ics"})
    read = ((part.get_payload(decode=True) or b"") for part in parts)
    return dict.fromkeys(one.decode("utf-8", "replace") for one in read if isinstance(one, bytes))


def _answer(event: Component) -> Answered | None:
    """The answer of the one person whom a reply speaks of; None where it says none of the answers."""
    people = event.get("attendee", [])
    person = people[0] if isinstance(people, list) else people
    said = str(person.params.get("PARTSTAT", "")).upper()
    if said not in ANSWERS:
        return None
    which: Any = event.get("recurrence-id")
    stamp: Any = event["dtstamp"]
    return Answered(
        uid=str(event["uid"]),
        occurrence=_utc(which.dt) if which is not None else None,
        address=str(person).lower().removeprefix("mailto:"),
        answer=said.lower(),
        sequence=int(event.get("sequence", 0)),
        at=_utc(stamp.dt),
    )


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
