"""Was there a moment, or has it grown: the answer follows the data, and nothing else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lenses.growth.made import MONDAY, counted, ramp, rated, step, weeks
from waylight.lenses.growth.answer import VERSION, Answer, Value, answer
from waylight.lenses.growth.observed import Observed, observed

COUNTS = st.lists(st.integers(0, 40), min_size=6, max_size=20)


def chances(given: Answer) -> tuple[float, ...]:
    assert given.kinds is not None, given.why_not
    return tuple(given.kinds)


def close(one: Answer, other: Answer) -> bool:
    return bool(np.allclose(chances(one), chances(other), atol=1e-6))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_steep_step_is_called_a_moment_near_its_day(seed: int) -> None:
    found = answer(counted(step(52, 20), rate=5, ratio=4, seed=seed), "counts")
    assert chances(found)[1] > max(chances(found)[0], chances(found)[2])
    assert found.moment_on
    assert abs(found.moment_on.day - (MONDAY + timedelta(weeks=20))) <= timedelta(days=14)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_long_rise_is_called_growth_over_its_time(seed: int) -> None:
    found = answer(rated(ramp(52, 8, 44), points=5, seed=seed), "ratings")
    assert chances(found)[2] > max(chances(found)[0], chances(found)[1])
    assert found.growth
    assert found.growth.start.low <= MONDAY + timedelta(weeks=8) <= found.growth.start.high
    assert found.growth.end.low <= MONDAY + timedelta(weeks=44) <= found.growth.end.high


@pytest.mark.parametrize(("series", "value"), [(counted(step(52, 60)), "counts"), (rated(step(52, 60)), "ratings")])
def test_where_nothing_changed_nothing_is_likeliest_and_no_change_is_announced(series: Observed, value: Value) -> None:
    found = answer(series, value)
    assert max(chances(found)) == chances(found)[0]
    assert found.says in {"nothing", "unclear"}


@pytest.mark.parametrize("week", [29, 30, 31, 32])
def test_a_clear_step_in_any_week_beside_growth_is_not_taken_for_a_moment_alone(week: int) -> None:
    values = 3 + 1.5 * ramp(52, 2, 22) + 4 * step(52, week) + np.random.default_rng(week).normal(0, 0.4, 52)
    found = chances(answer(observed("both", weeks(52), values.tolist()), "ratings"))
    assert found[3] > found[1]


def test_the_size_of_a_clear_change_lies_in_its_interval() -> None:
    grown = answer(counted(ramp(52, 10, 30), rate=8, ratio=3), "counts").size
    risen = answer(rated(ramp(52, 10, 30), points=3), "ratings").size
    assert grown
    assert grown.low < 3 < grown.high
    assert risen
    assert risen.low < 3 < risen.high


@given(COUNTS, st.sampled_from(["counts", "ratings"]))
@settings(max_examples=25, deadline=None)
def test_the_four_probabilities_add_to_one_and_intervals_hold_their_middles(values: list[int], value: Value) -> None:
    found = answer(observed("any", weeks(len(values)), values), value)
    assert sum(chances(found)) == pytest.approx(1)
    assert min(chances(found)) >= 0
    assert found.size
    assert found.size.low <= found.size.low_50 <= found.size.value <= found.size.high_50 <= found.size.high
    assert found.moment_on
    assert found.moment_on.low <= found.moment_on.low_50 <= found.moment_on.day <= found.moment_on.high


@given(COUNTS, st.integers(-3000, 3000))
@settings(max_examples=15, deadline=None)
def test_the_same_values_at_other_dates_get_the_same_answer_at_those_dates(values: list[int], days: int) -> None:
    later = [day + timedelta(days) for day in weeks(len(values))]
    here, there = (
        answer(observed("a", weeks(len(values)), values), "counts"),
        answer(observed("a", later, values), "counts"),
    )
    assert close(here, there)
    assert here.moment_on
    assert there.moment_on
    assert there.moment_on.day - here.moment_on.day == timedelta(days)


@given(COUNTS, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(values: list[int], chance: random.Random) -> None:
    rows = list(zip(weeks(len(values)), values, strict=True))
    mixed = chance.sample(rows, len(rows))
    assert answer(observed("a", *zip(*rows, strict=True)), "counts") == answer(
        observed("a", *zip(*mixed, strict=True)), "counts"
    )


def test_exposure_in_days_or_in_hours_gives_the_same_answer() -> None:
    values = counted(ramp(26, 5, 15)).values.tolist()
    days = [5.0, 4.0, 3.0] * 8 + [5.0, 5.0]
    one = answer(observed("a", weeks(26), values, days), "counts")
    other = answer(observed("a", weeks(26), values, [8 * day for day in days]), "counts")
    assert close(one, other)


def test_ratings_a_point_higher_throughout_give_the_same_answer() -> None:
    series = rated(ramp(26, 5, 15))
    moved = Observed("b", series.at, series.values + 1, series.exposure)
    assert close(answer(series, "ratings"), answer(moved, "ratings"))


def test_an_absence_is_not_a_fall() -> None:
    values = counted(step(26, 40)).values.tolist()
    away = [0.0 if week >= 20 else value for week, value in enumerate(values)]
    worked = [0.0 if week >= 20 else 5.0 for week in range(26)]
    with_absence = answer(observed("a", weeks(26), away, worked), "counts")
    as_if_none = answer(observed("a", weeks(26), away), "counts")
    before = answer(observed("a", weeks(20), values[:20], worked[:20]), "counts")
    assert close(with_absence, before)
    assert chances(as_if_none)[0] < 0.1


def test_a_missing_week_is_as_if_it_had_not_been_written() -> None:
    values: list[float | None] = list(counted(ramp(26, 5, 15)).values)
    values[9] = None
    days = weeks(26)
    without = [(day, value) for day, value in zip(days, values, strict=True) if value is not None]
    assert answer(observed("a", days, values), "counts") == answer(observed("a", *zip(*without, strict=True)), "counts")


def test_with_five_values_it_says_so_and_gives_no_figure() -> None:
    found = answer(observed("a", weeks(5), [1, 2, 3, 4, 5]), "ratings")
    assert found.kinds is found.size is found.moment_on is found.growth is None
    assert found.why_not == "Only 5 values are there; it takes at least 6 to tell a step from a slope."


def test_a_day_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="a: a day comes twice"):
        observed("a", [date(2026, 1, 5)] * 2, [1, 2])


def test_values_that_the_model_could_not_have_made_are_said_not_to_fit() -> None:
    saw = observed("a", weeks(40), [4.0, 6.0] * 20)
    assert answer(rated(step(40, 60)), "ratings").check is not None
    assert answer(rated(step(40, 60)), "ratings").check.fits  # type: ignore[union-attr]
    found = answer(saw, "ratings").check
    assert found
    assert not found.fits


def test_a_question_that_is_settled_needs_no_more_weeks() -> None:
    assert answer(counted(step(52, 80), rate=6, seed=4), "counts").weeks_more != 0
    clear = answer(rated(step(52, 26), points=6), "ratings")
    assert (clear.weeks_more == 0) == (max(chances(clear)) >= 0.8)


def test_the_same_values_get_the_same_answer_until_the_version_says_otherwise() -> None:
    """Answers are kept by their values and ``VERSION``: if these digits change, it has to go up by one."""
    whole = rated(ramp(26, 5, 15), points=2)
    between = replace(whole, values=whole.values + 0.25)
    found = [answer(counted(step(26, 12)), "counts"), answer(whole, "ratings"), answer(between, "ratings")]
    assert VERSION == 1
    assert np.round([chances(one) for one in found], 3).tolist() == [
        [0.001, 0.718, 0.079, 0.202],
        [0.019, 0.027, 0.057, 0.898],
        [0.014, 0.021, 0.041, 0.924],
    ]
