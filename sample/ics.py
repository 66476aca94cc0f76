"""Events written as an iCalendar file, with the several kinds of time that calendars in the wild have."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from people import CAST, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LISBON = "Europe/Lisbon"
WINDOWS = "GMT Standard Time"  # how Windows names Lisbon's zone
PLANT = "Norvia plant clock"  # a zone that exists in this file alone
FLOATING = "floating"
ALL_DAY = "all day"


@dataclass(frozen=True, slots=True)
class Event:
    """One event, or one changed occurrence of a series (``instead_of`` is the start it had).

    ``start`` is local and naive. ``people`` are (key of the cast, answer). ``zone`` is one of the names above or an
    IANA name. ``organiser`` is "" for an event nobody else is in.
    """

    uid: str
    start: datetime
    minutes: int
    title: str
    organiser: str = ""
    people: tuple[tuple[str, str], ...] = ()
    zone: str = LISBON
    repeats: str = ""
    without: tuple[datetime, ...] = ()
    instead_of: datetime | None = None
    cancelled: bool = False
    room: str = ""
    sent: datetime | None = None
    extra: tuple[str, ...] = field(default=())


def _rule(name: str, offset_to: str, offset_from: str, month: int) -> list[str]:
    hour = "01" if name == "DAYLIGHT" else "02"
    return [
        f"BEGIN:{name}",
        f"DTSTART:16010101T{hour}0000",
        f"TZOFFSETFROM:{offset_from}",
        f"TZOFFSETTO:{offset_to}",
        f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}",
        f"END:{name}",
    ]


def _zone(name: str) -> list[str]:
    summer = _rule("DAYLIGHT", "+0100", "+0000", 3)
    return ["BEGIN:VTIMEZONE", f"TZID:{name}", *_rule("STANDARD", "+0000", "+0100", 10), *summer, "END:VTIMEZONE"]


def write(events: Iterable[Event], owner: str, *, own_zones: bool = True, cast: Mapping[str, Person] = CAST) -> bytes:
    """Return the calendar of ``owner`` (a key of the cast); ``own_zones`` adds the definitions of the odd zones."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Waylight//sample//EN",
        f"X-WR-CALNAME:{cast[owner].name}",
    ]
    for name in (WINDOWS, PLANT) if own_zones else ():
        lines += _zone(name)
    for event in events:
        lines += _event(event, cast)
    return ("\r\n".join(map(_folded, [*lines, "END:VCALENDAR"])) + "\r\n").encode()


def _event(event: Event, cast: Mapping[str, Person]) -> list[str]:
    sent = event.sent or (event.start - timedelta(days=5)).replace(tzinfo=UTC)
    lines = ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{sent:%Y%m%dT%H%M%SZ}", f"CREATED:{sent:%Y%m%dT%H%M%SZ}"]
    if event.instead_of:
        lines.append(_time("RECURRENCE-ID", event.instead_of, event.zone))
    lines.append(_time("DTSTART", event.start, event.zone))
    lines.append(_time("DTEND", event.start + timedelta(minutes=event.minutes), event.zone))
    if event.repeats:
        lines.append(f"RRULE:{event.repeats}")
    lines += [_time("EXDATE", day, event.zone) for day in event.without]
    lines.append(f"SUMMARY:{_text(event.title)}")
    if event.room:
        lines.append(f"LOCATION:{_text(event.room)}")
    lines.append(f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}")
    if event.organiser:
        lines.append(f"ORGANIZER;CN={_name(event.organiser, cast)}:mailto:{cast[event.organiser].address}")
    lines += [_attendee(one, answer, cast) for one, answer in event.people]
    return [*lines, *event.extra, "END:VEVENT"]


def _attendee(one: str, answer: str, cast: Mapping[str, Person]) -> str:
    role = "ROLE=REQ-PARTICIPANT;" if answer != "DECLINED" else "ROLE=OPT-PARTICIPANT;"
    return f"ATTENDEE;{role}PARTSTAT={answer};CN={_name(one, cast)}:mailto:{cast[one].address}"


def _name(one: str, cast: Mapping[str, Person]) -> str:
    name = cast[one].shown or cast[one].name
    return f'"{name}"' if "." in name or "," in name else name


def _time(name: str, when: datetime, zone: str) -> str:
    if zone == ALL_DAY:
        return f"{name};VALUE=DATE:{when:%Y%m%d}"
    if zone == FLOATING:
        return f"{name}:{when:%Y%m%dT%H%M%S}"
    if zone == "UTC":
        return f"{name}:{when:%Y%m%dT%H%M%S}Z"
    return f"{name};TZID={zone}:{when:%Y%m%dT%H%M%S}"


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Return a line folded so that none is longer than 75 octets (RFC 5545, 3.1)."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > (74 if pieces else 75):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
