"""Days that have most likely not been brought in: reported where a source leaves a hole, silent where it is quiet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.opening.gaps import uncovered_days

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 5), date(2026, 6, 30)  # a Monday, a Tuesday
WEEKDAYS = {day for n in range((LAST - FIRST).days + 1) if (day := FIRST + n * DAY).weekday() < 5}


def without(first: date, last: date) -> set[date]:
    return {day for day in WEEKDAYS if not first <= day <= last}


def test_a_working_week_without_mail_is_reported_with_the_weekends_beside_it() -> None:
    found = uncovered_days(without(date(2026, 5, 4), date(2026, 5, 8)), FIRST, LAST)
    assert found == ((date(2026, 5, 2), date(2026, 5, 10)),)


def test_weekends_and_a_long_weekend_are_not_reported() -> None:
    assert uncovered_days(WEEKDAYS, FIRST, LAST) == ()
    assert uncovered_days(without(date(2026, 5, 1), date(2026, 5, 1)), FIRST, LAST) == ()


def test_the_days_after_the_last_row_are_reported_however_few() -> None:
    assert uncovered_days({day for day in WEEKDAYS if day < date(2026, 6, 5)}, FIRST, date(2026, 6, 8)) == (
        (date(2026, 6, 5), date(2026, 6, 7)),
    )


def test_a_weekend_at_the_end_is_not_reported() -> None:
    assert uncovered_days({day for day in WEEKDAYS if day <= date(2026, 6, 5)}, FIRST, date(2026, 6, 8)) == ()


def test_a_source_with_a_row_a_month_is_never_overdue() -> None:
    monthly = {date(2026, month, 7) for month in range(1, 6)}
    assert uncovered_days(monthly, FIRST, LAST) == ()


def test_a_source_without_rows_says_nothing() -> None:
    assert uncovered_days(set(), FIRST, LAST) == ()


def test_days_before_the_first_row_are_reported_too() -> None:
    late = {day for day in WEEKDAYS if day >= date(2026, 2, 2)}
    assert uncovered_days(late, FIRST, LAST) == ((FIRST, date(2026, 2, 1)),)


def test_a_hole_is_shown_as_far_as_the_window_reaches() -> None:
    days = without(date(2026, 5, 4), date(2026, 5, 15))
    assert uncovered_days(days, date(2026, 5, 12), LAST) == ((date(2026, 5, 12), date(2026, 5, 17)),)


@given(st.sets(st.sampled_from(sorted(WEEKDAYS)), min_size=1), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_a_reported_stretch_is_empty_long_enough_and_inside(days: set[date], shortest: int) -> None:
    for first, last in uncovered_days(days, FIRST, LAST, shortest=shortest):
        assert FIRST <= first <= last < LAST
        assert (last - first).days + 1 >= shortest
        assert not any(first <= day <= last for day in days)


def test_one_empty_week_of_three_is_judged_by_the_other_two() -> None:
    three_weeks = {day for day in without(date(2026, 1, 12), date(2026, 1, 16)) if day <= date(2026, 1, 23)}
    assert uncovered_days(three_weeks, FIRST, date(2026, 1, 24)) == ((date(2026, 1, 10), date(2026, 1, 18)),)


def test_a_hole_of_which_only_the_weekend_is_in_the_window_is_not_shown() -> None:
    days = without(date(2026, 5, 4), date(2026, 5, 15))
    assert uncovered_days(days, date(2026, 5, 16), LAST) == ()
