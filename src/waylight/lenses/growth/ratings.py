"""Ratings: normal about the shape, with errors that carry on from one to the next."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln, logsumexp

from waylight.lenses.growth.evidence import Noise, Weighed, away_from_zero, design, lagged, sized
from waylight.lenses.growth.observed import spacing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.observed import Observed
    from waylight.lenses.growth.shapes import Shapes

CARRIES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88)
OF_CARRIES = (0.3, 0.17, 0.16, 0.14, 0.11, 0.08, 0.04)
SCALES = (1.0, 2.0)  # prior sd of a size, in standard deviations of one rating
OF_SCALES = (0.5, 0.5)
LEVEL_SCALE = 10.0
SHAPE = 1.0  # of the inverse gamma prior of the variance: worth two ratings


def weigh(series: Observed, shapes: Shapes) -> Weighed:
    """Return the evidence of every shape for ratings.

    y = x β + u with u a stationary autoregression of order 1, whose correlation over a gap of t usual gaps is
    ρ^t. Given ρ and the scale of sizes everything is conjugate: β | σ² normal, σ² inverse gamma, so the
    evidence is a multivariate t in closed form (O'Hagan and Forster 2004, Kendall's Advanced Theory of Statistics
    2B, section 11). ρ and the scale are summed over a grid.
    """
    x = design(shapes, series)
    present = sized(shapes)
    usual = spacing(series.at)
    noises = [Noise(*noise) for noise in product(SCALES, CARRIES)]
    prior = np.log(np.outer(OF_SCALES, OF_CARRIES).ravel())
    found = [_one(series, x, present, noise, usual) for noise in noises]
    joint = np.array([one[0] for one in found]) + prior[:, None]
    mean, covariance, sd = (np.array([one[part] for one in found]) for part in (1, 2, 3))
    size_sd = sd * np.array([noise.spread for noise in noises])[:, None]
    tail = 2 * SHAPE + len(series)
    return Weighed(logsumexp(joint, axis=0), tuple(noises), joint, mean, covariance, size_sd, sd, tail)


def _one(
    series: Observed, x: NDArray[np.float64], present: NDArray[np.bool_], noise: Noise, usual: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return log evidence, posterior mean, covariance and sd of one rating for every shape under one noise."""
    carried = lagged(series, noise.carry, usual)
    shrink = 1.0 / np.sqrt(1.0 - carried**2)
    y = series.values - series.values.mean()
    y = (y - carried * np.concatenate([[0.0], y[:-1]])) * shrink
    x = (x - carried[:, None] * np.concatenate([x[:, :1], x[:, :-1]], axis=1)) * shrink[:, None]
    prior = np.array([LEVEL_SCALE, noise.spread, noise.spread]) ** -2.0
    across = np.swapaxes(x, 1, 2)
    precision = across @ x + np.diag(prior)
    inverse = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    mean = (inverse @ (across @ y)[..., None])[..., 0]
    first, last = SHAPE, SHAPE + len(series) / 2
    b0 = SHAPE * _least_variance(series.values)
    b = b0 + 0.5 * (y @ y - (mean * (across @ y)).sum(axis=-1)).clip(0.0)
    logged = 0.5 * (np.log(prior).sum() - np.linalg.slogdet(precision)[1]) + np.log(shrink).sum()
    logged += first * np.log(b0) - last * np.log(b) + gammaln(last) - gammaln(first) - len(y) / 2 * np.log(2 * np.pi)
    sd = np.sqrt(b / last)
    in_sd = away_from_zero(mean / sd[:, None], inverse, present, noise.spread)
    return logged + np.log(in_sd), mean, inverse * sd[:, None, None] ** 2, sd


def _least_variance(y: NDArray[np.float64]) -> float:
    """Return a variance to begin from: that of neighbours' differences, and never less than of rounding.

    Ratings are given in whole points, or halves: a value stands for all within half a point, whose variance is
    1/12 of a point squared.
    """
    distinct = np.diff(np.unique(y))
    point = float(distinct.min()) if len(distinct) else 1.0
    return max(float(np.median(np.diff(y) ** 2)) / 2, point**2 / 12)
