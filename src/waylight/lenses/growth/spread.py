"""Middles and intervals of what is known as weighted draws or as weights on dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUANTILES = np.array([0.5, 0.05, 0.95, 0.25, 0.75])


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
    """A day: its posterior median, its 90 % interval and its 50 % interval."""

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
    """Return the quantiles of a day of which only some candidates were weighed.

    Each of ``days`` stands for those within ``reach`` of it, all as likely. Bounds are moved inside ``within``:
    what may have ended after the last day on record is said to end with it.
    """
    low, high = days - reach, days + reach
    edges = np.unique(np.concatenate([low, high]))
    inside = (edges[None, :] - low[:, None]) / np.maximum(high - low, 1e-9)[:, None]
    rising = (weights[:, None] * inside.clip(0.0, 1.0)).sum(axis=0) / weights.sum()
    return _dated(np.interp(QUANTILES, rising, edges), within)


def of_drawn_days(days: NDArray[np.float64], within: tuple[float, float]) -> Dated:
    """Return the quantiles of days that were drawn; bounds are moved inside ``within``."""
    return _dated(np.quantile(days, QUANTILES), within)


def _dated(found: NDArray[np.float64], within: tuple[float, float]) -> Dated:
    return Dated(*(date.fromordinal(round(float(day))) for day in found.clip(*within)))


def reach_of(days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return half the usual gap between distinct candidates: how far each stands for its neighbours."""
    gaps = np.diff(np.unique(days))
    return np.full(len(days), float(np.median(gaps)) / 2 if len(gaps) else 0.0)
