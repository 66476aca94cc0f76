"""Days and hours of the sample: the client's zone, her holidays, and how much of a working day each day is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LISBON = ZoneInfo("Europe/Lisbon")
OSLO = ZoneInfo("Europe/Oslo")

FIRST = date(2025, 12, 11)  # the first meeting
LAST = date(2026, 6, 11)  # the meeting that is being prepared
MEETING_12 = datetime(2026, 5, 22, 16, tzinfo=LISBON)
NOW = datetime(2026, 6, 11, 15, 20, tzinfo=LISBON)  # forty minutes before it
GAP = (date(2026, 6, 5), date(2026, 6, 7))  # mail of these days is not in the export

HOLIDAYS = {
    date(2025, 12, 25),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 5, 1),
    date(2026, 6, 4),
    date(2026, 6, 10),
}


def at(day: date, clock: str, zone: ZoneInfo = LISBON) -> datetime:
    """Return a local time of day ("09:20") on ``day`` as UTC."""
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    """Return every day from ``first`` to ``last``, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def busy(day: date) -> float:
    """Return how much of an ordinary working day this is: 1 on most, less around Christmas and Easter."""
    if day.weekday() >= 5 or day in HOLIDAYS:
        return 0.0
    if date(2025, 12, 22) <= day <= date(2026, 1, 2):
        return 0.06
    if date(2025, 12, 18) <= day <= date(2026, 1, 6):
        return 0.5
    if date(2026, 3, 31) <= day <= date(2026, 4, 7):
        return 0.45
    return 0.7 if day.weekday() == 4 else 1.0


def risen(day: date, start: date, end: date) -> float:
    """Return how far a gradual rise from ``start`` to ``end`` has come on ``day``: from 0 to 1, smoothly."""
    share = min(max((day - start) / (end - start), 0.0), 1.0)
    return share * share * (3 - 2 * share)
