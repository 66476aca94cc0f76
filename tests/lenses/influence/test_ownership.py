"""Ownership of an initiative: who starts, organises and speaks, and how sure one can be of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.acts import Spoken
from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.ownership import Ownership, ownership

START = datetime(2026, 1, 5, tzinfo=UTC)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def threads(*who: int) -> list[Contact]:
    """A thread from each of ``who`` to somebody else, a day apart."""
    return [Contact(n, at(n), one, 1 if one != 1 else 2, thread=n) for n, one in enumerate(who)]


def whole(*rows: Contact, spoken: tuple[Spoken, ...] = ()) -> Ownership:
    return ownership(Contacts.of(rows), start=START, end=at(200), spoken=spoken)


def test_three_of_ten_pairs_of_threads_are_one_persons() -> None:
    found = whole(*threads(1, 1, 1, 2, 3)).starting
    assert found.herfindahl.value == pytest.approx(0.3)
    assert found.herfindahl.rows == (0, 1, 2, 3, 4)
    assert found.people.value == 3


def test_answers_and_later_messages_start_nothing() -> None:
    answers = [Contact(100 + n, at(n + 0.5), 2, 1, thread=n, reply=True) for n in range(5)]
    found = whole(*threads(1, 1, 1, 1, 1), *answers).starting
    assert found.herfindahl.value == 1.0
    assert found.people.value == 1


def test_a_message_to_many_starts_one_thing() -> None:
    many = [Contact(100 + n, at(9), 2, 10 + n, thread=50, recipients=30) for n in range(30)]
    found = whole(*threads(1, 1, 1, 1), *many).starting
    assert found.herfindahl.value == pytest.approx(6 / 10)
    assert found.herfindahl.rows == (0, 1, 2, 3, 100)


def test_where_one_started_everything_five_threads_leave_much_open_and_fifty_little() -> None:
    few, many = (whole(*threads(*[1] * n)).starting.herfindahl for n in (5, 50))
    assert few.value == many.value == few.high == 1.0
    assert few.low == pytest.approx(0.05 ** (2 / 5), abs=0.01)
    assert many.low == pytest.approx(0.05 ** (2 / 50), abs=0.01)


def test_where_everybody_started_one_thing_it_may_still_be_more_than_chance_shows() -> None:
    found = whole(*threads(*range(1, 11))).starting.herfindahl
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(1 - 0.05 ** (2 / 10), abs=0.01)


def test_four_threads_are_too_few_and_shown_all_the_same() -> None:
    found = whole(*threads(1, 1, 2, 2)).starting
    assert found.herfindahl.value is None
    assert "Fewer than 5 threads or meetings" in found.herfindahl.why_not
    assert found.herfindahl.rows == (0, 1, 2, 3)
    assert found.people.value == 2


def test_every_meeting_of_a_series_is_organised_and_the_series_hangs_together() -> None:
    series = [Contact(n, at(7 * n), 1, 2, thread=0, kind=Kind.MEETING) for n in range(6)]
    others = [Contact(50 + n, at(n + 0.5), 2 + n, 1, thread=10 + n, kind=Kind.MEETING) for n in range(4)]
    found = whole(*series, *others).organising
    # Pairs of different series: 6·4 with the series, 6 among the others; no two of one person.
    assert found.herfindahl.value == 0.0
    assert len(found.herfindahl.rows) == 10
    assert found.people.value == 5


def test_words_said_in_different_meetings_are_compared() -> None:
    spoken = [Spoken(10 * m + p, at(m), m, p, words) for m in range(5) for p, words in ((1, 300), (2, 100))]
    found = whole(*threads(1), spoken=tuple(spoken)).speaking
    # In every pair of meetings (3/4)² + (1/4)² of the pairs of words are one person's.
    assert found.herfindahl.value == pytest.approx(0.625)
    assert found.people.value == 2


def test_gini_takes_off_what_chance_adds_and_says_so_when_that_is_most_of_it() -> None:
    even = whole(*threads(*[1, 2, 3] * 20)).starting.gini
    assert even.value is not None
    assert even.value < 0.05
    assert "for each person" in whole(*threads(1, 2, 3, 4, 5)).starting.gini.why_not
    alone = whole(*threads(*[1] * 30)).starting.gini
    assert (alone.value, alone.high) == (1.0, 1.0)
    assert alone.low is not None
    assert alone.low < 0.95


def test_nobody_else_taking_part_is_said() -> None:
    spoken = tuple(Spoken(n, at(n), n, 1, 50) for n in range(6))
    assert ownership(Contacts.of([]), start=START, end=at(9), spoken=spoken).speaking.gini.why_not == (
        "Only one person takes part."
    )


def test_only_what_lies_in_the_window_counts() -> None:
    rows = Contacts.of(threads(1, 1, 1, 1, 1, 2, 2, 2, 2, 2))
    late = ownership(rows, start=at(5), end=at(200)).starting
    assert late.herfindahl.rows == (5, 6, 7, 8, 9)
    assert late.people.value == 1


ROWS = st.lists(
    st.builds(
        Contact,
        id=st.integers(1, 9999),
        at=st.floats(0, 190).map(at),
        sender=st.integers(1, 6),
        recipient=st.integers(1, 6),
        thread=st.integers(-1, 30),
        kind=st.sampled_from([Kind.MAIL, Kind.MEETING]),
        reply=st.booleans(),
        recipients=st.integers(1, 30),
    ),
    max_size=50,
)


@given(ROWS)
@settings(max_examples=50, deadline=None)
def test_intervals_hold_their_values_between_none_and_all(rows: list[Contact]) -> None:
    found = whole(*rows)
    for spread in (found.together, found.starting, found.organising):
        for figure in (spread.herfindahl, spread.gini):
            if figure.value is not None:
                assert figure.low is not None
                assert figure.high is not None
                assert 0 <= figure.low <= figure.value <= figure.high <= 1


@given(ROWS, st.permutations(range(1, 7)), st.integers(-1000, 1000))
@settings(max_examples=40, deadline=None)
def test_names_repeats_and_the_calendar_change_nothing(rows: list[Contact], numbers: list[int], days: int) -> None:
    new = {old: 100 + number for old, number in zip(range(1, 7), numbers, strict=True)}
    shift = timedelta(days=days)
    other = [row._replace(sender=new[row.sender], recipient=new[row.recipient], at=row.at + shift) for row in rows]
    assert whole(*rows) == ownership(Contacts.of([*other, *other]), start=START + shift, end=at(200) + shift)


def test_it_holds_the_truth_nine_times_in_ten() -> None:
    rng = np.random.default_rng(8)
    shares = np.array([0.5, 0.3, 0.1, 0.1])
    held = 0
    for _ in range(100):
        found = whole(*threads(*(rng.choice(4, 15, p=shares) + 1).tolist())).starting.herfindahl
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.36 <= found.high
    assert held >= 80  # 90 expected; fewer than 80 has a chance of one in a thousand
