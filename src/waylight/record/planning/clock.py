"""Local times as people plan them: on most days they are one moment, on two days of the year some are none or two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Taken:
    """The moment (UTC) that a local time was taken for; ``said`` is a sentence where the clock left no other way."""

    at: datetime
    said: str = ""


def taken(wall: datetime, zone: str) -> Taken:
    """The moment of a local time without zone.

    A time that the clock skips is read by the clock before the change, and one that it shows twice is the first of the
    two: so does RFC 5545 (3.3.5), and so do calendar programs that are sent the same meeting.
    """
    where = ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=where, fold=fold) for fold in (0, 1))
    at = first.astimezone(UTC)
    if first.utcoffset() == second.utcoffset():
        return Taken(at)
    shown = at.astimezone(where).replace(tzinfo=None)
    if shown == wall:
        return Taken(at, f"On {wall:%-d %B %Y} it is {wall:%H:%M} twice in {zone}, because the clock is set back; "
                         "the first time is meant.")  # fmt: skip
    return Taken(at, f"On {wall:%-d %B %Y} there is no {wall:%H:%M} in {zone}, because the clock is set forward; "
                     f"it begins at {shown:%H:%M}.")  # fmt: skip


def wall_of(at: datetime, zone: str) -> datetime:
    """What the clock of a zone shows at a moment, without the zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
