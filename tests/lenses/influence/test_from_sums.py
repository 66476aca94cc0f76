"""Figures made from the sums of weeks are those made from the rows, wherever summing up was interrupted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.figure import Figure
from waylight.lenses.influence import breadth, from_sums, quiet, reach, ties
from waylight.lenses.influence.added_up import AddedUp, add_up
from waylight.lenses.influence.before import NO_HISTORY, History
from waylight.lenses.influence.contacts import Contact, Contacts, instant
from waylight.lenses.influence.week_sums import WeekSum, week_sums
from waylight.lenses.weeks import weeks_between

ZONE = "Pacific/Auckland"  # far from UTC, and its clocks change within these weeks
BEGIN = datetime(2026, 2, 1, 12, tzinfo=UTC)  # the first Monday, there
WEEKS = weeks_between(date(2026, 2, 2), date(2026, 5, 20), ZONE)
HER = 1
PLACES = {2: ("board", "peer"), 3: ("manager", "peer"), 4: ("manager", "industry"), 9: ("board", "upward")}

contact = st.builds(
    lambda at, other, out, thread, kind, reply, recipients: (at, other, out, thread, kind, reply, recipients),
    st.integers(0, 100 * 24),
    st.integers(2, 6),
    st.booleans(),
    st.integers(-1, 8),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([1, 1, 3, 25]),
)

a_week = st.integers(0, len(WEEKS) - 1)


def table(rows) -> Contacts:
    return Contacts.of(
        Contact(n, BEGIN + timedelta(hours=at), *((HER, other) if out else (other, HER)), *more)
        for n, (at, other, out, *more) in enumerate(rows)
    )


def in_two_goes(contacts: Contacts, cut: int) -> list[WeekSum]:
    """The weeks until a cut, packed and read back; then those after it, from the rows after it alone."""
    at = instant(WEEKS[cut].start)
    early, late = contacts.only(contacts.at < at), contacts.only(contacts.at >= at)
    first = [WeekSum.of_plain(one.as_plain()) for one in week_sums(early, HER, WEEKS[:cut], zone=ZONE)]
    known = add_up(first).history(HER) if first else NO_HISTORY
    threads, back = np.unique(early.thread[::-1], return_index=True)
    history = replace(known, thread=threads, thread_last=early.at.astype(np.int64)[::-1][back])
    return [*first, *week_sums(late, HER, WEEKS[cut:], zone=ZONE, history=history)]


def bare(figure: Figure) -> Figure:
    return replace(figure, rows=())


@settings(max_examples=200, deadline=None)
@given(st.lists(contact, min_size=1, max_size=80), a_week, a_week, st.integers(1, 4))
def test_the_figures_of_a_window_are_those_of_its_rows(rows, cut, first, length):
    contacts = table(rows)
    weeks = in_two_goes(contacts, cut)
    known, window = AddedUp.of_plain(add_up(weeks).as_plain()), weeks[first : first + length]
    span = {"start": WEEKS[first].start, "end": WEEKS[first + len(window) - 1].end}
    plain = [
        replace(one, out=bare(one.out), into=bare(one.into), rows=())
        for one in ties.ties(contacts, HER, among=[2, 9], **span)
    ]
    assert list(from_sums.ties(window, known, [2, 9])) == plain
    wide = breadth.breadth(contacts, HER, PLACES, of=25, zone=ZONE, **span)
    assert from_sums.breadth(window, HER, PLACES, of=25) == replace(wide, figure=bare(wide.figure))
    at = WEEKS[-1].end
    silent = quiet.gone_quiet(contacts, HER, at=at, among=range(2, 9), zone=ZONE)
    assert from_sums.gone_quiet(known, at=at, among=range(2, 9)) == {
        one.person: replace(one, last_row=None) for one in silent
    }


@given(st.lists(contact, min_size=1, max_size=40), a_week)
@settings(max_examples=60, deadline=None)
def test_what_is_known_of_a_record_is_what_its_rows_say(rows, cut):
    contacts = table(rows)
    known = add_up(in_two_goes(contacts, cut))
    people, times = np.unique(contacts.other(HER), return_counts=True)
    assert known.person.tolist() == people.tolist()
    assert known.rows.tolist() == times.tolist()
    assert known.known_until == int(contacts.last_known().astype(np.int64))
    assert known.first == int(contacts.at[0].astype(np.int64))
    personal = contacts.personal()
    for one, out, into in zip(people.tolist(), known.last_out.tolist(), known.last_in.tolist(), strict=True):
        assert out == max(personal.at[personal.recipient == one].astype(np.int64).tolist(), default=-1)
        assert into == max(personal.at[personal.sender == one].astype(np.int64).tolist(), default=-1)


@settings(max_examples=200, deadline=None)
@given(st.lists(contact, min_size=1, max_size=80), a_week, st.integers(0, 60), st.integers(1, 60))
def test_who_was_reached_is_the_same_with_the_weeks_before_summed_up(rows, cut, later, length):
    contacts = table(rows)
    at = instant(WEEKS[cut].start)
    early, late = contacts.only(contacts.at < at), contacts.only(contacts.at >= at)
    first = week_sums(early, HER, WEEKS[:cut], zone=ZONE)
    known = add_up(first) if first else None
    threads, back = np.unique(early.thread[::-1], return_index=True)
    history = replace(
        known.history(HER) if known else NO_HISTORY,
        thread=threads,
        thread_last=early.at.astype(np.int64)[::-1][back],
    )
    start = WEEKS[cut].start + timedelta(days=later)
    span = {"start": start, "end": start + timedelta(days=length)}
    assert reach.reach(late, HER, known=known, history=history, **span) == reach.reach(contacts, HER, **span)


def test_without_what_went_before_every_silence_would_seem_a_first_meeting():
    """The history is not for show: left out, an answer in an old thread would begin something."""
    contacts = table([(5 * 24, 2, True, 1, 0, False, 1), (12 * 24, 2, False, 1, 0, False, 1)])
    late = contacts.only(contacts.at >= instant(WEEKS[1].start))
    assert week_sums(late, HER, WEEKS[1:], zone=ZONE, history=History())[0].began_in.tolist() == [1]
    assert in_two_goes(contacts, 1)[1].began_in.tolist() == [0]
