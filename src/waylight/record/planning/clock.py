"""Local times as people plan them: on most days they are one moment, on two days of the year some are none or two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from waylight.language import day_and_year


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
    said = gettext("On {day} there is no {time} in {zone}, because the clock is set forward; it begins at {begins}.")
    if shown == wall:
        said = gettext("On {day} it is {time} twice in {zone}, because the clock is set back; the first time is meant.")
    return Taken(at, said.format(day=day_and_year(wall), time=f"{wall:%H:%M}", zone=zone, begins=f"{shown:%H:%M}"))


def wall_of(at: datetime, zone: str) -> datetime:
    """What the clock of a zone shows at a moment, without the zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
