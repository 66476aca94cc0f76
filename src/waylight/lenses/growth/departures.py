"""By how much each week of a series departs from its own growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.evidence import design

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.answer import Considered

WEEK = 7


def expected(considered: Considered) -> NDArray[np.float64]:
    """Return what is expected of each value: the line averaged over every shape and noise, by their probabilities.

    Counts are expected as a number, the time worked taken in.
    """
    weighed, shapes, series = considered.weighed, considered.shapes, considered.series
    log = weighed.log_joint + np.log(shapes.prior)
    chances = np.exp(log - log.max())
    chances /= chances.sum()
    line = np.einsum("siv,sv->i", design(shapes, series), (chances[..., None] * weighed.mean).sum(axis=0))
    if considered.value == "counts":
        return np.asarray(series.exposure * np.exp(line))
    return np.asarray(line + series.values.mean())


def departures(considered: Considered) -> dict[int, float]:
    """Return the departure of each week that has a value, by the day number of its Monday.

    Counts of a week are added up and compared as 2 √(y + ⅜), whose scatter hardly depends on the rate (Anscombe 1948,
    Biometrika 35, 246–254); of ratings the mean is taken.
    """
    series, line = considered.series, expected(considered)
    mondays, week = np.unique(series.at - (series.at - 1) % WEEK, return_inverse=True)
    seen, thought = np.bincount(week, series.values), np.bincount(week, line)
    if considered.value == "counts":
        off = 2 * (np.sqrt(seen + 0.375) - np.sqrt(thought + 0.375))
    else:
        off = (seen - thought) / np.bincount(week)
    return dict(zip(mondays.astype(int).tolist(), off.tolist(), strict=True))
