"""Counts: a negative binomial with the time worked as exposure, whose errors may carry on."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from waylight.lenses.growth.evidence import (
    LOOKED_AT,
    TERMS,
    Noise,
    Weighed,
    away_from_zero,
    design,
    lagged,
    sized,
    worth_weighing,
)
from waylight.lenses.growth.observed import spacing

if TYPE_CHECKING:
    from waylight.lenses.growth.observed import Observed
    from waylight.lenses.growth.shapes import Shapes

# Variance = mean + dispersion · mean²: from Poisson to as uneven as a person's mail ever is.
DISPERSIONS = (0.0, 0.06, 0.15, 0.35, 0.8, 1.8)
OF_DISPERSIONS = (0.2, 0.2, 0.2, 0.2, 0.15, 0.05)
CARRIES = (0.0, 0.25, 0.5, 0.75)
OF_CARRIES = (0.55, 0.2, 0.15, 0.1)
SILENT, OF_SILENT = 0.1, 0.15  # share of weeks in which nothing was noted, and how likely there are such weeks
LEVEL_SD = 2.0  # of the log rate about the observed one: a factor of 27 either way in 90 %
SIZE_SD = 0.6  # of a log ratio: with the half that keeps away from 0, most changes are by a factor of 1.2 to 4
WIDE_SD, OF_WIDE = 2.5, 0.1  # for a change by far more, such as from none to a hundred, and how likely it is
STEPS = 12  # of Newton; the likelihood is log-concave, so five are usual
FARTHEST = 1.5  # in one step of Newton
NEAR = 0.01  # of the mode: what is left moves an evidence by less than 0.0001
TOGETHER = 128  # shapes weighed at a time: what is in between fits a processor's cache, a third faster than all at once
FIRST, SECOND = np.triu_indices(TERMS)  # pairs of columns, and where each stands in a symmetric matrix
SYMMETRIC = np.array([[0, 1, 2], [1, 3, 4], [2, 4, 5]])

_Found = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]  # log evidence, mode, covariance


def weigh(series: Observed, shapes: Shapes) -> Weighed:
    """Return the evidence of every shape for counts.

    Given dispersion φ and carry ρ, log μ_i = log E_i + x_i β + ρ_i (log(max(y_{i−1}, ½) / E_{i−1}) − x_{i−1} β): the
    autoregression of counts of Zeger and Qaqish (1988, Biometrics 44, 1019–1031). β is integrated out by
    Laplace's method about its mode, φ and ρ by summing over a grid; noises that hardly any shape wants are
    left out after a look at a few shapes.
    """
    x = design(shapes, series)
    present = sized(shapes)
    usual = spacing(series.at)
    grid, prior = _grid()
    few = np.unique(np.linspace(0, len(shapes) - 1, LOOKED_AT).round().astype(np.int64))
    looked = [_one(series, x[few], present[few], noise, sd, usual)[0] for noise, sd in grid]
    kept = worth_weighing(np.array(looked) + prior[:, None])
    found: list[_Found] = []
    for n in kept:  # each begins at the mode under the noise before, which is near
        noise, sd = grid[n]
        found.append(_in_parts(series, x, present, noise, sd, usual, found[-1][1] if found else None))
    joint = np.array([one[0] for one in found]) + prior[kept, None]
    mean, covariance = (np.array([one[part] for one in found]) for part in (1, 2))
    ones = np.ones_like(joint)
    size_sd = np.array([grid[n][1] for n in kept])[:, None] * ones
    return Weighed(logsumexp(joint, axis=0), tuple(grid[n][0] for n in kept), joint, mean, covariance, size_sd, ones)


def _grid() -> tuple[list[tuple[Noise, float]], NDArray[np.float64]]:
    """Return the noises that are weighed, each with the prior sd of sizes, and the logs of their probabilities."""
    plain = [(Noise(*noise), SIZE_SD) for noise in product(DISPERSIONS, CARRIES)]
    silent = [(Noise(dispersion, 0.0, SILENT), SIZE_SD) for dispersion in DISPERSIONS]
    wide = [(Noise(dispersion, 0.0), WIDE_SD) for dispersion in DISPERSIONS]
    of_plain = (1 - OF_SILENT - OF_WIDE) * np.outer(OF_DISPERSIONS, OF_CARRIES).ravel()
    uneven = np.array(OF_DISPERSIONS)
    return plain + silent + wide, np.log(np.concatenate([of_plain, OF_SILENT * uneven, OF_WIDE * uneven]))


def _in_parts(
    series: Observed,
    x: NDArray[np.float64],
    present: NDArray[np.bool_],
    noise: Noise,
    size_sd: float,
    usual: float,
    begin: NDArray[np.float64] | None,
) -> _Found:
    """Return what ``_one`` does, by ``TOGETHER`` shapes at a time."""
    parts = [slice(first, first + TOGETHER) for first in range(0, len(x), TOGETHER)]
    each = [
        _one(series, x[part], present[part], noise, size_sd, usual, None if begin is None else begin[part])
        for part in parts
    ]
    return tuple(np.concatenate(column) for column in zip(*each, strict=True))  # type: ignore[return-value]


def _one(
    series: Observed,
    x: NDArray[np.float64],
    present: NDArray[np.bool_],
    noise: Noise,
    size_sd: float,
    usual: float,
    begin: NDArray[np.float64] | None = None,
) -> _Found:
    """Return log evidence, mode and covariance of every shape under one noise."""
    carried = lagged(series, noise.carry, usual)
    rate = np.log(np.maximum(series.values, 0.5) / series.exposure)
    offset = np.log(series.exposure) + carried * np.concatenate([[0.0], rate[:-1]])
    x = x - carried[:, None] * np.concatenate([x[:, :1], x[:, :-1]], axis=1)
    usual_rate = np.log((series.values.sum() + 0.5) / series.exposure.sum())
    start, precision = np.array([usual_rate, 0.0, 0.0]), np.array([LEVEL_SD, size_sd, size_sd]) ** -2.0
    begin = np.tile(start, (len(x), 1)) if begin is None else begin.copy()
    beta, bend = _mode(series.values, offset, x, noise, begin, start, precision)
    logged = _log_likelihood(series.values, _linear(x, beta) + offset, noise)
    logged -= 0.5 * ((beta - start) ** 2 * precision).sum(axis=-1)
    logged += 0.5 * (np.log(precision).sum() - np.linalg.slogdet(bend)[1])
    covariance = np.asarray(np.linalg.inv(bend), dtype=np.float64)
    return logged + np.log(away_from_zero(beta, covariance, present, size_sd)), beta, covariance


def _mode(
    y: NDArray[np.float64],
    offset: NDArray[np.float64],
    x: NDArray[np.float64],
    noise: Noise,
    beta: NDArray[np.float64],
    start: NDArray[np.float64],
    precision: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mode of β for every shape by Newton's method from ``beta``, and the negative Hessian there.

    Of a 0 that may be a silent week, only the part that is none pulls.
    """
    phi = noise.spread
    across = np.ascontiguousarray(np.swapaxes(x, 1, 2))
    pairs = x[..., FIRST] * x[..., SECOND]
    for _ in range(STEPS):
        mean = np.exp(_linear(x, beta) + offset)
        room = 1.0 / (1.0 + phi * mean)
        heard = _heard(y, mean, noise) if noise.silent else 1.0
        slope = (across @ (heard * (y - mean) * room)[..., None])[..., 0] - precision * (beta - start)
        weight = heard * mean * (1.0 + phi * y) * room * room
        bend = (weight[:, None] @ pairs)[:, 0, SYMMETRIC] + np.diag(precision)
        move = np.linalg.solve(bend, slope[..., None])[..., 0].clip(-FARTHEST, FARTHEST)
        if np.abs(move).max() < NEAR:
            break
        beta += move
    return beta, bend


def _linear(x: NDArray[np.float64], beta: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((x @ beta[..., None])[..., 0])


def _heard(y: NDArray[np.float64], mean: NDArray[np.float64], noise: Noise) -> NDArray[np.float64]:
    """Return how likely each count is not from a silent week: 1 but for zeros."""
    zero = (1 - noise.silent) * np.exp(-_excess(mean, noise.spread))
    return np.asarray(np.where(y == 0, zero / (noise.silent + zero), 1.0))


def _excess(mean: NDArray[np.float64], phi: float) -> NDArray[np.float64]:
    """Return minus the log probability of a 0 under a negative binomial."""
    return mean if phi == 0 else np.asarray(np.log1p(phi * mean) / phi)


def _log_likelihood(y: NDArray[np.float64], eta: NDArray[np.float64], noise: Noise) -> NDArray[np.float64]:
    """Return the log likelihood of the negative binomial with mean e^η (Poisson where φ = 0), for every shape.

    With silent weeks a 0 has the probability π + (1 − π) p(0) (Lambert 1992, Technometrics 34, 1–14).
    """
    phi = noise.spread
    mean = np.exp(eta)
    constant = -gammaln(y + 1)
    if phi:
        constant += gammaln(y + 1 / phi) - gammaln(1 / phi) + y * np.log(phi)
    each = y * eta - (1 + phi * y) * _excess(mean, phi)
    if noise.silent:
        zero = np.log(noise.silent + (1 - noise.silent) * np.exp(-_excess(mean, phi)))
        each = np.where(y == 0, zero, each + np.log(1 - noise.silent))
    return np.asarray(each.sum(axis=-1) + constant.sum())
