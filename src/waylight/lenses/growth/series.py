"""Dated rows as weekly series. What was rated or counted; whether it grew is another question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.weeks import monday_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.weeks import Week

NOT_RATED = gettext_noop("No rating was given in this week.")
NOTHING = gettext_noop("Nothing of this kind has been brought in.")


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that somebody gave herself on a local day."""

    id: int
    on: date
    value: float


def rated_by_week(rows: Sequence[Rated], weeks: Sequence[Week]) -> tuple[Figure, ...]:
    """Return the mean rating of each week, with its ratings as rows; unknown in a week without one.

    Nothing is sampled here: the ratings are what she said, all of it. The bounds are therefore the lowest
    and the highest rating of the week, and one rating stands alone.
    """
    by_monday: dict[date, list[Rated]] = defaultdict(list)
    for row in {row.id: row for row in rows}.values():
        by_monday[monday_of(row.on)].append(row)
    return tuple(_mean(sorted(by_monday[week.monday], key=lambda row: (row.on, row.id))) for week in weeks)


def counted_by_week(rows: Sequence[tuple[int, datetime]], weeks: Sequence[Week]) -> tuple[Figure, ...]:
    """Return how many of ``rows`` (id and aware time) fall in each week, with ``intervals.count``.

    A week without a row is a zero where other weeks, of these or outside them, have rows; when there is no
    row at all the whole series is unknown.
    """
    if not rows:
        return tuple(Figure.unknown(gettext(NOTHING)) for _ in weeks)
    ordered = sorted(dict(rows).items(), key=lambda row: (row[1], row[0]))
    inside = ([row for row, at in ordered if week.start <= at < week.end] for week in weeks)
    return tuple(intervals.count(len(ids), ids) for ids in inside)


def _mean(ratings: Sequence[Rated]) -> Figure:
    if not ratings:
        return Figure.unknown(gettext(NOT_RATED))
    values = [row.value for row in ratings]
    low, high = min(values), max(values)
    mean = min(max(sum(values) / len(values), low), high)  # a mean of equal floats may round past them
    return Figure(mean, low, high, tuple(row.id for row in ratings))
