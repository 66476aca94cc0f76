"""The evidence of a shape is the integral that it is said to be, whichever way it is taken."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import multivariate_normal, nbinom, norm, poisson

from tests.lenses.growth.made import counted, rated, step
from waylight.lenses.growth import counts, ratings
from waylight.lenses.growth.evidence import LOCAL, Noise, design, lagged, sized
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.shapes import MOMENT, NOTHING, shapes_over


def a_step(series: Observed) -> tuple[NDArray[np.float64], NDArray[np.bool_], int, int]:
    """The design of all shapes, and where the level and a step in the middle are."""
    shapes = shapes_over(series.at)
    steps = np.flatnonzero(shapes.kind == MOMENT)
    return (
        design(shapes, series),
        sized(shapes),
        int(np.flatnonzero(shapes.kind == NOTHING)[0]),
        int(steps[len(steps) // 2]),
    )


def of_size(size: NDArray[np.float64], sd: float) -> NDArray[np.float64]:
    """The density of a size as the documentation gives it."""
    return np.asarray(norm.pdf(size, 0, sd) * (LOCAL + (1 - LOCAL) * size**2 / sd**2))


@pytest.mark.parametrize("dispersion", [0.0, 0.35])
@pytest.mark.parametrize("rate", [0.7, 6.0])
def test_counts_agree_with_numerical_integration(rate: float, dispersion: float) -> None:
    series = counted(step(14, 7), rate=rate, ratio=2.5, seed=5)
    x, present, nothing, middle = a_step(series)
    found = counts._one(series, x, present, Noise(dispersion, 0.0), counts.SIZE_SD, 7.0)[0]
    usual = np.log((series.values.sum() + 0.5) / len(series))
    level, size = np.meshgrid(np.linspace(-8, 8, 321) + usual, np.linspace(-5, 5, 301), indexing="ij")
    cell = (level[1, 0] - level[0, 0]) * (size[0, 1] - size[0, 0])
    prior = norm.pdf(level, usual, counts.LEVEL_SD) * of_size(size, counts.SIZE_SD)
    for shape in (nothing, middle):
        mean = np.exp(level[..., None] + size[..., None] * x[shape, :, 1])
        likely = poisson(mean) if dispersion == 0 else nbinom(1 / dispersion, 1 / (1 + dispersion * mean))
        integral = (np.exp(likely.logpmf(series.values).sum(axis=-1)) * prior).sum() * cell
        assert found[shape] == pytest.approx(np.log(integral), abs=0.12)


def test_ratings_agree_with_the_density_of_all_values_at_once() -> None:
    series = rated(step(12, 6), seed=2)
    x, present, nothing, middle = a_step(series)
    scatter, size_sd, width, carry = 0.8, 2.0, 10.0, 0.45
    found = ratings._one(ratings._sums(series, x, lagged(series, carry, 7.0)), 12, present, scatter, size_sd, width)[0]
    errors = scatter**2 * carry ** np.abs(np.subtract.outer(np.arange(12), np.arange(12)))
    y = series.values - series.values.mean()
    sizes = np.linspace(-14, 14, 561)
    for shape in (nothing, middle):
        under = errors + (ratings.LEVEL * width) ** 2
        each = [multivariate_normal(size * x[shape, :, 1], under).pdf(y) for size in sizes]
        integral = (np.array(each) * of_size(sizes, size_sd)).sum() * (sizes[1] - sizes[0])
        assert found[shape] == pytest.approx(np.log(integral), abs=1e-6)
