"""Who reached whom: rates, first times, ends of silence, and what is not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.reach import Reached, people, reach, reciprocity

START = datetime(2026, 1, 5, tzinfo=UTC)
OLD = Contact(900, START - timedelta(days=90), 8, 9)  # the record begins long before


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def four_weeks(*rows: Contact) -> tuple[tuple[Reached, ...], tuple[Reached, ...]]:
    found = reach(Contacts.of(rows), 1, start=START, end=at(28))
    return found.out, found.into


def test_she_reached_out_and_was_answered_is_one_reach_out_and_no_reach_in() -> None:
    out, into = four_weeks(Contact(1, at(1), 1, 2, thread=1), Contact(2, at(2), 2, 1, thread=1, reply=True))
    assert [one.person for one in out] == [2]
    assert into == ()


def test_the_rate_is_per_week_with_its_interval_and_its_rows() -> None:
    out, _ = four_weeks(*(Contact(n, at(n), 1, 2, thread=n) for n in range(4)))
    rate = out[0].initiations
    assert rate.value == 1.0
    assert rate.rows == (0, 1, 2, 3)
    # The 5 % and 95 % quantiles of Gamma(4.5, rate 4), from tables of χ² with 9 degrees of freedom: 3.325 and 16.919.
    assert rate.low == pytest.approx(3.325 / 8, abs=1e-3)
    assert rate.high == pytest.approx(16.919 / 8, abs=1e-3)


def test_all_contacts_in_the_direction_are_there_beside_the_initiations() -> None:
    rows = [Contact(n, at(n), 1, 2, thread=1, reply=n > 0) for n in range(3)]
    out, _ = four_weeks(*rows)
    assert (out[0].contacts, out[0].rows, out[0].initiations.rows) == (3, (0, 1, 2), (0,))


def test_the_strongest_come_first() -> None:
    rows = [Contact(1, at(1), 1, 2, thread=1), Contact(2, at(2), 1, 3, thread=2), Contact(3, at(3), 1, 3, thread=3)]
    out, _ = four_weeks(*rows)
    assert [one.person for one in out] == [3, 2]


def test_beginning_twice_is_stronger_than_writing_five_times() -> None:
    out, _ = four_weeks(
        *(Contact(n, at(1), 1, 2, thread=1, reply=n > 0) for n in range(5)),
        *(Contact(10 + n, at(2 + n), 1, 3, thread=2 + n) for n in range(2)),
    )
    assert [one.person for one in out] == [3, 2]


def test_of_equals_the_one_she_turned_to_earlier_comes_first() -> None:
    out, _ = four_weeks(Contact(1, at(1), 1, 9, thread=1), Contact(2, at(2), 1, 2, thread=2))
    assert [one.person for one in out] == [9, 2]


def test_a_first_time_is_one_when_the_record_reaches_back() -> None:
    out, _ = four_weeks(OLD, Contact(1, at(1), 1, 2, thread=1))
    assert out[0].first_time is True


def test_a_first_time_is_not_known_when_the_record_begins_with_the_window() -> None:
    out, _ = four_weeks(Contact(900, at(-27), 8, 9), Contact(1, at(1), 1, 2, thread=1))
    assert out[0].first_time is None


def test_a_first_time_is_not_known_when_only_the_calendar_reaches_back() -> None:
    out, _ = four_weeks(OLD._replace(kind=Kind.MEETING), Contact(1, at(1), 1, 2, thread=1))
    assert out[0].first_time is None


def test_it_is_no_first_time_when_she_had_reached_out_before() -> None:
    out, _ = four_weeks(Contact(1, at(-10), 1, 2, thread=1), Contact(2, at(1), 1, 2, thread=2))
    assert out[0].first_time is False


def test_their_reaching_out_to_her_does_not_take_her_first_time() -> None:
    out, _ = four_weeks(OLD, Contact(1, at(-10), 2, 1, thread=1), Contact(2, at(1), 1, 2, thread=2))
    assert out[0].first_time is True


def test_a_long_silence_before_is_told_in_days_and_a_short_one_is_not() -> None:
    _, into = four_weeks(Contact(1, at(-40), 2, 1, thread=1), Contact(2, at(9), 2, 1, thread=2))
    assert into[0].after_days == 49.0
    _, into = four_weeks(Contact(1, at(-18), 2, 1, thread=1), Contact(2, at(9), 2, 1, thread=2))
    assert into[0].after_days is None


def test_three_days_make_no_weekly_rate_but_keep_their_rows() -> None:
    found = reach(Contacts.of([Contact(1, at(1), 1, 2, thread=1)]), 1, start=START, end=at(3)).out[0]
    assert found.initiations.value is None
    assert found.initiations.rows == (1,)
    assert "shorter than a week" in found.initiations.why_not


def test_the_week_in_which_the_clocks_go_forward_is_a_week() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    monday, next_monday = datetime(2026, 3, 23, tzinfo=lisbon), datetime(2026, 3, 30, tzinfo=lisbon)
    table = Contacts.of([Contact(1, datetime(2026, 3, 24, tzinfo=UTC), 1, 2, thread=1)])
    assert reach(table, 1, start=monday, end=next_monday).out[0].initiations.value == pytest.approx(168 / 167)


def test_people_are_counted_once_and_announcements_not_at_all() -> None:
    table = Contacts.of(
        [
            Contact(1, at(1), 1, 2),
            Contact(2, at(2), 2, 1),
            Contact(3, at(3), 3, 1),
            Contact(4, at(3), 4, 1, recipients=99),
        ]
    )
    found = people(table, 1, start=START, end=at(28))
    assert (found.value, found.rows) == (2.0, (1, 2, 3))


def test_people_are_unknown_where_nothing_was_brought_in_and_none_where_others_met() -> None:
    assert (
        people(Contacts.of([OLD]), 1, start=START, end=at(28)).why_not == "Nothing has been brought in for this time."
    )
    assert people(Contacts.of([Contact(1, at(1), 8, 9)]), 1, start=START, end=at(28)).value == 0.0


def test_reciprocity_is_the_share_that_also_turned_to_her() -> None:
    rows = [Contact(n, at(n), 1, n) for n in (2, 3, 4, 5, 6)] + [Contact(10, at(9), 2, 1), Contact(11, at(9), 7, 1)]
    found = reciprocity(Contacts.of(rows), 1, start=START, end=at(28))
    assert found.value == 0.2
    # Brown, Cai and DasGupta's interval for one in five at 90 %: x^½ (1 − x)^3½ summed numerically.
    assert found.low == pytest.approx(0.03645, abs=1e-4)
    assert found.high == pytest.approx(0.5628, abs=1e-4)
    assert found.rows == (2, 3, 4, 5, 6, 10)


def test_reciprocity_with_four_people_says_why_there_is_none() -> None:
    found = reciprocity(Contacts.of([Contact(n, at(n), 1, n) for n in (2, 3, 4, 5)]), 1, start=START, end=at(28))
    assert found.value is None
    assert "fewer than 5 people" in found.why_not


ROW = st.tuples(st.integers(-400, 400), st.integers(1, 7), st.integers(1, 7), st.integers(-1, 9), st.booleans())
TABLES = st.lists(ROW, max_size=50).map(
    lambda rows: [
        Contact(n, at(tenth / 10), a, b, thread, reply=reply) for n, (tenth, a, b, thread, reply) in enumerate(rows)
    ]
)


def counted(rows: list[Contact], start: float, end: float) -> dict[tuple[str, int], tuple[int, ...]]:
    found = reach(Contacts.of(rows), 1, start=at(start), end=at(end))
    return {
        (side, one.person): one.initiations.rows
        for side, all_of_them in (("out", found.out), ("into", found.into))
        for one in all_of_them
    }


@given(TABLES, st.integers(0, 28))
@settings(max_examples=100, deadline=None)
def test_the_parts_of_a_window_add_up_to_the_whole(rows: list[Contact], cut: int) -> None:
    left, right, whole = counted(rows, 0, cut), counted(rows, cut, 28), counted(rows, 0, 28)
    assert {key: left.get(key, ()) + right.get(key, ()) for key in left | right} == whole


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_rows_in_another_zone_and_rows_given_twice_change_nothing(rows: list[Contact]) -> None:
    tokyo = [row._replace(at=row.at.astimezone(ZoneInfo("Asia/Tokyo"))) for row in rows]
    plain = reach(Contacts.of(rows), 1, start=START, end=at(28))
    assert plain == reach(Contacts.of([*tokyo, *rows]), 1, start=START.astimezone(ZoneInfo("Asia/Tokyo")), end=at(28))


@given(TABLES, st.permutations(range(2, 8)))
@settings(max_examples=60, deadline=None)
def test_renumbering_people_renumbers_the_answer_and_nothing_else(rows: list[Contact], numbers: list[int]) -> None:
    new = {1: 1} | {old: number + 100 for old, number in zip(range(2, 8), numbers, strict=True)}
    other = [row._replace(sender=new[row.sender], recipient=new[row.recipient]) for row in rows]
    before = reach(Contacts.of(rows), 1, start=START, end=at(28)).out
    after = reach(Contacts.of(other), 1, start=START, end=at(28)).out
    assert [(new[one.person], one.initiations, one.rows) for one in before] == [
        (one.person, one.initiations, one.rows) for one in after
    ]
