"""How often the meetings of a series are, as a rule that calendar programs read (RFC 5545, 3.3.10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dateutil.rrule import rrulestr
from django.db import models
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from datetime import date

MOST = 60  # meetings of one series: more than a year of weekly ones is planned anew
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Rhythm(models.TextChoices):
    """How often."""

    ONCE = "once", gettext_lazy("once")
    WEEKLY = "weekly", gettext_lazy("every week")
    FORTNIGHT = "fortnight", gettext_lazy("every two weeks")
    FOUR_WEEKS = "four weeks", gettext_lazy("every four weeks")  # not for readers
    MONTH = "month", gettext_lazy("every month, on the same day of the week")


WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHT: 2, Rhythm.FOUR_WEEKS: 4}


def rule(rhythm: str, first: date) -> str:
    """The rule without its end; "" for once.

    Every month means the second Thursday of each, if the first is a second Thursday; from the fifth one on, the last.
    """
    if rhythm == Rhythm.ONCE:
        return ""
    if rhythm == Rhythm.MONTH:
        week = (first.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={week if week < 5 else -1}{DAYS[first.weekday()]}"
    return f"FREQ=WEEKLY;INTERVAL={WEEKS[Rhythm(rhythm)]}"


def walls(rhythm: str, first: datetime, times: int) -> list[datetime]:
    """The local times of a series, without zone: the clock shows the same at each."""
    if rhythm == Rhythm.ONCE:
        return [first]
    return list(rrulestr(f"{rule(rhythm, first)};COUNT={times}", dtstart=first))


def times_until(rhythm: str, first: datetime, last: date) -> int:
    """How many meetings there are up to a day, that day included; at most one more than ``MOST``."""
    until = datetime.combine(last, datetime.min.time()) + timedelta(days=1)
    return sum(one < until for one in walls(rhythm, first, MOST + 1))
