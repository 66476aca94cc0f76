"""The factor of a movement and its interval: a ratio of ratios, and a permutation test turned inside out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.permuting import Factor, factor

PAIRS = np.arange(24).reshape(12, 2)
COUNTS = st.lists(st.integers(1, 40), min_size=24, max_size=24).map(lambda some: np.array(some, dtype=np.float64))


def found(before: np.ndarray, after: np.ndarray, sets: np.ndarray = PAIRS, **given: float) -> Factor:
    answer = factor(before, after, sets, level=given.get("level", 0.95), rng=np.random.default_rng(1))
    assert answer is not None
    return answer


def test_the_factor_is_what_the_one_grew_over_what_the_other_grew() -> None:
    before = np.array([4.0, 10, 20])
    after = np.array([12.0, 15, 45])
    # By hand: 12 / 4 = 3 for the first place; the matches' means are 15 and 30, so 2; and 3 / 2.
    answer = factor(before, after, np.array([[0, 1, 2]]), level=0.5, rng=np.random.default_rng(1))
    assert answer is not None
    assert np.exp(answer.log) == pytest.approx(1.5)


def test_a_set_with_fewer_matches_weighs_as_much_as_one_with_more() -> None:
    before = np.array([1.0, 1, 5, 1, 2, 4])
    after = np.array([2.0, 2, 7, 1, 3, 5])
    answer = factor(before, after, np.array([[0, 2, -1, -1], [1, 3, 4, 5]]), level=0.5, rng=np.random.default_rng(1))
    assert answer is not None
    # By hand: (4 / 2) / ((7 + 9/3) / (5 + 7/3)) = 2 · (22/3) / 10.
    assert np.exp(answer.log) == pytest.approx(22 / 15)


def test_nothing_begun_by_one_group_gives_no_factor() -> None:
    before, after = np.array([0.0, 3]), np.array([2.0, 3])
    assert factor(before, after, np.array([[0, 1]]), level=0.5, rng=np.random.default_rng(1)) is None


def log_ratio(before: np.ndarray, after: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The statistic in full, for sets of two and any placing."""
    a, b = after[PAIRS], before[PAIRS]
    every = np.arange(len(PAIRS))
    first_a, first_b = (table[every, place].sum(axis=1) for table in (a, b))
    return np.asarray(np.log(first_a / first_b) - np.log((a.sum() - first_a) / (b.sum() - first_b)))


@given(COUNTS, COUNTS)
@settings(max_examples=40, deadline=None)
def test_the_interval_holds_just_what_the_test_does_not_refuse(before: np.ndarray, after: np.ndarray) -> None:
    answer = found(before, after)
    assume(answer.low < answer.log - 1e-3)
    assume(answer.high > answer.log + 1e-3)
    place = (np.random.default_rng(1).random((1999, 12)) * 2).astype(np.int64)  # the drawings that it made

    def tails(delta: float) -> tuple[float, float]:
        undone = after.copy()
        undone[PAIRS[:, 0]] *= np.exp(-delta)
        seen, drawn = log_ratio(before, undone, np.zeros((1, 12), int))[0], log_ratio(before, undone, place)
        return tuple((1 + (side >= -1e-12).sum()) / 2000 for side in (drawn - seen, seen - drawn))  # type: ignore[return-value]

    assert min(tails(answer.low + 1e-6)) > 0.025
    assert min(tails(answer.high - 1e-6)) > 0.025
    assert tails(answer.low - 1e-6)[0] <= 0.025 + 1e-9
    assert tails(answer.high + 1e-6)[1] <= 0.025 + 1e-9


@given(COUNTS, COUNTS, st.floats(0.2, 5))
@settings(max_examples=40, deadline=None)
def test_what_moves_everybody_alike_moves_nothing(before: np.ndarray, after: np.ndarray, shock: float) -> None:
    plain, moved = found(before, after), found(before, after * shock)
    assert (plain.log, plain.low, plain.high) == pytest.approx((moved.log, moved.low, moved.high), abs=1e-9)


@given(COUNTS, COUNTS, st.floats(-1.5, 1.5))
@settings(max_examples=40, deadline=None)
def test_what_moves_those_around_her_moves_figure_and_interval_by_as_much(
    before: np.ndarray, after: np.ndarray, effect: float
) -> None:
    more = after.copy()
    more[PAIRS[:, 0]] *= np.exp(effect)
    plain, moved = found(before, after), found(before, more)
    expected = plain.log + effect, plain.low + effect, plain.high + effect
    assert (moved.log, moved.low, moved.high) == pytest.approx(expected, abs=1e-6)


def test_more_certainty_takes_a_wider_interval() -> None:
    rng = np.random.default_rng(3)
    before, after = rng.poisson(9, 24) + 1.0, rng.poisson(9, 24) + 1.0
    half, most = found(before, after, level=0.5), found(before, after, level=0.99)
    assert most.low < half.low < half.log < half.high < most.high
