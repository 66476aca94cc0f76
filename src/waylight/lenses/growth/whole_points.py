"""Ratings in whole points: each says that what was felt lay within half a point of it, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr

from waylight.lenses.growth.evidence import away_from_zero

if TYPE_CHECKING:
    from numpy.typing import NDArray

HALF = 0.5
ROUNDING = 1 / 12  # variance that rounding to whole points adds (Sheppard 1898, Proc. London Math. Soc. 29, 353–380)
ROUNDS = 15  # of Newton; two are usual, and more where most ratings are at an end of the scale
FARTHEST = 2.0  # points in one round, or a level beyond the scale would be overshot
NEAR = 0.02  # points from the mode: what is left moves an evidence by next to nothing
NO_ENDS = (-np.inf, np.inf)
_LOG_2PI = float(np.log(2 * np.pi))


def in_whole_points(values: NDArray[np.float64]) -> bool:
    """Say whether every rating is a whole number of points."""
    return bool((values == np.round(values)).all())


def bounds(values: NDArray[np.float64], ends: tuple[float, float]) -> NDArray[np.float64]:
    """Return from where to where what was felt may lie, of each rating (2 × values).

    ``ends`` are those of the scale: a rating there may stand for anything beyond.
    """
    low = np.where(values <= ends[0], -np.inf, values - HALF)
    high = np.where(values >= ends[1], np.inf, values + HALF)
    return np.stack([low, high])


def whole(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    between: NDArray[np.float64],
    present: NDArray[np.bool_],
    scatter: float,
    prior: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return log evidence, posterior mode and covariance of every shape for ratings in whole points.

    P(y | μ, σ) = Φ((high − μ) / σ) − Φ((low − μ) / σ): an ordinal probit whose thresholds are known (McCullagh 1980,
    JRSS B 42, 109–142). It is log-concave in level and sizes, which are integrated out by Laplace's method. ``x`` is
    the design of ``evidence``, ``y`` the ratings less their mean, ``between`` their ``bounds`` less the same.
    """
    across = np.swapaxes(x, 1, 2)
    variance = scatter**2 + ROUNDING
    precision = across @ x / variance + np.diag(prior)
    mode: NDArray[np.float64] = np.asarray(
        np.linalg.solve(precision, (across @ y)[..., None] / variance)[..., 0], np.float64
    )
    for _ in range(ROUNDS):
        logged, slope, bend = _each(_line(x, mode), between, scatter)
        precision = (across * bend[:, None]) @ x + np.diag(prior)
        pull = (across @ slope[..., None])[..., 0] - mode * prior
        move = np.linalg.solve(precision, pull[..., None])[..., 0].clip(-FARTHEST, FARTHEST)
        if np.abs(move).max() < NEAR:
            break
        mode = mode + move
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    log = logged.sum(axis=-1) - 0.5 * (mode**2 * prior).sum(axis=-1)
    log += 0.5 * (np.log(prior).sum() - np.linalg.slogdet(precision)[1])
    return log + np.log(away_from_zero(mode, covariance, present, float(prior[1] ** -0.5))), mode, covariance


def _line(x: NDArray[np.float64], mode: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((x @ mode[..., None])[..., 0])


def _each(
    line: NDArray[np.float64], between: NDArray[np.float64], scatter: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the log probability of each rating, its slope in the line, and minus its second derivative."""
    low, high = ((edge - line) / scatter for edge in between)
    swap = low + high > 0  # the smaller tail is the exact one
    low, high = np.where(swap, -high, low), np.where(swap, -low, high)
    below, above = log_ndtr(low), log_ndtr(high)
    logged = above + np.log1p(-np.exp((below - above).clip(max=-1e-12)))
    at_low, at_high = (np.exp(-0.5 * edge**2 - 0.5 * _LOG_2PI - logged) for edge in (low, high))
    pull = at_low - at_high
    edges = [np.where(np.isfinite(edge), edge, 0.0) for edge in (low, high)]
    bend = edges[1] * at_high - edges[0] * at_low + pull**2
    return logged, np.where(swap, -pull, pull) / scatter, bend.clip(0) / scatter**2
