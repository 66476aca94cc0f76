"""The picture of a movement: two groups week by week, to see whether they ran alike before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.figure import Figure
from waylight.lenses.influence.panel import WEEK, Spans, by_week, places_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Contacts

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

DRAWS = 999
BOUNDS = (5.0, 95.0)  # percentiles of the 90 % interval


@dataclass(frozen=True, slots=True)
class Beside:
    """One week: what a person began in it on average, of those around the client and of their matches."""

    start: np.datetime64  # [s], UTC
    around: Figure
    matches: Figure


def side_by_side(
    begun: Contacts, people: Places, weeks: Spans, sets: Places, rng: np.random.Generator
) -> tuple[Beside, ...]:
    """Return every week from choosing to the end, with 90 % percentile intervals over matched sets drawn anew.

    A set is drawn with all its people and weeks (Davison and Hinkley 1997, section 3.8).
    """
    counts = by_week(begun, people, weeks)
    inside = sets[:, 1:] >= 0
    matched = np.where(inside[:, :, np.newaxis], counts[sets[:, 1:]], 0.0).sum(axis=1)
    means = counts[sets[:, 0]], matched / inside.sum(axis=1, keepdims=True)
    draws = rng.multinomial(len(sets), np.full(len(sets), 1 / len(sets)), size=DRAWS) / len(sets)
    groups = sets[:, 0], sets[:, 1:][inside]
    around, matches = (
        _figures(table, draws, _rows(begun, people, weeks, group)) for table, group in zip(means, groups, strict=True)
    )
    starts = (weeks.start + n * WEEK for n in range(weeks.weeks))
    return tuple(map(Beside, starts, around, matches))


def _figures(table: Numbers, draws: Numbers, rows: list[tuple[int, ...]]) -> list[Figure]:
    low, high = np.percentile(draws @ table, BOUNDS, axis=0)
    each = zip(table.mean(axis=0).tolist(), low.tolist(), high.tolist(), rows, strict=True)
    return [Figure(value, min(lowest, value), max(highest, value), ids) for value, lowest, highest, ids in each]


def _rows(begun: Contacts, people: Places, weeks: Spans, group: Places) -> list[tuple[int, ...]]:
    """The ids of what a group began, a tuple for each week."""
    where, known = places_of(begun.sender, people)
    theirs = begun.only(known & np.isin(where, group)).between(weeks.start, weeks.end)
    edges = np.searchsorted(theirs.at, weeks.start + np.arange(weeks.weeks + 1) * WEEK)
    return [tuple(theirs.id[a:b].tolist()) for a, b in pairwise(edges.tolist())]
