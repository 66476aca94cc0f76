"""Rows of a table as series: one value a day, events counted by day, and what comes twice left out."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from waylight.intake.rows import Problem
from waylight.lenses.growth.observed import observed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from waylight.intake.rows import ValueRow
    from waylight.lenses.growth.answer import Value
    from waylight.lenses.growth.observed import Observed

FEWEST_EVENTS = 3


def series_of(rows: Iterable[ValueRow], value: Value) -> tuple[list[Observed], list[Problem]]:
    """Return the series in the order of their names, and a Problem for each row of a day that had one already.

    A series of counts that are all 1, at times of their own, is one of single events: they are counted by
    day, and a day of the file without one is a 0.
    """
    by_name: dict[str, list[ValueRow]] = {}
    for row in rows:
        by_name.setdefault(row.series, []).append(row)
    events = {name for name, of_name in by_name.items() if value == "counts" and are_events(of_name)}
    days = [row.at.date() for name in events for row in by_name[name]]
    found: list[Observed] = []
    problems: list[Problem] = []
    for name in sorted(by_name):
        if name in events:
            found.append(_by_day(name, by_name[name], min(days), max(days)))
        else:
            first, twice = _once_a_day(by_name[name])
            problems += twice
            found.append(
                observed(
                    name, list(first), [row.value for row in first.values()], [row.exposure for row in first.values()]
                )
            )
    return found, sorted(problems, key=lambda problem: problem.place.line or 0)


def are_events(rows: Sequence[ValueRow]) -> bool:
    """Say whether rows are single events: each counts 1, and they share neither clock time nor day of the week."""
    if len(rows) < FEWEST_EVENTS or any(row.value != 1 for row in rows):
        return False
    moments = {(row.at.weekday(), row.at.time()) for row in rows}
    gaps = {later - before for before, later in pairwise(sorted(row.at for row in rows))}
    return len(moments) > 1 and len(gaps) > 1


def _by_day(name: str, rows: Sequence[ValueRow], first: date, last: date) -> Observed:
    """Return how many events each day from ``first`` to ``last`` had."""
    counted = Counter(row.at.date() for row in rows)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return observed(name, days, [float(counted[day]) for day in days])


def _once_a_day(rows: Sequence[ValueRow]) -> tuple[dict[date, ValueRow], list[Problem]]:
    """Return the first row of each day, in the order of the days, and a Problem for each other one."""
    first: dict[date, ValueRow] = {}
    problems = []
    for row in rows:
        before = first.setdefault(row.at.date(), row)
        if before is not row:
            line = f" in line {before.place.line}" if before.place.line else ""
            reason = f"{row.series} has a value for {row.at:%Y-%m-%d} already{line}; that one is kept."
            problems.append(Problem(row.place, reason))
    return first, problems
