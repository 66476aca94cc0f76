"""What counts as reaching out: openings, meetings called, silences broken, and nothing else."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.initiation import DEFINITION, initiations

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def begun(*rows: Contact) -> list[int]:
    table = Contacts.of(rows)
    return sorted(table.id[initiations(table)].tolist())


def test_the_first_message_of_a_thread_counts_for_all_it_is_addressed_to() -> None:
    assert begun(
        Contact(1, at(0), 1, 2, thread=5, recipients=2),
        Contact(2, at(0), 1, 3, thread=5, recipients=2),
        Contact(3, at(1), 2, 1, thread=5, reply=True),
        Contact(4, at(2), 1, 2, thread=5),
    ) == [1, 2]


def test_of_two_who_write_in_one_second_neither_was_first_and_both_begin() -> None:
    assert begun(Contact(1, at(0), 1, 2, thread=5), Contact(2, at(0), 2, 1, thread=5)) == [1, 2]
    assert begun(Contact(1, at(0), 1, 2), Contact(2, at(30), 2, 1), Contact(3, at(30), 1, 2)) == [1, 2, 3]


def test_a_reply_whose_beginning_was_not_brought_in_is_no_beginning() -> None:
    assert begun(Contact(1, at(0), 2, 1, thread=5, reply=True)) == []


def test_a_new_thread_counts_however_recent_the_last_one() -> None:
    assert begun(Contact(1, at(0), 1, 2, thread=5), Contact(2, at(0.1), 1, 2, thread=6)) == [1, 2]


def test_a_series_of_meetings_counts_once_even_when_it_is_monthly() -> None:
    rows = [Contact(n, at(28 * n), 1, 2, thread=9, kind=Kind.MEETING) for n in range(4)]
    assert begun(*rows) == [0]


def test_everybody_at_the_first_date_of_a_meeting_was_reached() -> None:
    rows = [Contact(n, at(0), 1, n, thread=9, kind=Kind.MEETING, recipients=3) for n in (2, 3, 4)]
    assert begun(*rows) == [2, 3, 4]


def test_two_who_just_met_have_three_weeks_and_a_day_less_is_no_silence() -> None:
    first = Contact(1, at(0), 2, 1)
    assert begun(first, Contact(2, at(21), 1, 2)) == [1, 2]
    assert begun(first, Contact(2, at(20.99), 1, 2)) == [1]


def contact_every(days: float, times: int) -> list[Contact]:
    return [Contact(n, at(days * n), 1, 2) for n in range(times)]


def after(silence: float, rows: list[Contact]) -> bool:
    last = (rows[-1].at - START) / timedelta(days=1)
    return 999 in begun(*rows, Contact(999, at(last + silence), 2, 1))


def test_a_pair_that_is_in_touch_daily_has_fallen_silent_sooner() -> None:
    # Twelve gaps of a day and four of a week: 40 days by 16 gaps are 2.5 days, three times which are 7.5.
    rows = contact_every(1, 13)
    assert after(7.5, rows)
    assert not after(7.49, rows)


def test_a_pair_that_is_in_touch_each_fortnight_has_not_fallen_silent_after_three_weeks() -> None:
    # Ten gaps of 14 days and four of a week: 168 days by 14 gaps are 12 days.
    rows = contact_every(14, 11)
    assert not after(35.99, rows)
    assert after(36, rows)


def test_no_silence_is_long_before_a_week_and_every_one_is_after_six() -> None:
    daily, monthly = contact_every(1, 200), contact_every(30, 20)
    assert (after(6.99, daily), after(7, daily)) == (False, True)
    assert (after(41.99, monthly), after(42, monthly)) == (False, True)


def test_twenty_messages_in_an_afternoon_say_nothing_about_a_rhythm() -> None:
    chat = [Contact(n, at(n / 100), 1 + n % 2, 2 - n % 2) for n in range(20)]
    assert not after(20.9, chat)
    assert after(21, chat)


def test_what_comes_later_never_changes_what_began() -> None:
    early = [*contact_every(3, 6), Contact(50, at(40), 2, 1)]
    later = [Contact(60 + n, at(41 + n / 2), 1, 2) for n in range(30)]
    assert [n for n in begun(*early, *later) if n <= 50] == begun(*early)


def test_a_word_from_the_other_side_breaks_the_silence_too() -> None:
    assert begun(Contact(1, at(0), 1, 2), Contact(2, at(15), 2, 1), Contact(3, at(30), 1, 2)) == [1]


def test_an_old_thread_taken_up_after_a_silence_counts() -> None:
    rows = (Contact(1, at(0), 1, 2, thread=5), Contact(2, at(30), 2, 1, thread=5, reply=True))
    assert begun(*rows) == [1, 2]


def test_answering_all_in_a_running_thread_reaches_out_to_nobody() -> None:
    assert begun(
        Contact(1, at(0), 3, 1, thread=4),
        Contact(2, at(40), 2, 1, thread=5, recipients=2),
        Contact(3, at(41), 3, 1, thread=5, reply=True, recipients=2),
    ) == [1, 2]


def test_without_threads_only_the_very_first_and_silences_count() -> None:
    assert begun(Contact(1, at(0), 1, 2), Contact(2, at(1), 2, 1), Contact(3, at(2), 1, 3)) == [1, 3]


def test_an_announcement_reaches_nobody_and_breaks_no_silence() -> None:
    assert begun(
        Contact(1, at(0), 1, 2),
        Contact(2, at(15), 2, 1, thread=7, recipients=21),
        Contact(3, at(30), 1, 2),
    ) == [1, 3]


def test_an_empty_table_begins_nothing() -> None:
    assert begun() == []


def test_the_definition_names_the_days_and_the_crowd() -> None:
    assert "21 days" in DEFINITION
    assert "never less than 7 days or more than 42" in DEFINITION
    assert "20 people" in DEFINITION


ROW = st.tuples(
    st.integers(0, 100),
    st.integers(1, 6),
    st.integers(1, 6),
    st.integers(-1, 6),
    st.sampled_from(list(Kind)),
    st.booleans(),
)
TABLES = st.lists(ROW, max_size=40).map(
    lambda rows: [
        Contact(n, at(day), a, b, thread, kind, reply) for n, (day, a, b, thread, kind, reply) in enumerate(rows)
    ]
)


DAY = timedelta(days=1)


def is_long(silence: timedelta, moments: list[datetime]) -> bool:
    """Whether a silence is long for a pair that was in touch at these moments before it."""
    gaps = [min(b - a, 42 * DAY) for a, b in itertools.pairwise(moments) if b - a >= DAY]
    usual = sum(gaps, start=4 * 7 * DAY) / (4 + len(gaps))
    return silence >= min(max(3 * usual, 7 * DAY), 42 * DAY)


def slowly(rows: list[Contact]) -> list[int]:
    """The rule read aloud, one row at a time."""
    rows = [row for row in rows if row.sender != row.recipient]
    found = []
    for row in rows:
        pair = {row.sender, row.recipient}
        before = sorted({old.at for old in rows if {old.sender, old.recipient} == pair and old.at < row.at})
        earlier = [old.at for old in rows if old.thread == row.thread and old.at < row.at]
        meeting, threaded = row.kind == Kind.MEETING, row.thread >= 0
        opens = threaded and not earlier and (meeting or not row.reply)
        quiet = bool(before) and is_long(row.at - before[-1], before)
        still = not threaded or not earlier or is_long(row.at - max(earlier), before)
        resumes = quiet and still and not (meeting and threaded)
        meets = not before and not threaded and not row.reply
        if opens or resumes or meets:
            found.append(row.id)
    return sorted(found)


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_whole_columns_at_once_agree_with_the_rule_read_row_by_row(rows: list[Contact]) -> None:
    assert begun(*rows) == slowly(rows)


@given(TABLES, st.permutations(range(1, 7)))
@settings(max_examples=60, deadline=None)
def test_renumbering_people_changes_nothing(rows: list[Contact], numbers: list[int]) -> None:
    other = [
        row._replace(sender=numbers[row.sender - 1] + 50, recipient=numbers[row.recipient - 1] + 50) for row in rows
    ]
    assert begun(*rows) == begun(*other)
