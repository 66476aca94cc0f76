"""Who is compared with whom: alike in standing and activity, nobody twice, and how alike is told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.matching import CALIPER, balance, matched_sets


def matched(
    activity: list[float], around: set[int], strata: list[int] | None = None, matches: int = 1
) -> list[list[int]]:
    near = np.array([n in around for n in range(len(activity))])
    where = np.array(strata if strata else [0] * len(activity))
    rng = np.random.default_rng(0)
    return matched_sets(np.array(activity), near, ~near, where, rng=rng, matches=matches).tolist()


def test_everybody_gets_the_one_who_is_nearest_in_activity() -> None:
    assert matched([10, 40, 41, 11], {0, 1}) == [[0, 3], [1, 2]]


def test_who_has_nobody_nearly_as_active_stands_in_no_set() -> None:
    assert matched([10, 40, 11], {0, 1}) == [[0, 2]]


def test_people_are_compared_with_their_own_level_and_organisation_alone() -> None:
    assert matched([10, 10, 12], {0}, [1, 2, 1]) == [[0, 2]]


def test_all_are_better_served_than_one_best() -> None:
    # The nearest to both is 2; if 0 took it, 1 would be left without anybody.
    assert matched([10, 8, 9.5, 12.5], {0, 1}) == [[0, 3], [1, 2]]


def test_everybody_has_a_first_match_before_anybody_has_a_second() -> None:
    assert sorted(
        len([one for one in row if one >= 0]) for row in matched([10, 10, 10, 10, 10], {0, 1}, matches=3)
    ) == [2, 3]


ACTIVITY = st.lists(st.integers(0, 60).map(float), min_size=4, max_size=40)


@given(
    ACTIVITY,
    st.sets(st.integers(0, 39), min_size=1, max_size=10),
    st.lists(st.integers(0, 1), min_size=40, max_size=40),
)
@settings(max_examples=80, deadline=None)
def test_nobody_stands_in_two_sets_and_all_of_a_set_are_alike(
    activity: list[float], around: set[int], strata: list[int]
) -> None:
    sets = matched(activity, around, strata[: len(activity)], matches=3)
    everybody = [one for row in sets for one in row if one >= 0]
    assert len(everybody) == len(set(everybody))
    for mine, *others in sets:
        assert mine in around
        for other in (one for one in others if one >= 0):
            assert other not in around
            assert strata[other] == strata[mine]
            assert abs(np.log((activity[other] + 0.5) / (activity[mine] + 0.5))) <= CALIPER + 1e-12


def test_a_company_of_many_is_matched_as_well_as_a_small_one() -> None:
    activity = np.repeat(np.arange(100.0), 200)
    near = np.zeros(len(activity), dtype=np.bool_)
    near[::500] = True
    sets = matched_sets(activity, near, ~near, np.zeros(len(activity), dtype=np.int64), rng=np.random.default_rng(0))
    assert len(sets) == 40
    assert (activity[sets] == activity[sets[:, :1]]).all()


def test_balance_is_told_in_standard_deviations_with_and_without_matching() -> None:
    amounts = np.array([2.0, 4, 3, 5, 9])
    near = np.array([True, True, False, False, False])
    found = balance("begun", amounts, np.array([[0, 2, -1], [1, 3, 4]]), near, ~near)
    # By hand: means 3 and (3 + 7)/2 = 5, spread √2; without matching 3 beside 17/3.
    assert (found.around, found.matches) == (3, 5)
    assert found.apart == pytest.approx(-2 / np.sqrt(2))
    assert found.unmatched == pytest.approx((3 - 17 / 3) / np.sqrt(2))
