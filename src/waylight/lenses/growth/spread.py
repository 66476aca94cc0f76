"""Middles and intervals of what is known as weighted draws or as weights on dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUANTILES = np.array([0.5, 0.05, 0.95, 0.25, 0.75])
HALF, MOST = 0.5, 0.9  # of the probability, in the two intervals of a day
PLACES = 401  # tried for an interval's lower end
NEARLY = 0.05  # days by which intervals may differ and be as short as one another


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure: its posterior median, its 90 % interval and its 50 % interval."""

    value: float
    low: float
    high: float
    low_50: float
    high_50: float


@dataclass(frozen=True, slots=True)
class Dated:
    """A day: its posterior median, the shortest interval with 50 % of the probability, and the shortest with 90 %
    that holds that one.

    A day near an end of the record would never lie below an interval that leaves out as much on either side.
    """

    day: date
    low: date
    high: date
    low_50: date
    high_50: date


def of_draws(values: NDArray[np.float64], weights: NDArray[np.float64]) -> Spread:
    """Return the quantiles of weighted draws, linear between their middles."""
    order = np.argsort(values)
    rising = weights[order].cumsum()
    middles = (rising - weights[order] / 2) / rising[-1]
    return Spread(*(float(value) for value in np.interp(QUANTILES, middles, values[order])))


def of_days(
    days: NDArray[np.float64], reach: NDArray[np.float64], weights: NDArray[np.float64], within: tuple[float, float]
) -> Dated:
    """Return the intervals of a day of which only some candidates were weighed.

    Each of ``days`` stands for those within ``reach`` of it that lie ``within``, all as likely.
    """
    low, high = (side.clip(*within) for side in (days - reach, days + reach))
    edges = np.unique(np.concatenate([low, high]))
    inside = (edges[None, :] - low[:, None]) / np.maximum(high - low, 1e-9)[:, None]
    rising = (weights[:, None] * inside.clip(0.0, 1.0)).sum(axis=0) / weights.sum()
    return _dated(edges, rising)


def of_drawn_days(days: NDArray[np.float64], within: tuple[float, float]) -> Dated:
    """Return the intervals of days that were drawn; days outside ``within`` are moved to its ends."""
    drawn = np.sort(days.clip(*within))
    return _dated(drawn, (np.arange(len(drawn)) + 0.5) / len(drawn))


def _dated(days: NDArray[np.float64], rising: NDArray[np.float64]) -> Dated:
    """Return what follows from the probability up to each of the days."""
    half = _shortest(days, rising, HALF, (0.0, 1 - HALF))
    most = _shortest(days, rising, MOST, (max(half + HALF - MOST, 0.0), min(half, 1 - MOST)))
    places = np.array([0.5, most, most + MOST, half, half + HALF])
    return Dated(*(date.fromordinal(round(float(day))) for day in np.interp(places, rising, days)))


def _shortest(
    days: NDArray[np.float64], rising: NDArray[np.float64], part: float, between: tuple[float, float]
) -> float:
    """Return the probability below the shortest interval that holds ``part``; of several as short, the middle one."""
    below = np.linspace(*between, PLACES)
    long = np.interp(below + part, rising, days) - np.interp(below, rising, days)
    shortest = np.flatnonzero(long <= long.min() + NEARLY)
    return float(below[shortest[len(shortest) // 2]])


def reach_of(days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return half the usual gap between distinct candidates: how far each stands for its neighbours."""
    gaps = np.diff(np.unique(days))
    return np.full(len(days), float(np.median(gaps)) / 2 if len(gaps) else 0.0)
