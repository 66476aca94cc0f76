"""Reads calendars: every occurrence of every event, with who was invited and what they answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo

from waylight.intake.calendar_events import Event, event_of, title_hash
from waylight.intake.calendar_parts import TOO_MUCH, CalendarText, EventText, calendars
from waylight.intake.calendar_series import Occurrence, occurrences
from waylight.intake.calendar_times import Zone
from waylight.intake.calendar_work import TooMuch, Work
from waylight.intake.calendar_zones import Zones
from waylight.intake.rows import Choices, OccurrenceRow, Place, Problem
from waylight.language import gettext, gettext_noop

HORIZON = timedelta(days=366)
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
NEVER = gettext_noop("It takes place at no time from 1970 to 2099; it was left out.")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is the same for every event of a file."""

    file: str
    choices: Choices
    until: datetime
    work: Work


def read_calendar(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008
    until: datetime | None = None,
) -> Iterator[OccurrenceRow | Problem]:
    """Read a calendar file: one row for each occurrence and person.

    An endless series is followed up to ``until`` (UTC; a year from now unless given). Times without a zone, and whole
    days, are taken as times in ``choices.zone``. An event that cannot be read is a Problem with the line it begins on.
    """
    reading = _Reading(name, choices, until or datetime.now(UTC) + HORIZON, Work())
    found = False
    for part in calendars(stream, name, reading.work):
        if isinstance(part, Problem):
            found = True
            yield part
            continue
        found, clocks = True, _Clocks(part, reading)
        for series in part.events.values():
            try:
                yield from _series(part, series, clocks, reading)
            except TooMuch:
                yield Problem(Place(name, series[0].line), gettext(TOO_MUCH))
                return
    if not found:
        yield Problem(Place(name), gettext("No event was found in this calendar."))


class _Clocks:
    """Which clock a name means in one calendar; remembers the names that nobody knows."""

    def __init__(self, part: CalendarText, reading: _Reading) -> None:
        self.unknown: list[str] = []
        self._zones = Zones(part.zones, reading.work)
        home = ZoneInfo(reading.choices.zone)
        self._floating, self._instead = Zone("floating", home), Zone("", home)

    def named(self, tzid: str) -> Zone:
        """The clock of a TZID. A name that nobody knows means the client's own clock, but names no zone."""
        if not tzid:
            return self._floating
        zone = self._zones.named(tzid)
        if zone is None:
            self.unknown.append(tzid)
        return zone or self._instead


def _series(
    part: CalendarText, series: list[EventText], clocks: _Clocks, reading: _Reading
) -> Iterator[OccurrenceRow | Problem]:
    """All occurrences of the events that share a UID: a series with the occurrences that were changed."""
    events: list[Event] = []
    for text in series:
        reading.work.spend(reading.work.EVENT + text.size // 100)
        try:
            events.append(event_of(text, clocks.named))
            reading.work.spend(reading.work.DATE * (len(events[-1].added) + len(events[-1].removed)))
        except (ValueError, OverflowError) as reason:
            yield Problem(Place(reading.file, text.line), str(reason))
        yield from _unknown_zones(text, clocks, reading)
    told = not events
    try:
        for one in occurrences(events, reading.until, reading.work):
            reading.work.spend(reading.work.OCCURRENCE)
            found = _rows(part, series[0].uid, one, reading) if isinstance(one, Occurrence) else _said(one, reading)
            for row in found:
                told = True
                yield row
        if not told:
            yield Problem(Place(reading.file, series[0].line), gettext(NEVER))
    except (ValueError, OverflowError):
        said = gettext("Its times lie outside all likely years; it was left out.")
        yield Problem(Place(reading.file, series[0].line), said)


def _said(remark: tuple[Event, str], reading: _Reading) -> Iterator[Problem]:
    yield Problem(Place(reading.file, remark[0].line), remark[1])


def _unknown_zones(text: EventText, clocks: _Clocks, reading: _Reading) -> Iterator[Problem]:
    for name in dict.fromkeys(clocks.unknown):
        zone = reading.choices.zone
        reason = gettext("The time zone “{name}” is not known and not described; {zone} was taken instead.")
        yield Problem(Place(reading.file, text.line), reason.format(name=name[:60], zone=zone))
    clocks.unknown.clear()


def _rows(part: CalendarText, uid: str, one: Occurrence, reading: _Reading) -> Iterator[OccurrenceRow]:
    """A row for each person of an occurrence; one without a person when nobody is named."""
    said, at = one.event.said, one.start.utc()
    if not EARLIEST <= at < LATEST:
        return
    common = OccurrenceRow(
        place=Place(reading.file, one.event.line),
        calendar=part.name,
        uid=uid,
        occurrence=one.original.utc().isoformat(),
        at=at,
        until=one.length.after(one.start),
        zone="floating" if one.start.all_day else one.start.zone.name,
        all_day=one.start.all_day,
        status="cancelled" if part.cancels else said.status,
        organiser=said.organiser,
        person=None,
        answer="",
        title_hash=title_hash(said.title),
        title=said.title[:500] if reading.choices.keep_subjects else None,
    )
    reading.work.spend(reading.work.ROW * len(said.people))
    for person, answer in said.people:
        yield replace(common, person=person, answer=answer)
    if not said.people:
        yield common
