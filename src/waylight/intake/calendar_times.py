"""Times as a calendar writes them: a day, or a time on some clock. Rows want UTC; recurrence wants the clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

from waylight.intake.calendar_fields import Field

Wall: TypeAlias = date | datetime
"""What a clock or a calendar on the wall shows: a datetime without zone, or a date for a whole day."""

FIRST_YEAR, LAST_YEAR = 1600, 2199  # Windows and macOS put 1601 and 1604 where they know no year
_TIME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?", re.I | re.A)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?", re.I | re.A
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A clock. ``name`` is an IANA name, "UTC", "floating", or "" for rules that have no such name."""

    name: str
    rules: tzinfo


UTC_ZONE = Zone("UTC", UTC)
Named: TypeAlias = Callable[[str], Zone]
"""Which clock a TZID means; "" asks for the one that floating times and days are meant on."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a time on a zone's clock."""

    wall: Wall
    zone: Zone

    @property
    def all_day(self) -> bool:
        """Whether this is a day and no time."""
        return not isinstance(self.wall, datetime)

    def utc(self) -> datetime:
        """The moment in UTC; a day begins at midnight. A time that the clock skips is read as if it did not skip."""
        return midnight(self.wall).replace(tzinfo=self.zone.rules).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: first by the clock on the wall, then by the clock that never changes."""

    wall: timedelta = timedelta()
    exact: timedelta = timedelta()

    def after(self, start: Moment) -> datetime:
        """When (UTC) what begins at ``start`` ends; never before it begins."""
        end = Moment(midnight(start.wall) + self.wall, start.zone).utc() + self.exact
        return max(start.utc(), end)


def midnight(wall: Wall) -> datetime:
    """A wall time as datetime; a day as its midnight."""
    return wall if isinstance(wall, datetime) else datetime.combine(wall, time())


def moment_of(value: str, tzid: str, named: Named) -> Moment:
    """A DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5). Raises ValueError if it is neither or in no likely year."""
    found = _TIME.fullmatch(value.strip())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise ValueError(f"“{value[:40]}” is neither a day nor a time")  # not for readers
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if found[4] is None:
        return Moment(day, named(""))
    second = min(int(found[6] or 0), 59)  # a leap second has no place in a datetime
    wall = datetime.combine(day, time(int(found[4]), int(found[5]), second))
    return Moment(wall, UTC_ZONE if found[7] else named(tzid))


def length_of(value: str) -> Length:
    """A DURATION (RFC 5545, 3.3.6): weeks and days by the wall, the rest exact. Raises ValueError if it is none."""
    found = _DURATION.fullmatch(value.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError(f"“{value[:40]}” is no length of time")  # not for readers
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups()[1:])
    if found[1] == "-":
        return Length()
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Length(timedelta(weeks=weeks, days=days), exact)


def length_between(start: Moment, end: Moment) -> Length:
    """What lies between two moments: by the wall on one clock, else exact."""
    if start.zone is end.zone or start.all_day or end.all_day:
        return Length(midnight(end.wall) - midnight(start.wall))
    return Length(exact=end.utc() - start.utc())


def moments_of(field: Field, named: Named) -> Iterator[tuple[Moment, Length | None]]:
    """The moments of a list, and the length of those that are written as periods; what is neither is passed over."""
    tzid = field.params.get("TZID", "")
    for value in field.value.split(","):
        start, _, end = value.partition("/")
        try:
            moment = moment_of(start, tzid, named)
            if not end:
                yield moment, None
            elif end[:1] in "Pp+-":
                yield moment, length_of(end)
            else:
                yield moment, length_between(moment, moment_of(end, tzid, named))
        except (ValueError, OverflowError):
            continue


def wall_in(moment: Moment, series: Moment) -> Wall:
    """What the clock of a series shows at ``moment``: a day for a series of days, else a time without zone.

    A day among times means the usual time of that day, and a floating time means the clock of the series, because
    that is what programs mean that write such exceptions.
    """
    if not isinstance(series.wall, datetime):
        return moment.wall.date() if isinstance(moment.wall, datetime) else moment.wall
    if not isinstance(moment.wall, datetime):
        return datetime.combine(moment.wall, series.wall.time())
    if moment.zone is series.zone or moment.zone.name == "floating":
        return moment.wall
    return moment.utc().astimezone(series.zone.rules).replace(tzinfo=None, fold=0)
