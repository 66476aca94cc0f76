"""Ratings about the shape, with errors that carry on from one to the next, or now and then are far off.

Of ratings in whole points each is taken as the piece of the scale that it stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from waylight.lenses.growth.evidence import (
    LOOKED_AT,
    Noise,
    Weighed,
    away_from_zero,
    design,
    lagged,
    sized,
    worth_weighing,
)
from waylight.lenses.growth.observed import spacing
from waylight.lenses.growth.tails import DEGREES, tailed
from waylight.lenses.growth.whole_points import NO_ENDS, ROUNDING, bounds, in_whole_points, whole

if TYPE_CHECKING:
    from waylight.lenses.growth.observed import Observed
    from waylight.lenses.growth.shapes import Shapes

CARRIES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88)
OF_CARRIES = (0.45, 0.13, 0.14, 0.12, 0.09, 0.05, 0.02)
ENDS, ENDS_BELOW_ZERO = (0.0, 10.0), (-3.0, 3.0)  # of the scale; the second where a rating lies below 0
SCATTERS = tuple(float(share) for share in np.geomspace(0.03, 0.35, 8))  # sd of one rating, in widths of the scale
SIZES = (0.1, 0.2)  # prior sd of a size, in widths of the scale: with what keeps away from 0, 1 to 4 points of ten
OF_TAILS = 0.35  # the probability of heavy tails, where errors don't carry on
LEVEL = 1.0  # prior sd of the level about the mean rating, in widths


_Found = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


class _Summed(NamedTuple):
    """Sums over values from which the evidence follows for any scatter, the errors carried on taken off."""

    squares: NDArray[np.float64]  # xᵀx, shapes × 3 × 3
    across: NDArray[np.float64]  # xᵀy, shapes × 3
    own: float  # yᵀy
    shrink: float  # log determinant of what took the carrying off


class _Cell(NamedTuple):
    """One noise and scale of sizes: scatter and size in points, the scatter of heavy tails being their scale.

    ``rounding`` is the variance that rounding adds.
    """

    carry: float
    scatter: float
    size: float
    degrees: float
    rounding: float = 0.0

    @property
    def rounded(self) -> float:
        """Return the scatter with what rounding adds to it."""
        return float(np.sqrt(self.scatter**2 + self.rounding))

    @property
    def sd(self) -> float:
        """Return the standard deviation of one rating about the shape."""
        return self.rounded if np.isinf(self.degrees) else self.rounded * float(np.sqrt(DEGREES / (DEGREES - 2)))

    @property
    def in_pieces(self) -> bool:
        """Return whether each rating stands for a piece of the scale."""
        return self.rounding > 0 and self.carry == 0 and np.isinf(self.degrees)


def weigh(series: Observed, shapes: Shapes) -> Weighed:
    """Return the evidence of every shape for ratings.

    y = x β + u with u a stationary autoregression of order 1, whose correlation over a gap of t usual gaps is
    ρ^t. Given ρ, the scatter σ and the prior of β, everything is normal and in closed form (O'Hagan and Forster
    2004, Kendall's Advanced Theory of Statistics 2B, section 11). Errors that don't carry on may have heavy tails
    instead (``tails``). All of these noises and the scale of sizes are summed over a grid. Sizes are in widths of
    the scale, since two points of ten are as much for a steady rater as for a moody one. Ratings in whole points
    that don't carry on are taken as pieces of the scale (``whole_points``); elsewhere rounding adds to the scatter.
    """
    x, y = design(shapes, series), series.values - series.values.mean()
    width, usual, present = _width(series.values), spacing(series.at), sized(shapes)
    grid, prior = _grid(width, ROUNDING if in_whole_points(series.values) else 0.0)
    between = bounds(series.values, _ends(series.values)) - series.values.mean()
    summed = {carry: _sums(series, x, lagged(series, carry, usual)) for carry in CARRIES}
    few = np.unique(np.linspace(0, len(shapes) - 1, LOOKED_AT).round().astype(np.int64))

    def evidence(cell: _Cell, of: NDArray[np.int64] | slice) -> _Found:
        if cell.in_pieces:
            return whole(x[of], y, between, present[of], cell.scatter, _prior(cell.size, width))
        if np.isinf(cell.degrees):
            return _one(_of(summed[cell.carry], of), len(y), present[of], cell.rounded, cell.size, width)
        return tailed(x[of], y, present[of], cell.rounded, _prior(cell.size, width))

    kept = worth_weighing(np.array([evidence(cell, few)[0] for cell in grid]) + prior[:, None])
    grid, found = [grid[n] for n in kept], [evidence(grid[n], slice(None)) for n in kept]
    joint = np.array([one[0] for one in found]) + prior[kept, None]
    mean, covariance = (np.array([one[part] for one in found]) for part in (1, 2))
    size_sd, value_sd = (
        np.array(each)[:, None] * np.ones_like(joint)
        for each in ([cell.size for cell in grid], [cell.sd for cell in grid])
    )
    noises = tuple(Noise(cell.sd, cell.carry, degrees=cell.degrees) for cell in grid)
    return Weighed(logsumexp(joint, axis=0), noises, joint, mean, covariance, size_sd, value_sd)


def _grid(width: float, rounding: float) -> tuple[list[_Cell], NDArray[np.float64]]:
    """Return every noise and scale of sizes, and the log of its probability."""
    carried = [(carry, np.inf, chance) for carry, chance in zip(CARRIES, OF_CARRIES, strict=True)]
    carried[0] = (0.0, np.inf, OF_CARRIES[0] * (1 - OF_TAILS))
    carried.append((0.0, DEGREES, OF_CARRIES[0] * OF_TAILS))
    each = [
        (_Cell(carry, scatter * width, size * width, degrees, rounding), chance / len(SCATTERS) / len(SIZES))
        for carry, degrees, chance in carried
        for scatter in SCATTERS
        for size in SIZES
    ]
    return [cell for cell, _ in each], np.log([chance for _, chance in each])


def _of(summed: _Summed, few: NDArray[np.int64] | slice) -> _Summed:
    return _Summed(summed.squares[few], summed.across[few], summed.own, summed.shrink)


def _ends(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return the ends of the scale that ratings are given on, as far as they show it; infinite where they don't."""
    low, high = ENDS_BELOW_ZERO if values.min() < 0 else ENDS
    return (low, high) if low <= values.min() and values.max() <= high else NO_ENDS


def _width(values: NDArray[np.float64]) -> float:
    """Return the width of that scale, which is at least that of the ratings."""
    low, high = ENDS_BELOW_ZERO if values.min() < 0 else ENDS
    return max(high - low, float(np.ptp(values)))


def _prior(size: float, width: float) -> NDArray[np.float64]:
    """Return the prior precisions of level, step and ramp."""
    return np.asarray(np.array([LEVEL * width, size, size]) ** -2.0)


def _sums(series: Observed, x: NDArray[np.float64], carried: NDArray[np.float64]) -> _Summed:
    """Take off each value what is carried on from the one before, and sum."""
    shrink = 1.0 / np.sqrt(1.0 - carried**2)
    y = series.values - series.values.mean()
    y = (y - carried * np.concatenate([[0.0], y[:-1]])) * shrink
    x = (x - carried[:, None] * np.concatenate([x[:, :1], x[:, :-1]], axis=1)) * shrink[:, None]
    flat = np.ascontiguousarray(np.swapaxes(x, 1, 2))
    return _Summed(flat @ x, flat @ y, float(y @ y), float(np.log(shrink).sum()))


def _one(summed: _Summed, many: int, present: NDArray[np.bool_], scatter: float, size: float, level: float) -> _Found:
    """Return log evidence, posterior mean and covariance of every shape under one noise and scale of sizes."""
    prior = _prior(size, level)
    precision = summed.squares / scatter**2 + np.diag(prior)
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    pull = summed.across / scatter**2
    mean = (covariance @ pull[..., None])[..., 0]
    logged = 0.5 * (np.log(prior).sum() - np.linalg.slogdet(precision)[1]) + summed.shrink
    logged -= 0.5 * (summed.own / scatter**2 - (mean * pull).sum(axis=-1))
    logged -= many * np.log(scatter * np.sqrt(2 * np.pi))
    return logged + np.log(away_from_zero(mean, covariance, present, size)), mean, covariance
