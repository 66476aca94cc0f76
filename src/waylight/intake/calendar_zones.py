"""Which clock a TZID means: an IANA zone, a zone by its Windows name, or rules that the calendar itself describes.

icalendar keeps the zones it has read for the whole process, so that one person's "Customized Time Zone" would be used
for the next person's file. Here every calendar has its own, and a rule in it is followed for a bounded number of steps.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from waylight.intake.calendar_fields import Field, fields_of
from waylight.intake.calendar_rules import CannotFollow, follow, rule_until
from waylight.intake.calendar_times import UTC_ZONE, Moment, Zone, midnight, moment_of, moments_of
from waylight.intake.calendar_work import Work

_LAST = datetime(2100, 1, 1)  # noqa: DTZ001 (wall time)
_MOST_PARTS = 200  # of one description: two for each year since 1900
_NO_ZONES = {"Factory", "localtime"}  # stand among the names but say nothing of a place  # not for readers
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d):?(\d\d)?", re.A)

Change = tuple[datetime, timedelta, timedelta]
"""When clocks change (UTC, without zone), and the offset from UTC before and after."""


@cache
def _names() -> dict[str, str]:
    """Every name that is known, in lower case, and the IANA name for it."""
    windows = {name.casefold(): olson for name, olson in WINDOWS_TO_OLSON.items()}
    return windows | {name.casefold(): name for name in available_timezones() - _NO_ZONES}


@cache
def _zone(name: str) -> Zone:
    return UTC_ZONE if name in {"UTC", "Etc/UTC"} else Zone(name, ZoneInfo(name))


def known_zone(tzid: str) -> Zone | None:
    """The zone with this IANA or Windows name, if there is one.

    Of a name with more before it (``/freeassociation.sourceforge.net/Europe/Berlin``), the end counts.

    >>> known_zone("W. Europe Standard Time").name
    'Europe/Berlin'
    """
    plain = tzid.strip().strip('"').casefold()
    parts = plain.strip("/").split("/")[:8]
    for first in range(len(parts) if plain.startswith("/") else 1):
        if name := _names().get("/".join(parts[first:])):
            return _zone(name)
    return None


class Zones:
    """The clocks of one calendar; ``written`` are the lines of its VTIMEZONEs by name."""

    def __init__(self, written: Mapping[str, Sequence[str]], work: Work) -> None:
        self._written = written
        self._work = work
        self._read: dict[str, Zone | None] = {}

    def named(self, tzid: str) -> Zone | None:
        """The clock a TZID means, or None when there is neither a known name nor a usable VTIMEZONE."""
        if tzid not in self._read:
            self._read[tzid] = known_zone(tzid) or self._described(tzid)
        return self._read[tzid]

    def _described(self, tzid: str) -> Zone | None:
        fields = list(fields_of(self._written.get(tzid, ())))
        place = next((field.value for field in fields if field.name == "X-LIC-LOCATION"), "")
        if place and (zone := known_zone(place)):
            return zone
        parts = _parts(fields)
        changes = sorted(change for part in parts[:_MOST_PARTS] for change in _changes(part, self._work))
        return Zone("", WrittenRules(changes)) if changes else None


class WrittenRules(tzinfo):
    """A clock that follows the changes a calendar describes, in order. Before the first, the offset is what it ends."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._before = changes[0][1]
        self._after = [after for _, _, after in changes]
        self._at = [at for at, _, _ in changes]
        # An hour that is shown twice is over, at first reading, once both offsets agree on it; a skipped one likewise.
        self._first = [at + max(before, after) for at, before, after in changes]
        self._again = [at + min(before, after) for at, before, after in changes]

    def _offset(self, passed: int) -> timedelta:
        return self._after[passed - 1] if passed else self._before

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """The offset from UTC at a wall time; ``fold`` picks the second of an hour shown twice (PEP 495)."""
        if moment is None:
            return None
        walls = self._again if moment.fold else self._first
        return self._offset(bisect_right(walls, moment.replace(tzinfo=None, fold=0)))

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Not told: a calendar's rules do not say what is usual."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Not told."""
        return None

    def fromutc(self, moment: datetime) -> datetime:
        """The wall time at a moment in UTC."""
        plain = moment.replace(tzinfo=None)
        offset = self._offset(bisect_right(self._at, plain))
        wall = (plain + offset).replace(tzinfo=self)
        return wall if wall.utcoffset() == offset else wall.replace(fold=1)


def _parts(fields: Sequence[Field]) -> list[list[Field]]:
    """The STANDARD and DAYLIGHT parts of a description."""
    parts: list[list[Field]] = []
    inside = False
    for field in fields:
        if field.name in {"BEGIN", "END"} and field.value.upper() in {"STANDARD", "DAYLIGHT"}:
            inside = field.name == "BEGIN"
            parts += [[]] if inside else []
        elif inside:
            parts[-1].append(field)
    return parts


def _changes(part: Sequence[Field], work: Work) -> Iterator[Change]:
    """When the clocks change by one part of a description; never when it cannot be read."""
    said = {field.name: field.value for field in part}
    try:
        before, after = _offset_of(said["TZOFFSETFROM"]), _offset_of(said["TZOFFSETTO"])
        start = midnight(moment_of(said["DTSTART"], "", lambda _: UTC_ZONE).wall)
        walls = {start} | {midnight(one.wall) for one in _added(part)} | set(_by_rule(said, start, before, work))
        yield from ((wall - before, before, after) for wall in walls)
    except (KeyError, ValueError, OverflowError, CannotFollow):
        return


def _added(part: Sequence[Field]) -> Iterator[Moment]:
    for field in part:
        if field.name == "RDATE":
            yield from (moment for moment, _ in moments_of(field, lambda _: UTC_ZONE))


def _by_rule(said: Mapping[str, str], start: datetime, before: timedelta, work: Work) -> Sequence[datetime]:
    rule = said.get("RRULE")
    if not rule:
        return ()
    end = _LAST
    if until := rule_until(rule):  # in UTC, or in the local time that the change ends
        moment = moment_of(until, "", lambda _: Zone("", UTC))
        end = min(end, midnight(moment.wall) + (before if moment.zone is UTC_ZONE else timedelta()))
    return follow(rule, start, end, work).starts


def _offset_of(value: str) -> timedelta:
    """A UTC-OFFSET (RFC 5545, 3.3.14), less than a day. Raises ValueError if it is none."""
    found = _OFFSET.fullmatch(value.strip())
    if not found or int(found[2]) > 23 or int(found[3]) > 59:
        raise ValueError(f"“{value[:40]}” is no offset from UTC")  # not for readers
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -offset if found[1] == "-" else offset
