"""Weekly series of what was rated and counted, with nothing made up between."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.growth.series import Rated, counted_by_week, rated_by_week
from waylight.lenses.weeks import weeks_between

WEEKS = weeks_between(date(2026, 3, 2), date(2026, 3, 29), "Pacific/Auckland")


def test_a_week_with_two_ratings_has_their_mean_and_their_span() -> None:
    figures = rated_by_week([Rated(1, date(2026, 3, 2), 5), Rated(2, date(2026, 3, 8), 6)], WEEKS)
    assert (figures[0].value, figures[0].low, figures[0].high, figures[0].rows) == (5.5, 5, 6, (1, 2))


def test_a_week_without_a_rating_is_unknown_and_not_carried_forward() -> None:
    figures = rated_by_week([Rated(1, date(2026, 3, 2), 5)], WEEKS)
    assert [figure.value for figure in figures] == [5, None, None, None]
    assert figures[1].why_not == "No rating was given in this week."


def test_a_rating_of_sunday_belongs_to_the_week_that_ends() -> None:
    assert rated_by_week([Rated(1, date(2026, 3, 15), 4)], WEEKS)[1].rows == (1,)


def test_a_rating_given_twice_counts_once() -> None:
    row = Rated(1, date(2026, 3, 2), 5)
    assert rated_by_week([row, row, Rated(2, date(2026, 3, 3), 8)], WEEKS)[0].value == 6.5


def test_counts_follow_her_midnight_and_not_utc() -> None:
    sunday_evening = datetime(2026, 3, 8, 10, 59, tzinfo=UTC)  # a minute to midnight in Auckland
    rows = [(1, sunday_evening), (2, sunday_evening + timedelta(minutes=1))]
    assert [figure.rows for figure in counted_by_week(rows, WEEKS)] == [(1,), (2,), (), ()]


def test_an_empty_week_is_a_zero_with_an_interval() -> None:
    figure = counted_by_week([(1, datetime(2026, 3, 3, tzinfo=UTC))], WEEKS)[2]
    assert (figure.value, figure.low) == (0, 0)
    assert figure.high is not None
    assert 2.99 < figure.high < 3.0  # −ln 0.05


def test_no_row_at_all_leaves_every_week_unknown() -> None:
    assert {figure.why_not for figure in counted_by_week([], WEEKS)} == {"Nothing of this kind has been brought in."}


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 10))))
def test_every_rating_in_the_weeks_is_in_one_week_and_bounds_hold(ratings: list[tuple[int, float]]) -> None:
    rows = [Rated(n, date(2026, 2, 23) + timedelta(days=day), value) for n, (day, value) in enumerate(ratings)]
    figures = rated_by_week(rows, WEEKS)
    inside = [row.id for row in rows if date(2026, 3, 2) <= row.on < date(2026, 3, 30)]
    assert sorted(number for figure in figures for number in figure.rows) == inside
    for figure in figures:
        if figure.value is not None:
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low <= figure.value <= figure.high
