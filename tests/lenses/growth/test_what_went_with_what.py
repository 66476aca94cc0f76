"""Weeks with more of one came before weeks with more of another: told where it is so, and not where both only grew."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.lenses.growth.made import counted, ramp, step, weeks
from waylight.lenses.growth.answer import consider
from waylight.lenses.growth.departures import departures
from waylight.lenses.growth.lagged import FEWEST_PAIRS, NEVER_BOTH, association, discovered
from waylight.lenses.growth.observed import observed


def noise(seed: int, many: int = 52) -> NDArray[np.float64]:
    return np.random.default_rng(seed).standard_normal(many)


def later(one: NDArray[np.float64], by: int, seed: int = 9) -> NDArray[np.float64]:
    """A series that goes, some weeks after, as another did, with chance of its own."""
    return np.asarray(np.concatenate([noise(seed, by), one[:-by]]) + 0.5 * noise(seed + 1, len(one)))


@pytest.mark.parametrize("by", [1, 3])
def test_what_came_some_weeks_later_is_found_at_that_lag(by: int) -> None:
    found = association(noise(1), later(noise(1), by))
    assert (found.weeks, found.p) == (by, pytest.approx(0, abs=0.01))
    assert found.correlation is not None
    assert found.correlation > 0.6


def test_less_after_more_is_a_correlation_below_zero() -> None:
    found = association(noise(1), -later(noise(1), 2))
    assert found.correlation is not None
    assert found.correlation < -0.6


def test_what_came_in_the_same_week_or_before_is_no_later() -> None:
    one = noise(1)
    assert (association(one, one + 0.3 * noise(2)).p or 0) > 0.05
    assert (association(later(one, 2), one).p or 0) > 0.05


def test_the_unit_and_the_level_of_either_change_nothing() -> None:
    one, other = noise(1), later(noise(1), 2)
    assert association(10 * one + 3, other / 7).p == association(one, other).p


def test_weeks_that_lack_one_of_both_are_not_paired() -> None:
    one, other = noise(1), later(noise(1), 2)
    other[[5, 9, 20]] = np.nan
    found = association(one, other)
    assert found.pairs == 52 - 2 - 3
    assert found.weeks == 2


def test_with_too_few_weeks_it_says_so_and_gives_no_figure() -> None:
    found = association(noise(1, 22), noise(2, 22))
    assert (found.p, found.correlation, found.weeks) == (None, None, None)
    assert found.why_not == f"Only 18 weeks have both; it takes {FEWEST_PAIRS}."
    alone = np.full(60, np.nan)
    assert association(alone, noise(1, 60)).why_not == NEVER_BOTH
    assert association(noise(1, 3), noise(2, 3)).why_not == NEVER_BOTH


def test_a_series_that_never_moves_goes_with_nothing() -> None:
    assert association(np.zeros(40), noise(1, 40)).p == 1


def test_false_discovery_rates_are_those_of_the_step_up_procedure() -> None:
    assert discovered([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert discovered([]) == []


def test_departures_are_about_none_however_much_a_series_grew() -> None:
    grown = departures(consider(counted(ramp(52, 10, 40), rate=4, ratio=5), "counts"))
    first, last = (np.mean(list(grown.values())[part]) for part in (slice(0, 15), slice(-15, None)))
    assert abs(first) < 0.5
    assert abs(last) < 0.5


def test_two_that_grew_in_the_same_weeks_do_not_go_with_one_another_for_that() -> None:
    one, other = (
        np.array(list(departures(consider(counted(step(52, 20), seed=n, ratio=4), "counts")).values())) for n in (1, 2)
    )
    assert (association(one, other).p or 0) > 0.05


def test_daily_counts_depart_by_the_week() -> None:
    days = [weeks(1)[0].fromordinal(weeks(1)[0].toordinal() + n) for n in range(70)]
    daily = observed("daily", days, [2.0] * 70)
    found = departures(consider(daily, "counts"))
    assert list(found) == [day.toordinal() for day in weeks(10)]


def running_on(seed: int, carry: float, many: int = 40) -> NDArray[np.float64]:
    """Departures that have nothing to do with any other, but each with the one before."""
    one = noise(seed, many + 30)
    for week in range(1, len(one)):
        one[week] = carry * one[week - 1] + np.sqrt(1 - carry**2) * one[week]
    return one[30:]


@pytest.mark.parametrize("carry", [0.0, 0.5, 0.8])
def test_series_that_each_run_on_are_not_taken_for_going_together(carry: float) -> None:
    found = [association(running_on(n, carry), running_on(1000 + n, carry)).p for n in range(100)]
    assert np.mean([p is not None and p <= 0.05 for p in found]) <= 0.09  # of 5 in 100, more than 9 are 1 in 25
