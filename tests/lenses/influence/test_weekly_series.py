"""The path's weekly series: local weeks, people rather than messages, and unknown where nothing was brought in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts
from waylight.lenses.influence.weekly import weekly, weeks_between

MONDAY = date(2026, 1, 5)
START = datetime(2026, 1, 5, tzinfo=UTC)
WEEKS = weeks_between(MONDAY, MONDAY + timedelta(weeks=8, days=-1), "UTC")
PLACES = {n: (f"level {n % 3}", f"side {n % 2}") for n in range(2, 8)}


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def test_weeks_begin_on_monday_and_hold_both_dates() -> None:
    weeks = weeks_between(date(2026, 6, 3), date(2026, 6, 8), "Europe/Lisbon")
    assert [week.monday for week in weeks] == [date(2026, 6, 1), date(2026, 6, 8)]
    assert weeks[0].start == datetime(2026, 5, 31, 23, tzinfo=UTC)


def test_no_week_when_the_end_is_before_the_start() -> None:
    assert weeks_between(date(2026, 6, 8), date(2026, 6, 7), "UTC") == ()


def test_an_unknown_zone_is_named_in_the_refusal() -> None:
    with pytest.raises(ValueError, match="Europe/Atlantis"):
        weeks_between(MONDAY, MONDAY, "Europe/Atlantis")


@given(
    st.dates(date(1980, 1, 1), date(2035, 1, 1)),
    st.integers(0, 120),
    st.sampled_from(["Europe/Lisbon", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "UTC"]),
)
@settings(max_examples=60, deadline=None)
def test_each_week_begins_where_the_last_ended_whatever_the_clocks_do(start: date, days: int, zone: str) -> None:
    weeks = weeks_between(start, start + timedelta(days=days), zone)
    assert all(one.end == two.start for one, two in pairwise(weeks))
    assert all(abs((week.end - week.start) - timedelta(weeks=1)) <= timedelta(hours=1) for week in weeks)
    assert weeks[0].monday <= start <= weeks[0].monday + timedelta(days=6)


def test_people_are_counted_and_not_their_messages() -> None:
    rows = [Contact(n, at(n / 2), 1, 2 + n % 2, thread=n) for n in range(6)]
    first = weekly(Contacts.of(rows), 1, {}, weeks=WEEKS)[0]
    assert (first.out.value, first.into.value) == (2.0, 0.0)
    assert first.out.rows == (0, 1, 2, 3, 4, 5)


def test_a_count_of_two_has_garwoods_interval() -> None:
    rows = [Contact(n, at(n), 1, 2 + n, thread=n) for n in range(2)]
    figure = weekly(Contacts.of(rows), 1, {}, weeks=WEEKS)[0].out
    assert figure.low == pytest.approx(0.355, abs=1e-3)
    assert figure.high == pytest.approx(6.296, abs=1e-3)


def test_a_week_without_any_row_is_unknown_and_a_week_of_others_is_zero() -> None:
    series = weekly(Contacts.of([Contact(1, at(1), 1, 2), Contact(2, at(15), 5, 6)]), 1, {}, weeks=WEEKS)
    assert series[1].out.value is None
    assert series[1].out.why_not == series[1].breadth.why_not == "Nothing has been brought in for this week."
    assert series[2].out.value == 0.0


def test_four_week_figures_wait_for_four_weeks_of_record() -> None:
    rows = [Contact(day * 10 + person, at(day), 1, person) for day in range(56) for person in PLACES]
    series = weekly(Contacts.of(rows), 1, PLACES, weeks=WEEKS)
    assert [week.breadth.value is None for week in series[:4]] == [True, True, True, False]
    assert "four weeks" in series[2].reciprocity.why_not
    assert series[3].breadth.value == pytest.approx(6)
    assert series[3].reciprocity.value == 0.0
    assert min(series[7].breadth.rows) // 10 == 28


ROW = st.tuples(st.integers(0, 55), st.integers(1, 7), st.integers(1, 7), st.integers(-1, 9))


@given(st.lists(ROW, max_size=40))
@settings(max_examples=60, deadline=None)
def test_what_is_counted_in_weeks_is_what_was_begun_in_them(rows: list[tuple[int, int, int, int]]) -> None:
    table = Contacts.of([Contact(n, at(day), a, b, thread) for n, (day, a, b, thread) in enumerate(rows)])
    for week in weekly(table, 1, PLACES, weeks=WEEKS):
        here = table.between(week.start, week.end)
        sent = set(here.id[here.sender == 1].tolist())
        assert set(week.out.rows) <= sent
        assert set(week.into.rows) <= set(here.with_person(1).id.tolist()) - sent
        for figure in (week.out, week.into, week.reciprocity):
            if figure.value is not None:
                assert figure.low is not None
                assert figure.high is not None
                assert figure.low <= figure.value <= figure.high


def test_four_weeks_over_a_change_of_clocks_begin_at_her_midnight() -> None:
    weeks = weeks_between(date(2026, 3, 23), date(2026, 4, 19), "Europe/Lisbon")
    sunday_night = datetime(2026, 3, 22, 23, 30, tzinfo=UTC)
    rows = [Contact(n, weeks[0].start + timedelta(days=n), 1, 2 + n % 6) for n in range(28)]
    series = weekly(Contacts.of([Contact(99, sunday_night, 1, 2), *rows]), 1, PLACES, weeks=weeks)
    assert 99 not in series[3].breadth.rows
    assert len(series[3].breadth.rows) == 28
