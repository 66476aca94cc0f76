"""Of the cases called 40 % sure, 40 are right: on made engagements whose recipe is not the lens's prior."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from bench.growth import calibration_error
from bench.growth_made import make
from numpy.typing import NDArray

from waylight.lenses.growth.answer import SURE, Value, consider, kinds
from waylight.lenses.growth.draws import posterior

ENGAGEMENTS = 200


@functools.cache
def asked(value: Value) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The probabilities of the four kinds for made engagements, and the kind that each was."""
    made = [make(value, number) for number in range(1000, 1000 + ENGAGEMENTS)]
    found = [consider(one.series, value) for one in made]
    chances = [kinds(one.shapes, posterior(one.shapes, one.weighed)) for one in found]
    return np.array(chances), np.array([one.kind for one in made])


@pytest.mark.parametrize("value", ["counts", "ratings"])
def test_what_is_called_so_and_so_likely_is_right_that_often(value: Value) -> None:
    chances, kind = asked(value)
    assert calibration_error(chances.ravel(), np.eye(4)[kind].ravel()) < 0.07


@pytest.mark.parametrize("value", ["counts", "ratings"])
def test_the_answer_says_more_than_a_guess_among_four(value: Value) -> None:
    chances, kind = asked(value)
    loss = -np.log(chances[np.arange(len(kind)), kind]).mean()
    assert loss < np.log(4) - 0.1


@pytest.mark.parametrize("value", ["counts", "ratings"])
def test_a_change_is_announced_in_at_most_one_of_twenty_series_without_one(value: Value) -> None:
    chances, kind = asked(value)
    level = chances[kind == 0, 0]
    assert (level <= 1 - SURE).mean() <= 0.05
