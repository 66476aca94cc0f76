"""Weeks begin on Mondays and months on their first, in UTC, from 1970 to 2099; given times part a log at themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import ibis
import pyarrow
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.log.windows import Between, Cut, Every, bounds, number

TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


def windows(times: list[datetime], every: Cut) -> list[int]:
    table = ibis.memtable(pyarrow.table({"at": [int(time.timestamp()) for time in times]}))
    return table.select(window=number(table["at"], every)).to_pyarrow()["window"].to_pylist()


@given(st.lists(TIMES, min_size=1, max_size=60))
@settings(max_examples=20, deadline=None)
def test_every_time_lies_in_its_window(times: list[datetime]) -> None:
    for time, week, month in zip(times, windows(times, Every.WEEK), windows(times, Every.MONTH), strict=True):
        start, end = bounds(week, Every.WEEK, 0, 0)
        assert (start.weekday(), start.time(), end - start) == (0, datetime.min.time(), timedelta(weeks=1))
        assert start <= time < end
        start, end = bounds(month, Every.MONTH, 0, 0)
        assert (start.year, start.month, start.day) == (time.year, time.month, 1)
        assert start <= time < end


def test_the_last_second_of_a_leap_february_is_of_february() -> None:
    times = [datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)]
    february, march = windows(times, Every.MONTH)
    assert bounds(february, Every.MONTH, 0, 0)[1] == bounds(march, Every.MONTH, 0, 0)[0] == times[1]


@given(st.lists(TIMES, min_size=1, max_size=20))
@settings(max_examples=20, deadline=None)
def test_four_weeks_are_four_weeks(times: list[datetime]) -> None:
    for time, window, week in zip(times, windows(times, Every.FOUR_WEEKS), windows(times, Every.WEEK), strict=True):
        start, end = bounds(window, Every.FOUR_WEEKS, 0, 0)
        assert (start.weekday(), end - start) == (0, timedelta(weeks=4))
        assert start <= time < end
        assert window == week // 4


@given(st.lists(TIMES, min_size=1, max_size=20), st.lists(TIMES, max_size=8))
@settings(max_examples=20, deadline=None)
def test_from_one_meeting_to_the_next_a_time_lies_where_it_belongs(times: list[datetime], met: list[datetime]) -> None:
    cut = Between(tuple(sorted({int(time.timestamp()) for time in met})))
    seconds = [int(time.timestamp()) for time in times]
    for second, window in zip(seconds, windows(times, cut), strict=True):
        start, end = bounds(window, cut, min(seconds), max(seconds))
        assert start.timestamp() <= second < end.timestamp()
        assert window == sum(one <= second for one in cut.at)


def test_the_whole_lasts_from_the_first_second_to_after_the_last() -> None:
    start, end = bounds(0, Every.WHOLE, 60, 120)
    assert (start.timestamp(), end.timestamp()) == (60, 121)
