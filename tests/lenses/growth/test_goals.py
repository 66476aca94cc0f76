"""T-scores and reliable change come out as calculated by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from waylight.lenses.growth.goals import Rating, attainment, reliable_change


def goals(*levels: int, weights: tuple[float, ...] = ()) -> list[Rating]:
    return [
        Rating(n, level, weight) for n, (level, weight) in enumerate(zip(levels, weights or (1,) * 9, strict=False))
    ]


@pytest.mark.parametrize(
    ("levels", "weights", "score"),
    [
        ((0, 0, 0), (), 50.0),  # as expected
        ((1,), (), 60.0),  # one goal: 10 for each level
        ((-2,), (7,), 30.0),  # a single goal's weight is nothing beside others
        ((1, 1, 1), (), 50 + 30 / sqrt(0.7 * 3 + 0.3 * 9)),  # 50 + 30 / √4.8 = 63.69
        ((2, -1), (3, 1), 50 + 50 / sqrt(0.7 * 10 + 0.3 * 16)),  # 50 + 50 / √11.8 = 64.56
    ],
)
def test_the_score_is_that_of_the_formula(levels, weights, score):
    found = attainment(goals(*levels, weights=weights))
    assert found.value == pytest.approx(score)
    assert found.rows == tuple(range(len(levels)))


def test_three_goals_one_better_than_expected_are_63_69():
    assert attainment(goals(1, 1, 1)).value == pytest.approx(63.693, abs=0.001)


def test_without_a_goal_there_is_no_score():
    assert attainment([]).value is None
    assert attainment([]).why_not


@pytest.mark.parametrize("wrong", [Rating(1, 3), Rating(1, 0, 0), Rating(1, 1, -1)])
def test_what_is_no_level_and_no_weight_is_refused(wrong):
    with pytest.raises(ValueError, match="from -2 to"):
        attainment([wrong])


def test_a_change_is_measured_in_standard_errors_of_a_difference():
    """The worked example: s = 7.5, r = 0.8, so S_E = 3.354, S_diff = 4.743; from 47.5 to 32.5 is −3.162."""
    change = reliable_change(47.5, 32.5, deviation=7.5, reliability=0.8)
    assert change.difference == -15
    assert change.index == pytest.approx(-15 / sqrt(22.5))
    assert change.reliable


def test_a_small_change_on_a_noisy_scale_may_be_noise():
    assert not reliable_change(5, 7, deviation=2, reliability=0.5).reliable


@pytest.mark.parametrize(("deviation", "reliability"), [(0, 0.8), (-1, 0.8), (2, 1.0), (2, -0.1)])
def test_a_scale_that_cannot_be_is_refused(deviation, reliability):
    with pytest.raises(ValueError, match="standard deviation above 0"):
        reliable_change(1, 2, deviation=deviation, reliability=reliability)
