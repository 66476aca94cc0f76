"""What each shape says of a series: its evidence, and its level and sizes given the series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waylight.lenses.growth.shapes import columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.observed import Observed
    from waylight.lenses.growth.shapes import Shapes

TERMS = 3  # level, size of the step, size of the ramp
LOCAL = 0.25  # the part of a size's prior that is an ordinary normal; the rest keeps away from 0
PRUNED = 0.01  # a noise with less of the weight under each shape looked at is not weighed further
LOOKED_AT = 12


class Noise(NamedTuple):
    """How values scatter: ``spread`` is the dispersion of counts or the sd of one rating, ``carry`` the correlation
    of an error with the next, ``silent`` the share of counts that are 0 whatever the rate, ``degrees`` those
    of freedom of the errors of ratings (infinite where they are normal)."""

    spread: float
    carry: float
    silent: float = 0.0
    degrees: float = np.inf


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence of every shape, with what is needed to draw from the posterior.

    ``log_evidence`` has one entry a shape, the noise integrated out. The rest have one for each of ``noises`` ×
    shapes: the log of evidence times prior of the noise, mean and covariance of level, step and ramp under a
    normal prior of the sizes, whose sd is ``size_sd``, and the sd of one value about its shape (ratings only).
    """

    log_evidence: NDArray[np.float64]
    noises: tuple[Noise, ...]
    log_joint: NDArray[np.float64]
    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]
    size_sd: NDArray[np.float64]
    value_sd: NDArray[np.float64]


def design(shapes: Shapes, series: Observed) -> NDArray[np.float64]:
    """Return the columns of level, step and ramp: shapes × values × 3.

    Step and ramp have mean 0, so that the level is that of the whole record whatever the shape, and one wide prior
    suits all.
    """
    step, ramp = columns(shapes, series.at)
    step_mean, ramp_mean = centre(shapes, series).T
    return np.stack([np.ones_like(step), step - step_mean[:, None], ramp - ramp_mean[:, None]], axis=-1)


def centre(shapes: Shapes, series: Observed) -> NDArray[np.float64]:
    """Return what ``design`` takes off step and ramp: their means over the time worked (shapes × 2)."""
    weight = series.exposure / series.exposure.sum()
    return np.stack([column @ weight for column in columns(shapes, series.at)], axis=-1)


def lagged(series: Observed, carry: float, usual: float) -> NDArray[np.float64]:
    """Return how much of each value's error is carried on to the next: carry^(gap / usual gap), 0 for the first."""
    gaps = np.diff(series.at, prepend=np.nan) / usual
    return np.nan_to_num(carry**gaps, nan=0.0) if carry > 0 else np.zeros(len(series))


def worth_weighing(looked: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return which noises matter to any of the few shapes that were looked at (log weights, noises × shapes)."""
    share = np.exp(looked - looked.max(axis=0))
    share /= share.sum(axis=0)
    return np.flatnonzero(share.max(axis=1) > PRUNED)


def away_from_zero(
    mean: NDArray[np.float64], covariance: NDArray[np.float64], present: NDArray[np.bool_], prior_sd: float
) -> NDArray[np.float64]:
    """Return by how much the prior on sizes that is used changes an evidence found under the normal one.

    The density of a size d is N(d; 0, s²) · (L + (1 − L) d²/s²): partly an ordinary normal, mostly the moment
    prior of Johnson and Rossell (2010, JRSS B 72, 143–170), which is 0 at 0, since a change of no size is no
    change. The evidence is then the normal one times the posterior mean of the factor, which for two sizes needs
    E[d₁² d₂²] = (m₁² + v₁)(m₂² + v₂) + 4 m₁ m₂ c + 2 c². ``present`` says which of the two sizes a shape has.
    """
    m, v = mean[..., 1:], np.diagonal(covariance, axis1=-2, axis2=-1)[..., 1:]
    cross = covariance[..., 1, 2]
    second = (m**2 + v) / prior_sd**2
    both = (second.prod(axis=-1) * prior_sd**4 + 4 * m.prod(axis=-1) * cross + 2 * cross**2) / prior_sd**4
    one = np.where(present, second, 1.0)
    single = LOCAL + (1 - LOCAL) * one
    joint = LOCAL**2 + LOCAL * (1 - LOCAL) * second.sum(axis=-1) + (1 - LOCAL) ** 2 * both
    return np.asarray(np.where(present.all(axis=-1), joint, single.prod(axis=-1)))


def sized(shapes: Shapes) -> NDArray[np.bool_]:
    """Say of each shape whether it has a step and whether it has a ramp."""
    return np.stack([~np.isnan(shapes.moment), ~np.isnan(shapes.start)], axis=-1)
