"""Leadership, the path in the plane, and the judgement whether ownership was given up and leadership was not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.leadership import leadership
from waylight.lenses.influence.plane import MOVED, OPEN, STAYED, TOO_FEW, Shift, path, shift

START = datetime(2026, 1, 5, tzinfo=UTC)
HER = 1


def at(days: float) -> datetime:
    return START + timedelta(days=days)


FIRST, LAST = (at(0), at(50)), (at(50), at(100))


def thread(number: int, day: float, by: int, *, she_answers: bool = False) -> list[Contact]:
    rows = [Contact(10 * number, at(day), by, 2 if by != 2 else HER, thread=number)]
    if she_answers and by != HER:
        rows.append(Contact(10 * number + 1, at(day + 0.1), HER, by, thread=number, reply=True))
    return rows


def an_initiative(*, first: list[int], last: list[int], she_answers_last: bool) -> Contacts:
    rows = [row for n, by in enumerate(first) for row in thread(n, n, by, she_answers=True)]
    rows += [row for n, by in enumerate(last) for row in thread(100 + n, 50 + n, by, she_answers=she_answers_last)]
    return Contacts.of(rows)


def moved(*, first: list[int], last: list[int], she_answers_last: bool = True) -> Shift:
    table = an_initiative(first=first, last=last, she_answers_last=she_answers_last)
    return shift(table, HER, before=FIRST, after=LAST)


HERS, EVERYBODYS = [HER] * 20, [HER, 2, 3, 4, 5] * 4


def test_leadership_is_the_share_of_threads_she_writes_in() -> None:
    rows = [row for n in range(8) for row in thread(n, n, 3, she_answers=n < 6)]
    found = leadership(Contacts.of(rows), HER, start=at(0), end=at(50))
    assert found.value == 0.75
    assert found.rows == (1, 11, 21, 31, 41, 51)


def test_to_be_told_is_not_to_take_part_and_to_be_in_a_meeting_is() -> None:
    told = [Contact(n, at(n), 3, HER, thread=n) for n in range(4)]
    met = [Contact(9, at(9), 3, HER, thread=9, kind=Kind.MEETING)]
    assert leadership(Contacts.of([*told, *met]), HER, start=at(0), end=at(50)).value == pytest.approx(0.2)


def test_what_she_wrote_outside_the_window_is_not_in_it() -> None:
    rows = [Contact(10 * n + turn, at(n + 60 * turn), (HER, 3)[turn], 2, thread=n) for n in range(6) for turn in (0, 1)]
    assert leadership(Contacts.of(rows), HER, start=at(50), end=at(100)).value == 0


def test_fewer_than_five_threads_give_no_share() -> None:
    found = leadership(Contacts.of(thread(1, 1, HER)), HER, start=at(0), end=at(50))
    assert (found.value, found.rows) == (None, (10,))


def test_the_path_has_a_point_for_each_window() -> None:
    first, last = path(an_initiative(first=HERS, last=EVERYBODYS, she_answers_last=True), HER, [FIRST, LAST])
    assert (first.ownership.value, first.leadership.value) == (1.0, 1.0)
    # Five people with four threads each: 5 · 6 of 190 pairs.
    assert last.ownership.value == pytest.approx(30 / 190)
    assert (last.leadership.value, last.start) == (1.0, at(50))


def test_given_up_ownership_and_kept_leadership_is_said() -> None:
    found = moved(first=HERS, last=EVERYBODYS)
    assert found.words == MOVED
    assert found.held.value == pytest.approx(0.97, abs=0.02)  # 20 of 20 present both times may still differ by chance
    assert found.ownership.value == pytest.approx(30 / 190 - 1)
    assert found.ownership.high is not None
    assert found.ownership.high < 0


def test_given_up_both_is_not_the_story() -> None:
    found = moved(first=HERS, last=[2, 3, 4, 5] * 5, she_answers_last=False)
    assert found.words == STAYED
    assert found.leadership.value == -1.0


def test_kept_ownership_is_not_the_story_either() -> None:
    assert moved(first=EVERYBODYS, last=HERS).words == STAYED


def test_where_nothing_changed_nothing_is_settled() -> None:
    assert moved(first=EVERYBODYS, last=EVERYBODYS).words == OPEN


def test_five_threads_of_hers_before_settle_nothing_about_six_after() -> None:
    assert moved(first=[HER] * 5, last=[HER, HER, HER, HER, 2, 3]).words == OPEN


def test_too_little_in_either_window_is_said_in_words() -> None:
    found = moved(first=[HER] * 4, last=EVERYBODYS)
    assert found.words == found.held.why_not == TOO_FEW.format(started=5, active=5)
    assert found.ownership.value is None


ROWS = st.lists(
    st.builds(
        Contact,
        id=st.integers(1, 9999),
        at=st.floats(0, 99).map(at),
        sender=st.integers(1, 6),
        recipient=st.integers(1, 6),
        thread=st.integers(-1, 40),
        kind=st.sampled_from([Kind.MAIL, Kind.MEETING]),
        reply=st.booleans(),
        recipients=st.integers(1, 30),
    ),
    min_size=20,
    max_size=60,
)


@given(ROWS, st.permutations(range(2, 7)))
@settings(max_examples=40, deadline=None)
def test_names_and_repeats_change_nothing(rows: list[Contact], numbers: list[int]) -> None:
    new = {HER: HER} | {old: 100 + number for old, number in zip(range(2, 7), numbers, strict=True)}
    other = [row._replace(sender=new[row.sender], recipient=new[row.recipient]) for row in rows]
    tables = Contacts.of(rows), Contacts.of([*other, *other])
    before, after = (shift(table, HER, before=FIRST, after=LAST) for table in tables)
    assert before == after
    for figure in (before.ownership, before.leadership, before.held):
        if figure.value is not None:
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low <= figure.value <= figure.high
