"""The windows of a log: weeks from Monday to Monday, calendar months, or the whole, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

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
    MONTH = "month"
    WHOLE = "whole"


def number(at: ir.IntegerValue, every: Every) -> ir.IntegerValue:
    """Return which window a time (seconds, UTC) lies in; windows follow one another without a gap."""
    if every is Every.WEEK:
        return (at + MONDAY) // WEEK
    return _month(at // DAY) if every is Every.MONTH else ibis.literal(0, "int64")


def bounds(window: int, every: Every, first: int, last: int) -> tuple[datetime, datetime]:
    """Return where a window begins and ends, half open. The whole lasts from the ``first`` to the ``last`` second."""
    if every is Every.WEEK:
        start = EPOCH + timedelta(seconds=window * WEEK - MONDAY)
        return start, start + timedelta(weeks=1)
    if every is Every.MONTH:
        return _first_of(window), _first_of(window + 1)
    return EPOCH + timedelta(seconds=first), EPOCH + timedelta(seconds=last + 1)


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
