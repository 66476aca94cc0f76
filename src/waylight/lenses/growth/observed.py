"""One series as it was observed: when, what, and over how much time worked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

FEWEST = 6  # values: with fewer, a step and a slope through them look the same whatever happened
WEEKDAYS = 7
WEEKS_FOR_WEEKDAYS = 4  # of daily values, from which the days of the week can be told apart
MOST_DAYS = 400  # of a record whose missing days are filled in: a year of days, or eight of weeks
DAY_PRIOR = 2.0  # days of average work that a weekday is taken to have had before its own are seen


@dataclass(frozen=True, slots=True)
class Observed:
    """One series in order of time, without what carries no information.

    ``at`` are days (proleptic ordinals, a whole number for a date), rising and distinct; ``values`` are counts
    or ratings; ``exposure`` is the time worked behind each value, in any unit that is the same throughout.
    """

    name: str
    at: NDArray[np.float64]
    values: NDArray[np.float64]
    exposure: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.at)


def observed(
    name: str,
    at: Sequence[date],
    values: Sequence[float | None],
    exposure: Sequence[float] | None = None,
) -> Observed:
    """Return a series in order of time; a value of None and an exposure of 0 say nothing and are left out.

    Raises ValueError when the columns differ in length or a day comes twice.
    """
    worked = [1.0] * len(at) if exposure is None else list(exposure)
    rows = zip(at, values, worked, strict=True)
    known = sorted((day.toordinal(), value, time) for day, value, time in rows if value is not None and time > 0)
    columns = np.array(known, dtype=np.float64).reshape(-1, 3).T
    if len(np.unique(columns[0])) < len(known):
        raise ValueError(f"{name}: a day comes twice; add its counts, or say which rating holds.")  # not for readers
    return Observed(name, *columns)


def spacing(at: NDArray[np.float64]) -> float:
    """Return the usual number of days from one value to the next: the median gap."""
    return float(np.median(np.diff(at))) if len(at) > 1 else 1.0


def with_gaps_filled(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the days with those between that have no value, where the record keeps to one rhythm; else the days.

    Series of one rhythm and time then have the same days, whatever weeks each of them lacks.
    """
    usual = spacing(at)
    places = (at - at[0]) / usual
    if np.abs(places - places.round()).max() > 1e-6 or places[-1] > MOST_DAYS:
        return at
    return np.asarray(at[0] + usual * np.arange(round(places[-1]) + 1))


def by_weekday(series: Observed) -> Observed:
    """Return daily counts with the exposure of each day in proportion to what its weekday usually brings.

    A Sunday without a message is no fall. Each weekday's rate is shrunk towards the rate of all days by
    ``DAY_PRIOR`` days; a series that is not daily, or shorter than four weeks, is returned as it is.
    """
    if spacing(series.at) > 1 or np.ptp(series.at) < WEEKDAYS * WEEKS_FOR_WEEKDAYS or not series.values.any():
        return series
    weekday = (series.at.astype(np.int64) - 1) % WEEKDAYS
    counted = np.bincount(weekday, series.values, WEEKDAYS)
    worked = np.bincount(weekday, series.exposure, WEEKDAYS)
    usual = series.values.sum() / series.exposure.sum()
    prior = DAY_PRIOR * series.exposure.mean()
    factor = (counted / usual + prior) / (worked + prior)
    return Observed(series.name, series.at, series.values, series.exposure * factor[weekday])
