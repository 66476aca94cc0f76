"""An interval of a day holds what it says, is no longer than it has to be, and stays inside the record."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.growth.spread import of_days, of_drawn_days

FIRST, LAST = (float(day.toordinal()) for day in (date(2026, 1, 5), date(2026, 12, 28)))
WEEKS = np.arange(FIRST, LAST + 1, 7)


def test_a_day_that_is_likeliest_at_the_start_of_the_record_has_an_interval_that_begins_there() -> None:
    weights = np.exp(-np.arange(len(WEEKS)) / 4.0)
    found = of_days(WEEKS, np.full(len(WEEKS), 3.5), weights, (FIRST, LAST))
    assert found.low == found.low_50 == date(2026, 1, 5)
    inside = (found.low.toordinal() <= WEEKS) & (found.high.toordinal() >= WEEKS)
    assert 0.85 < weights[inside].sum() / weights.sum() < 0.95


def test_what_stands_for_days_before_the_record_stands_for_those_in_it() -> None:
    found = of_days(np.array([FIRST]), np.array([20.0]), np.ones(1), (FIRST, LAST))
    assert (found.day, found.low) == (date(2026, 1, 15), date(2026, 1, 6))
    assert found.high == date(2026, 1, 24)


def test_one_date_among_days_that_are_all_as_likely_is_in_the_middle_of_its_interval() -> None:
    found = of_days(np.array([FIRST + 70]), np.array([3.5]), np.ones(1), (FIRST, LAST))
    assert found.high_50 - found.day == found.day - found.low_50


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=40))
def test_the_narrower_interval_lies_in_the_wider_and_the_middle_in_both(weights: list[float]) -> None:
    days = WEEKS[: len(weights)]
    found = of_days(days, np.full(len(days), 3.5), np.array(weights), (FIRST, LAST))
    assert FIRST <= found.low.toordinal() <= found.low_50.toordinal() <= found.day.toordinal()
    assert found.day.toordinal() <= found.high_50.toordinal() <= found.high.toordinal() <= LAST


def test_drawn_days_have_the_shortest_interval_too() -> None:
    drawn = FIRST + np.random.default_rng(1).exponential(30, 4000)
    found = of_drawn_days(drawn, (FIRST, LAST))
    assert found.low.toordinal() <= FIRST + 1
    assert abs(((drawn >= found.low.toordinal()) & (drawn <= found.high.toordinal())).mean() - 0.9) < 0.03
