"""Cuts a calendar file into its events by line, so that a broken one harms no other and every row knows its line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from waylight.intake.calendar_fields import field_of, unescaped
from waylight.intake.calendar_lines import LONGEST_LINE, ContentLine, content_lines
from waylight.intake.calendar_work import TooMuch, Work
from waylight.intake.rows import Place, Problem
from waylight.language import gettext, gettext_noop

LARGEST_EVENT = 8 << 20  # bytes that are held of one, and
MOST_HELD = 64 << 20  # of a calendar, before its events are read: a series and its changes stand apart
_OVERHEAD = 100  # bytes that a line costs besides its letters
# What an event says beyond time and people is not even handed on.
_READ = frozenset(
    "UID DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS SUMMARY ORGANIZER ATTENDEE".split()
)
_OF_ZONE = frozenset("BEGIN END DTSTART TZOFFSETFROM TZOFFSETTO RRULE RDATE X-LIC-LOCATION".split())
_WORD = re.compile(r"\s*([A-Za-z-]+)\s*[;:]")
_BLOCK = re.compile(r"\s*(BEGIN|END)\s*:\s*([A-Z0-9-]+)\s*$", re.I)


@dataclass(slots=True)
class EventText:
    """One event as its lines, with the line it begins on."""

    line: int
    uid: str = ""
    lines: list[str] = field(default_factory=list)
    size: int = 4 * _OVERHEAD  # bytes, about


@dataclass(slots=True)
class CalendarText:
    """One calendar of a file, or as much of one as was held: its name, its time zones, and its events by UID."""

    line: int | None = None  # None for events that stand outside any
    name: str = ""
    cancels: bool = False  # METHOD:CANCEL, as sent when a meeting is called off (RFC 5546, Daboo 2009, 3.2.5)
    zones: dict[str, list[str]] = field(default_factory=dict)
    events: dict[str, list[EventText]] = field(default_factory=dict)
    size: int = 0  # bytes, about


class _Cutting:
    """The calendar, event and time zone that the lines read so far have opened."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._calendar = CalendarText()
        self._event: EventText | None = None
        self._zone: EventText | None = None
        self._inside = 0  # blocks within the event, such as alarms, and outside it, such as tasks, which are not read

    def take(self, line: ContentLine) -> Iterator[CalendarText | Problem]:
        """Take one content line; yields what it closes."""
        word = line.text() if len(line.raw) < 200 else ""
        if mark := _BLOCK.match(word):
            yield from self._at_mark(line, mark[1].upper() == "BEGIN", mark[2].upper())
        elif self._event is not None:
            yield from self._into(self._event, line, _READ)
        elif self._zone is not None:
            self._into_zone(self._zone, line)
        elif not self._inside:
            self._describe(line)

    def _at_mark(self, line: ContentLine, begins: bool, what: str) -> Iterator[CalendarText | Problem]:
        if what == "VCALENDAR":
            yield from self.close(complete=not begins)
            self._calendar.line = line.number if begins else None
        elif what == "VEVENT":
            yield from self._begin(line.number) if begins else self._end()
        elif what == "VTIMEZONE" and self._event is None:
            self._at_zone(line.number, begins)
        elif self._zone is not None:
            self._into_zone(self._zone, line)
        else:
            self._inside = max(0, self._inside + (1 if begins else -1))

    def _begin(self, number: int) -> Iterator[Problem]:
        yield from self._unclosed()
        self._event, self._inside = EventText(number), 0

    def _end(self) -> Iterator[CalendarText | Problem]:
        event, self._event, self._inside = self._event, None, 0
        if event is None:
            return
        if event.size > LARGEST_EVENT:
            reason = gettext("This event is larger than {size} MiB, so it was left out.")
            yield self._problem(event.line, reason.format(size=LARGEST_EVENT >> 20))
            return
        calendar, event.uid = self._calendar, event.uid or _made_uid(event.lines)
        calendar.events.setdefault(event.uid, []).append(event)
        calendar.size += event.size
        if calendar.size > MOST_HELD:
            yield calendar
            calendar.events, calendar.size = {}, 0

    def _into(self, event: EventText, line: ContentLine, wanted: frozenset[str]) -> Iterator[Problem]:
        """Put a line into its event; what stands in a block within it, or is not wanted, is not even decoded."""
        named = None if self._inside else _WORD.match(line.raw[:60].decode("latin-1"))
        if not named or named[1].upper() not in wanted:
            return
        if line.cut:
            reason = gettext("This line is longer than {size} MiB, so it was left out.")
            yield self._problem(line.number, reason.format(size=LONGEST_LINE >> 20))
            return
        event.size += len(line.raw) + _OVERHEAD
        if event.size <= LARGEST_EVENT:
            event.lines.append(line.text())
        if named[1].upper() == "UID" and (uid := field_of(line.text())):
            event.uid = uid.value[:1000]

    def _into_zone(self, zone: EventText, line: ContentLine) -> None:
        if named := _WORD.match(line.raw[:60].decode("latin-1")):
            if named[1].upper() == "TZID" and (tzid := field_of(line.text())):
                zone.uid = tzid.value.strip('"')[:1000]
            for _ in self._into(zone, line, _OF_ZONE):
                return

    def _at_zone(self, number: int, begins: bool) -> None:
        zone, self._zone = self._zone, EventText(number) if begins else None
        if not begins and zone and zone.uid and zone.size <= LARGEST_EVENT and self._calendar.size <= MOST_HELD:
            self._calendar.zones.setdefault(zone.uid, zone.lines)
            self._calendar.size += zone.size

    def _describe(self, line: ContentLine) -> None:
        """Note what a calendar says of itself."""
        if line.raw[:6].upper() not in {b"X-WR-C", b"METHOD"} or not (said := field_of(line.text()[:2000])):
            return
        if said.name == "X-WR-CALNAME":
            self._calendar.name = " ".join(unescaped(said.value).split())[:200]
        elif said.name == "METHOD":
            self._calendar.cancels = said.value.upper() == "CANCEL"

    def _unclosed(self) -> Iterator[Problem]:
        if self._event is not None:
            reason = gettext("This event is not closed with END:VEVENT, so it was left out.")
            yield self._problem(self._event.line, reason)
        self._event = None

    def _problem(self, line: int | None, reason: str) -> Problem:
        return Problem(Place(self._name, line), reason)

    def close(self, *, complete: bool = False) -> Iterator[CalendarText | Problem]:
        """End the calendar, whether it says so itself or not."""
        yield from self._unclosed()
        calendar, self._calendar = self._calendar, CalendarText()
        self._zone, self._inside = None, 0
        if calendar.events:
            yield calendar
        if calendar.line and not complete:
            reason = gettext(
                "This calendar has no end; the file may have been cut off. What stands before the cut was read."
            )
            yield self._problem(calendar.line, reason)


def calendars(stream: BinaryIO, name: str, work: Work) -> Iterator[CalendarText | Problem]:
    """Each calendar of a file. An event that is not closed is a Problem; a calendar that is not is still read."""
    cutting = _Cutting(name)
    number = 0
    try:
        for line in content_lines(stream, work):
            number = line.number
            for found in cutting.take(line):
                work.spend(work.PROBLEM)
                yield found
    except TooMuch:
        yield from cutting.close(complete=True)
        yield Problem(Place(name, number), gettext(TOO_MUCH))
        return
    yield from cutting.close()


TOO_MUCH = gettext_noop(
    "This calendar is too large or repeats too often to be read further; what follows was left out. "
    "Export a shorter time and bring that."
)


def _made_uid(lines: list[str]) -> str:
    """A name for an event without one, from what it says: the same wherever it stands."""
    return "sha256:" + hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:32]
