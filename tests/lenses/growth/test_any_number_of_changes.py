"""A long series cut into straight pieces: cuts are where it breaks, and nowhere else."""

from __future__ import annotations

import numpy as np
from bench.changepoints import covering, f1
from numpy.typing import NDArray

from waylight.lenses.growth.segments import changes


def noise(many: int = 90) -> NDArray[np.float64]:
    return np.random.default_rng(3).standard_normal(many)


def test_two_breaks_are_found_where_they_are() -> None:
    values = noise() + np.repeat([0.0, 6.0, -2.0], 30)
    assert [abs(found - true) <= 1 for found, true in zip(changes(values), (30, 60), strict=True)] == [True, True]


def test_noise_and_a_straight_rise_are_not_cut() -> None:
    assert changes(noise()) == []
    assert changes(noise() + np.linspace(0, 20, 90)) == []


def test_errors_that_carry_on_are_not_taken_for_breaks() -> None:
    values = noise(200)
    for place in range(1, 200):
        values[place] += 0.8 * values[place - 1]
    assert changes(values) == []


def test_the_unit_of_the_values_does_not_matter() -> None:
    values = noise() + np.repeat([0.0, 6.0, -2.0], 30)
    assert changes(values * 1000 + 5) == changes(values)


def test_f1_and_covering_are_those_of_the_published_benchmark() -> None:
    marks = [[], [10], [40]]  # the worked values below follow from the definitions by hand
    assert f1([[], [10], [50]], [10]) == 10 / 11
    assert abs(covering(marks, [], 45) - (1 + (35 * 35 + 10 * 10) / 45**2 + (40 * 40 + 5 * 5) / 45**2) / 3) < 1e-12
