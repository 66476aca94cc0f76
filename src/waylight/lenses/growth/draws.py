"""Draws from the posterior: a shape, a noise, and level and sizes under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.evidence import LOCAL, TERMS, sized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.evidence import Weighed
    from waylight.lenses.growth.shapes import Shapes

SEED = 20_260_105  # the same record gets the same answer, to the digit


@dataclass(frozen=True, slots=True)
class Draws:
    """Weighted draws: ``shape`` and ``noise`` index what was weighed, ``terms`` are level, step and ramp."""

    shape: NDArray[np.int64]
    noise: NDArray[np.int64]
    terms: NDArray[np.float64]
    weight: NDArray[np.float64]


def posterior(shapes: Shapes, weighed: Weighed) -> NDArray[np.float64]:
    """Return the probability of each shape; the four kinds are equally likely before the series is seen."""
    log = np.log(shapes.prior) + weighed.log_evidence
    weight = np.exp(log - log.max())
    return np.asarray(weight / weight.sum())


def draw(shapes: Shapes, weighed: Weighed, of: NDArray[np.float64], many: int) -> Draws:
    """Return ``many`` draws of shapes with probabilities in proportion to ``of``, and of what goes with each."""
    chance = np.random.default_rng(SEED)
    return of_shapes(shapes, weighed, chance.choice(len(shapes), many, p=of / of.sum()), chance)


def of_shapes(shapes: Shapes, weighed: Weighed, shape: NDArray[np.int64], chance: np.random.Generator) -> Draws:
    """Return one draw for each of the shapes given.

    Sizes are drawn from the posterior under the normal prior, and weighted by the factor that the prior in use
    differs by (``evidence.away_from_zero``).
    """
    many = len(shape)
    joint = weighed.log_joint[:, shape]
    share = np.exp(joint - joint.max(axis=0))
    noise = (share.cumsum(axis=0) / share.sum(axis=0) < chance.random(many)).sum(axis=0).clip(max=len(share) - 1)
    root = np.linalg.cholesky(weighed.covariance[noise, shape])
    jitter = chance.standard_normal((many, TERMS))
    terms = weighed.mean[noise, shape] + (root @ jitter[..., None])[..., 0]
    present = sized(shapes)[shape]
    terms[:, 1:] *= present
    factor = LOCAL + (1 - LOCAL) * (terms[:, 1:] / weighed.size_sd[noise, shape][:, None]) ** 2
    return Draws(shape, noise, terms, np.where(present, factor, 1.0).prod(axis=1))
