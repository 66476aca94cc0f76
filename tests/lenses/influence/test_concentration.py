"""Gini, Herfindahl and the chance of two alike, against figures by hand and against what must hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.influence.concentration import (
    gini,
    gini_of_most,
    herfindahl,
    herfindahl_of_most,
    same_person,
)

AMOUNTS = st.lists(st.integers(0, 50).map(float), min_size=2, max_size=12).filter(any).map(np.array)


def test_by_hand() -> None:
    amounts = np.array([1.0, 2, 5])
    # All pairs: |1−2| + |1−5| + |2−5| = 8, twice over 9 pairs and the mean 8/3, halved: 8 / 24.
    assert gini(amounts) == pytest.approx(1 / 3)
    assert gini_of_most(amounts) == pytest.approx(1 / 2)
    assert herfindahl(amounts) == pytest.approx(30 / 64)
    assert herfindahl_of_most(amounts) == pytest.approx((30 / 64 - 1 / 3) / (2 / 3))


def test_one_who_does_everything_is_the_most_and_all_alike_the_least() -> None:
    for measure in (gini_of_most, herfindahl_of_most):
        assert measure(np.array([0.0, 7, 0, 0])) == pytest.approx(1)
        assert measure(np.array([3.0, 3, 3, 3])) == pytest.approx(0)


def test_nothing_done_is_not_a_number_and_one_person_is_refused() -> None:
    assert np.isnan(gini(np.zeros(3)))
    assert np.isnan(herfindahl(np.zeros(3)))
    for measure in (gini_of_most, herfindahl_of_most):
        with pytest.raises(ValueError, match="fewer than two people"):
            measure(np.array([4.0]))


@given(AMOUNTS, st.floats(0.1, 10))
def test_they_lie_between_their_bounds_and_do_not_ask_in_which_unit_one_counts(
    amounts: np.ndarray, unit: float
) -> None:
    for measure in (gini_of_most, herfindahl_of_most):
        assert -1e-12 <= measure(amounts) <= 1 + 1e-12
        assert measure(amounts * unit) == pytest.approx(float(measure(amounts)))
    assert 1 / len(amounts) - 1e-12 <= herfindahl(amounts) <= 1 + 1e-12


@given(AMOUNTS, st.randoms())
def test_who_is_who_changes_nothing(amounts: np.ndarray, random: object) -> None:
    mixed = amounts.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    for measure in (gini, herfindahl):
        assert measure(mixed) == pytest.approx(float(measure(amounts)))


@given(AMOUNTS)
def test_giving_from_who_has_most_to_who_has_least_makes_both_smaller(amounts: np.ndarray) -> None:
    most, least = int(amounts.argmax()), int(amounts.argmin())
    evener = amounts.copy()
    evener[most] -= (amounts[most] - amounts[least]) / 4
    evener[least] += (amounts[most] - amounts[least]) / 4
    for measure in (gini, herfindahl):
        assert measure(evener) <= measure(amounts) + 1e-12


def acts(*who: int, people: int = 3) -> np.ndarray:
    table = np.zeros((len(who), people))
    table[np.arange(len(who)), who] = 1
    return table


def test_two_alike_is_counted_over_all_pairs() -> None:
    # Five threads, begun by a, a, a, b, c: three of ten pairs are one person's.
    assert same_person(acts(0, 0, 0, 1, 2)) == pytest.approx(0.3)


def test_acts_of_one_thread_make_no_pair() -> None:
    table = np.array([[3.0, 0], [1, 0], [0, 1]])
    # Pairs across units: 3·1 of a with a, 3·1 and 1·1 of a with b: three of seven.
    assert same_person(table) == pytest.approx(3 / 7)


def test_a_thread_drawn_twice_makes_no_pair_with_itself() -> None:
    assert same_person(acts(0, 1, 0), np.array([[2.0, 1, 0]]))[0] == 0
    assert np.isnan(same_person(acts(0, 1, 0), np.array([[3.0, 0, 0]]))[0])


def test_it_is_right_on_average_however_few_the_threads() -> None:
    rng = np.random.default_rng(4)
    shares = np.array([0.6, 0.3, 0.1])
    for many in (3, 12):
        seen = np.mean([same_person(acts(*rng.choice(3, many, p=shares))) for _ in range(4000)])
        assert seen == pytest.approx(0.46, abs=0.02)
