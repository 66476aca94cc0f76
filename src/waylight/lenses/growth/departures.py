"""By how much each week of a series departs from its own growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.evidence import design

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.answer import Considered

WEEK = 7
LEAST = 1e-4  # dispersion, for which the scale is that of Poisson counts


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

    Counts of a week are added up and compared on the ``even`` scale; of ratings the mean is taken.
    """
    series, line = considered.series, expected(considered)
    mondays, week = np.unique(series.at - (series.at - 1) % WEEK, return_inverse=True)
    seen, thought = (np.bincount(week, each).astype(np.float64) for each in (series.values, line))
    if considered.value == "counts":
        dispersion = max(float(((seen - thought) ** 2 - thought).sum() / (thought**2).sum()), LEAST)
        off = even(seen, dispersion) - even(thought, dispersion)
    else:
        off = (seen - thought) / np.bincount(week)
    return dict(zip(mondays.astype(int).tolist(), off.tolist(), strict=True))


def even(counts: NDArray[np.float64], dispersion: float) -> NDArray[np.float64]:
    """Return 2/√φ · sinh⁻¹ √(φ (y + ⅜)): counts on a scale on which their scatter hardly depends on the rate.

    For a variance of μ + φ μ²; near φ = 0 it is 2 √(y + ⅜) (Anscombe 1948, Biometrika 35, 246–254). Else two stages
    that grew would both scatter more in the same weeks, and seem to go together.
    """
    return np.asarray(2 / np.sqrt(dispersion) * np.arcsinh(np.sqrt(dispersion * (counts + 0.375))))
