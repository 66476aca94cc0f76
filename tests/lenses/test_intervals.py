"""Intervals: they hold their value, they cover what they say they cover, and they refuse nonsense."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from waylight.lenses import intervals
from waylight.lenses.figure import Figure


def holds(figure: Figure) -> bool:
    assert figure.value is not None
    assert figure.low is not None
    assert figure.high is not None
    return figure.low <= figure.value <= figure.high


@given(st.integers(0, 2000), st.floats(0.5, 200))
def test_an_interval_holds_the_value_it_stands_beside(n: int, weeks: float) -> None:
    assert holds(intervals.count(n))
    assert holds(intervals.weekly_rate(n, weeks))


@given(st.integers(0, 300), st.integers(1, 300))
def test_a_share_lies_in_its_interval_and_the_interval_between_none_and_all(part: int, rest: int) -> None:
    figure = intervals.share(part, part + rest)
    assert holds(figure)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low >= 0
    assert figure.high <= 1


@pytest.mark.parametrize("mean", [0.5, 1.0, 3.0, 8.0, 20.0])
def test_a_count_covers_its_mean_at_least_nine_times_in_ten(mean: float) -> None:
    likely = np.arange(0, 80)
    chance = stats.poisson.pmf(likely, mean)
    covered = [covers(intervals.count(n), mean) for n in likely.tolist()]
    assert float(chance[covered].sum()) >= 0.9


def covers(figure: Figure, mean: float) -> bool:
    assert figure.low is not None
    assert figure.high is not None
    return figure.low <= mean <= figure.high


def test_nonsense_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="6 of 5 is not a share"):
        intervals.share(6, 5)
    with pytest.raises(ValueError, match="longer than nothing"):
        intervals.weekly_rate(3, 0)
