"""How often the client and each person turn to one another, with zeros that know how sure they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.reach import reach
from waylight.lenses.influence.ties import Tie, ties

START = datetime(2026, 1, 5, tzinfo=UTC)
END = START + timedelta(days=28)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def four_weeks(*rows: Contact, among: tuple[int, ...] = ()) -> dict[int, Tie]:
    return {tie.person: tie for tie in ties(Contacts.of(rows), 1, start=START, end=END, among=among)}


def test_both_directions_stand_in_one_tie() -> None:
    tie = four_weeks(Contact(1, at(1), 1, 2, thread=1), Contact(2, at(3), 2, 1, thread=2))[2]
    assert (tie.out.value, tie.into.value) == (0.25, 0.25)
    assert (tie.out.rows, tie.into.rows) == ((1,), (2,))


def test_an_answer_is_contact_and_not_reaching_out() -> None:
    tie = four_weeks(Contact(1, at(1), 1, 2, thread=1), Contact(2, at(2), 2, 1, thread=1, reply=True))[2]
    assert tie.rows == (1, 2)
    assert tie.into.value == 0


def test_nothing_seen_in_four_weeks_is_a_zero_with_an_interval() -> None:
    rate = four_weeks(Contact(1, at(1), 1, 2, thread=1), among=(3,))[3].out
    # The 95 % quantile of Gamma(½, rate 4): χ² with one degree of freedom at 95 % is 3.841.
    assert (rate.value, rate.low) == (0, 0)
    assert rate.high == pytest.approx(3.841 / 8, abs=1e-3)


def test_nothing_brought_in_is_unknown_and_no_zero() -> None:
    tie = four_weeks(Contact(1, at(-60), 1, 2, thread=1), among=(3,))[3]
    assert tie.out.value is None
    assert tie.out.why_not == "Nothing has been brought in for these weeks."


def test_less_than_a_week_gives_no_rate() -> None:
    table = Contacts.of([Contact(1, at(1), 1, 2, thread=1)])
    (tie,) = (t for t in ties(table, 1, start=START, end=at(3)) if t.person == 2)
    assert (tie.out.value, tie.into.value) == (None, None)


def test_the_client_has_no_tie_with_herself_even_if_named() -> None:
    assert set(four_weeks(Contact(1, at(1), 1, 2, thread=1), among=(1, 2))) == {2}


def test_other_peoples_contacts_are_no_ties_of_hers() -> None:
    assert set(four_weeks(Contact(1, at(1), 2, 3), Contact(2, at(1), 1, 4))) == {4}


def test_the_strongest_come_first_and_the_silent_last() -> None:
    rows = [Contact(1, at(1), 1, 2, thread=1), Contact(2, at(2), 3, 1, thread=2), Contact(3, at(3), 1, 3, thread=3)]
    found = ties(Contacts.of(rows), 1, start=START, end=END, among=(9,))
    assert [tie.person for tie in found] == [3, 2, 9]


CONTACTS = st.lists(
    st.builds(
        Contact,
        id=st.integers(1, 10_000),
        at=st.floats(-60, 40).map(at),
        sender=st.integers(1, 6),
        recipient=st.integers(1, 6),
        thread=st.integers(-1, 8),
        kind=st.sampled_from(Kind),
        reply=st.booleans(),
        recipients=st.integers(1, 30),
    ),
    max_size=60,
)


@given(CONTACTS)
def test_ties_and_reach_never_differ(rows: list[Contact]) -> None:
    table = Contacts.of(rows)
    found = {tie.person: tie for tie in ties(table, 1, start=START, end=END)}
    both = reach(table, 1, start=START, end=END)
    assert {p: t.out for p, t in found.items() if t.out.rows} == {one.person: one.initiations for one in both.out}
    assert {p: t.into for p, t in found.items() if t.into.rows} == {one.person: one.initiations for one in both.into}


@given(CONTACTS)
def test_every_contact_of_hers_that_was_no_announcement_is_in_one_tie(rows: list[Contact]) -> None:
    table = Contacts.of(rows)
    mine = table.between(START, END).with_person(1).personal()
    found = [row for tie in ties(table, 1, start=START, end=END) for row in tie.rows]
    assert sorted(found) == sorted(mine.id.tolist())
