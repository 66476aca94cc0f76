"""What her own mailbox tells: reach-in before and after, and who began."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.reached_her import ReachedHer, reached_her

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
HER = 1


def at(days: float) -> datetime:
    return SINCE + timedelta(days=days)


def weekly(*, before: int, after: int, people: int = 6) -> list[Contact]:
    """Each of so many people writes to her in a thread of its own, so often in each of twelve weeks."""
    rows: list[Contact] = [Contact(0, at(-110), 90, 91)]
    for week in range(-12, 12):
        for person in range(10, 10 + people):
            for turn in range(before if week < 0 else after):
                number = len(rows)
                rows.append(Contact(number, at(7 * week + turn + person / 100), person, HER, thread=number))
    rows.append(Contact(len(rows), at(84), 90, 91))
    return rows


def found(rows: list[Contact]) -> ReachedHer:
    return reached_her(Contacts.of(rows), HER, since=SINCE)


def test_three_times_a_week_after_two_is_half_as_much_again() -> None:
    change = found(weekly(before=2, after=3)).change
    assert change.value == pytest.approx(0.5)
    assert len(change.rows) == 6 * 12 * 5


def test_people_who_all_change_alike_leave_little_doubt_and_people_who_differ_leave_more() -> None:
    alike = found(weekly(before=2, after=3)).change
    new = [Contact(5000 + n, at(n % 80 + 1), 50, HER, thread=5000 + n) for n in range(300)]
    one = found([*weekly(before=2, after=2), *new]).change
    assert alike.low == pytest.approx(alike.high)
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    assert one.value > 1.5
    assert one.low == pytest.approx(0)
    assert one.high - one.low > 2


def test_five_people_and_ten_times_are_the_least_for_a_change() -> None:
    assert found(weekly(before=1, after=1, people=4)).change.value is None
    assert "Fewer than 5 people" in found(weekly(before=1, after=1, people=4)).change.why_not
    assert found(weekly(before=0, after=1)).change.value is None


def test_too_few_weeks_give_no_change_but_the_weeks_there_are() -> None:
    short = [row for row in weekly(before=1, after=1) if row.at < at(21)]
    answer = found(short)
    assert "4 weeks before" in answer.change.why_not
    assert len(answer.weeks) == 14


def test_each_week_counts_people_and_shows_their_rows() -> None:
    answer = found(weekly(before=2, after=3))
    assert [week.people.value for week in answer.weeks] == [6.0] * 24
    last = answer.weeks[-1]
    assert last.start == np.datetime64(at(77).replace(tzinfo=None), "s")
    assert len(last.people.rows) == 18


def test_who_reaches_out_for_the_first_time_has_begun_and_who_did_before_has_not() -> None:
    rows = [
        *weekly(before=1, after=1),
        Contact(9001, at(10), 70, HER, thread=9001),
        Contact(9002, at(20), 71, HER, thread=9002),
    ]
    assert [(one.person, one.row, one.first_time) for one in found(rows).began] == [(70, 9001, True), (71, 9002, True)]


def test_an_answer_to_her_is_no_beginning() -> None:
    rows = [
        *weekly(before=1, after=1),
        Contact(9001, at(10), HER, 70, thread=9001),
        Contact(9002, at(11), 70, HER, thread=9001, reply=True),
    ]
    assert found(rows).began == ()


def test_who_comes_back_after_long_has_begun_again() -> None:
    rows = [
        *weekly(before=1, after=1),
        Contact(9001, at(-60), 70, HER, thread=9001),
        Contact(9002, at(10), 70, HER, thread=9002),
    ]
    [again] = found(rows).began
    assert (again.person, again.first_time, again.after_days) == (70, False, 70.0)


def test_an_empty_table_is_said_and_what_cannot_be_known_always() -> None:
    assert reached_her(Contacts.of([]), HER, since=SINCE).change.why_not == "Nothing has been brought in."
    assert "cannot be known" in found(weekly(before=1, after=1)).limits


ROWS = st.lists(
    st.builds(
        Contact,
        id=st.integers(1, 9999),
        at=st.floats(-150, 90).map(at),
        sender=st.integers(1, 9),
        recipient=st.integers(1, 9),
        thread=st.integers(-1, 9),
        kind=st.sampled_from(Kind),
        reply=st.booleans(),
        recipients=st.integers(1, 25),
    ),
    max_size=60,
)


@given(ROWS, st.permutations(range(2, 10)))
@settings(max_examples=60, deadline=None)
def test_renumbering_and_repeating_change_nothing_but_the_numbers(rows: list[Contact], numbers: list[int]) -> None:
    new = {1: 1} | {old: 100 + number for old, number in zip(range(2, 10), numbers, strict=True)}
    other = [row._replace(sender=new[row.sender], recipient=new[row.recipient]) for row in rows]
    before, after = found(rows), found([*other, *other])
    assert (before.change, before.weeks) == (after.change, after.weeks)
    assert [(new[one.person], one.row) for one in before.began] == [(one.person, one.row) for one in after.began]
    assert [(new[one.person], new[one.by], one.row) for one in before.brought] == [
        (one.person, one.by, one.row) for one in after.brought
    ]
