"""Weeks as the client lives them: Monday to Monday in her zone, with bounds in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from waylight.language import gettext


@dataclass(frozen=True, slots=True)
class Week:
    """One week, half-open: ``start`` and ``end`` in UTC, ``monday`` the local date of its first day."""

    start: datetime
    end: datetime
    monday: date


def weeks_between(start: date, end: date, zone: str) -> tuple[Week, ...]:
    """Return every week that has a day from ``start`` to ``end``, both included; none when end is before
    start.

    Both ends of a week are local midnights, so a week in which the clocks change has 167 or 169 hours, and
    each week begins where the one before it ends. Raises ValueError when ``zone`` names no time zone.
    """
    try:
        local = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        said = gettext("No time zone is called {zone!r}; use a name such as Europe/Lisbon.")
        raise ValueError(said.format(zone=zone)) from wrong
    first = monday_of(start)
    mondays = [first + timedelta(weeks=n) for n in range((end - first).days // 7 + 1)] if start <= end else []
    return tuple(Week(_midnight(day, local), _midnight(day + timedelta(7), local), day) for day in mondays)


def monday_of(day: date) -> date:
    """Return the first day of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
