"""The windows of a log, in UTC: weeks from Monday to Monday, four of them, months, the whole, or cut at given times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, TypeAlias

import ibis

from waylight.lenses.influence.contacts import DAY

if TYPE_CHECKING:
    import ibis.expr.types as ir

WEEK = 7 * DAY
MONDAY = 3 * DAY  # 1970 began on a Thursday: three days after a Monday
MARCH_OF_YEAR_0 = 719_468  # days before 1970
DAYS_IN_400_YEARS = 146_097
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Every(StrEnum):
    """How a log is cut."""

    WEEK = "week"
    FOUR_WEEKS = "4weeks"
    MONTH = "month"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Between:
    """Cut at some times, as from one meeting to the next: before the first, between each two, and after the last.

    ``at``: seconds since 1970 (UTC), rising.
    """

    at: tuple[int, ...]


Cut: TypeAlias = Every | Between
WEEKS = {Every.WEEK: 1, Every.FOUR_WEEKS: 4}


def number(at: ir.IntegerValue, every: Cut) -> ir.IntegerValue:
    """Return which window a time (seconds, UTC) lies in; windows follow one another without a gap."""
    if isinstance(every, Between):
        return reduce(add, [(at >= one).cast("int64") for one in every.at], ibis.literal(0, "int64"))
    if every in WEEKS:
        return (at + MONDAY) // (WEEKS[every] * WEEK)
    return _month(at // DAY) if every is Every.MONTH else ibis.literal(0, "int64")


def bounds(window: int, every: Cut, first: int, last: int) -> tuple[datetime, datetime]:
    """Return where a window begins and ends, half open.

    The whole lasts from the ``first`` to the ``last`` second, and so do what is before and after given times.
    """
    if isinstance(every, Between):
        start = every.at[window - 1] if window else first
        return _time(start), _time(every.at[window] if window < len(every.at) else last + 1)
    if every in WEEKS:
        length = WEEKS[every] * WEEK
        return _time(window * length - MONDAY), _time((window + 1) * length - MONDAY)
    if every is Every.MONTH:
        return _first_of(window), _first_of(window + 1)
    return _time(first), _time(last + 1)


def _time(second: int) -> datetime:
    return EPOCH + timedelta(seconds=second)


def _month(day: ir.IntegerValue) -> ir.IntegerValue:
    """Return the number of months from January of the year 0 to a day (days since 1970).

    In whole numbers, since engines read a timestamp in a zone of their own. Years are counted from March, so that a
    leap day is a year's last, and the months from then on repeat each five in 153 days (Fliegel and Van Flandern 1968,
    Communications of the ACM 11, 657).
    """
    since = day + MARCH_OF_YEAR_0
    era = since // DAYS_IN_400_YEARS
    of_era = since - era * DAYS_IN_400_YEARS
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    return 12 * (400 * era + year) + (5 * of_year + 2) // 153 + 2


def _first_of(month: int) -> datetime:
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
