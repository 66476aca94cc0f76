"""A rating in whole points says no more than it can: within half a point, and beyond the end of the scale anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from tests.lenses.growth.made import rated, step
from tests.lenses.growth.test_evidence import a_step, of_size
from waylight.lenses.growth.answer import answer
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.whole_points import bounds, in_whole_points, whole

ENDS = (0.0, 10.0)


def rounded(series: Observed) -> Observed:
    """The series as somebody gives it who has whole points from 0 to 10."""
    return replace(series, values=series.values.round().clip(*ENDS))


@pytest.mark.parametrize("level", [0.0, 4.0])
def test_the_evidence_agrees_with_numerical_integration(level: float) -> None:
    series = rated(step(20, 10), points=2.0, seed=2)
    series = rounded(replace(series, values=series.values + level))
    x, present, nothing, middle = a_step(series)
    y, scatter, size_sd = series.values - series.values.mean(), 0.7, 2.0
    between = bounds(series.values, ENDS) - series.values.mean()
    found = whole(x, y, between, present, scatter, np.array([10.0, size_sd, size_sd]) ** -2.0)[0]
    at, size = np.meshgrid(np.linspace(-5, 12, 341), np.linspace(-8, 12, 321), indexing="ij")
    cell = (at[1, 0] - at[0, 0]) * (size[0, 1] - size[0, 0])
    prior = norm.pdf(at, 0, 10) * of_size(size, size_sd)
    for shape in (nothing, middle):
        line = at[..., None] + size[..., None] * x[shape, :, 1]
        pieces = norm.cdf((between[1] - line) / scatter) - norm.cdf((between[0] - line) / scatter)
        assert found[shape] == pytest.approx(np.log((pieces.prod(axis=-1) * prior).sum() * cell), abs=0.15)


def test_a_rating_at_an_end_of_the_scale_stands_for_all_beyond() -> None:
    assert bounds(np.array([0.0, 4.0, 10.0]), ENDS).tolist() == [[-np.inf, 3.5, 9.5], [0.5, 4.5, np.inf]]


def test_ratings_that_never_change_are_called_nothing_and_no_more_surely_than_their_rounding_allows() -> None:
    kinds = answer(replace(rated(np.zeros(26)), values=np.full(26, 7.0)), "ratings").kinds
    assert kinds
    assert 0.8 < kinds.nothing < 0.999


def test_only_ratings_that_are_all_whole_are_taken_as_pieces() -> None:
    assert in_whole_points(np.array([3.0, 7.0]))
    assert not in_whole_points(np.array([3.0, 7.5]))
