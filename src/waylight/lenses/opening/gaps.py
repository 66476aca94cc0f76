"""Days for which a source has most likely not been brought in, so that the brief can say what it does not
know.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DAY = timedelta(days=1)
RARE = 0.001  # in a year of days, less than one false alarm in four
USUAL = 0.5  # rows on at least half of the weekdays: a source that would have had some by now
SATURDAY = 5


def uncovered_days(
    days_with_rows: Collection[date], start: date, end: date, *, shortest: int = 3
) -> tuple[tuple[date, date], ...]:
    """Return the stretches of empty days from ``start`` until before ``end`` that a source leaves
    unexplained.

    A stretch is (first day, last day), both empty, both local days. Give all days on which the source has
    rows, not only those in the window: they say what is usual. A run of at least ``shortest`` empty days, at
    least one of them a weekday, is reported when

        P = ∏ (1 − r(w_d)) < 0.001,   r(w) = (k_w + ½) / (n_w + 1),

    over the days d of the run, with w_d the day of the week, n_w how often that day of the week came between
    the first and the last row outside the run, and k_w how often it had rows (the mean of Jeffreys's
    posterior: Brown, Cai and DasGupta 2001, Statistical Science 16, 101–133). The run after the last row is
    also reported when the source has rows on at least half of its days from Monday to Friday: then nobody
    can say whether it went quiet or was not brought in. A source without any row says nothing about its
    days, and none is reported.
    """
    if not days_with_rows or start >= end:
        return ()
    days = sorted(set(days_with_rows))
    found = []
    for first, last in _empty_runs(days, start, end):
        at_the_end = first > days[-1] and _weekday_rate(days) >= USUAL
        shown = max(first, start), min(last, end - DAY)
        if (
            (last - first).days + 1 >= shortest
            and any(day.weekday() < SATURDAY for day in _days(*shown))
            and (at_the_end or _probability(first, last, days) < RARE)
        ):
            found.append(shown)
    return tuple(found)


def _empty_runs(days: Sequence[date], start: date, end: date) -> list[tuple[date, date]]:
    """Return every run of empty days that touches the window, whole: its edges may lie outside."""
    edges = [min(start, days[0]) - DAY, *days, max(end, days[-1] + DAY)]
    runs = [(before + DAY, after - DAY) for before, after in pairwise(edges)]
    return [(first, last) for first, last in runs if first <= last and first < end and last >= start]


def _probability(first: date, last: date, days: Sequence[date]) -> float:
    with_rows, all_days = [0] * 7, [0] * 7
    for day in _days(days[0], days[-1]):
        all_days[day.weekday()] += not first <= day <= last
    for day in days:
        with_rows[day.weekday()] += 1
    probability = 1.0
    for day in _days(first, last):
        w = day.weekday()
        probability *= 1 - (with_rows[w] + 0.5) / (all_days[w] + 1)
    return probability


def _weekday_rate(days: Sequence[date]) -> float:
    weekdays = sum(day.weekday() < SATURDAY for day in _days(days[0], days[-1]))
    return sum(day.weekday() < SATURDAY for day in days) / weekdays if weekdays else 0.0


def _days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]
