"""Figures over many meetings: intervals that are over meetings, and that hold the true value as often as they say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.figure import Figure
from waylight.lenses.mirror.meeting import figures
from waylight.lenses.mirror.over_time import FEWEST_MEETINGS, Counts, counts, difference, overall, single
from waylight.lenses.mirror.reading import read
from waylight.lenses.mirror.turns import Role, Turn


def meeting(
    number: int, asked: int = 8, told: int = 2, reflected: int = 4, own: int = 300, words: int = 1000
) -> Counts:
    return Counts(number, asked, told, reflected, own, words)


def test_what_is_counted_is_what_stands_there():
    said = ((Role.COACH, "What was it like?"), (Role.CLIENT, "Like falling, at first."), (Role.OTHER, "Coffee?"))
    turns = [Turn(n, role, text) for n, (role, text) in enumerate(said)]
    assert counts(7, turns, read([turns])[0]) == Counts(7, 1, 0, 0, 4, 8)
    assert counts(7, turns, None) == Counts(7, None, None, None, 4, 8)


def test_one_meeting_has_the_same_figures_as_on_its_own_page():
    said = [(Role.COACH, "What was it like?"), (Role.CLIENT, "Like falling, at first.")] * 6
    turns = [Turn(n, role, text) for n, (role, text) in enumerate(said)]
    readings = read([turns])[0]
    own, whole = single(turns, readings), figures(turns, readings)
    assert (own.asked_to_told, own.talk_share) == (whole.asked_to_told, whole.talk_share)
    assert own.reflections.value == 0
    assert single(turns, None).reflections.value is None


def test_fewer_than_three_meetings_are_no_figure_and_it_says_why():
    few = overall([meeting(n) for n in range(FEWEST_MEETINGS - 1)])
    for figure in (few.asked_to_told, few.talk_share, few.reflections):
        assert figure.value is None
        assert figure.why_not.startswith("There are 2 meetings of which this can be said; it takes 3")


def test_meetings_in_another_language_count_for_words_alone():
    found = overall([Counts(n, None, None, None, 300, 1000) for n in range(4)])
    assert found.talk_share.value == 0.3
    assert found.asked_to_told.value is None


def test_meetings_that_differ_make_a_wider_interval_than_their_turns_alone():
    alike = overall([meeting(n) for n in range(6)]).asked_to_told
    apart = overall([meeting(n, *((10, 0), (6, 4))[n % 2]) for n in range(6)]).asked_to_told
    assert alike.value == apart.value == 0.8
    assert apart.high - apart.low > alike.high - alike.low


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 20)), min_size=3, max_size=12))
def test_a_value_lies_in_its_interval_and_a_share_between_nothing_and_all(drawn):
    found = overall([meeting(n, *one) for n, one in enumerate(drawn)])
    for figure in (found.asked_to_told, found.talk_share, found.reflections):
        if figure.value is not None:
            assert figure.low <= figure.value <= figure.high
    if found.asked_to_told.value is not None:
        assert found.asked_to_told.low >= 0
        assert found.asked_to_told.high <= 1


def test_the_interval_holds_the_true_share_nine_times_in_ten_though_meetings_differ():
    chance = np.random.default_rng(4)
    held = 0
    for _ in range(400):
        shares = chance.beta(8, 2, size=8)
        asked = chance.binomial(20, shares)
        found = overall([meeting(n, int(one), 20 - int(one)) for n, one in enumerate(asked)]).asked_to_told
        held += found.low <= 0.8 <= found.high
    assert 0.86 <= held / 400 <= 0.97


def test_a_difference_holds_nothing_where_nothing_changed_and_not_where_much_did():
    before = overall([meeting(n, 8, 2) for n in range(5)])
    same = overall([meeting(n, 8, 2) for n in range(5, 10)])
    more = overall([meeting(n, 2, 8) for n in range(5, 10)])
    none = difference(before.asked_to_told, same.asked_to_told)
    assert (none.value, none.low < 0 < none.high) == (0, True)
    much = difference(before.asked_to_told, more.asked_to_told)
    assert much.value == 2 / 10 - 8 / 10
    assert much.high < 0
    assert set(much.rows) == set(range(10))


def test_a_difference_says_on_which_side_there_is_too_little():
    known = overall([meeting(n) for n in range(3)]).talk_share
    assert "before that day" in difference(Figure.unknown("none"), known).why_not
    assert "since that day" in difference(known, Figure.unknown("none")).why_not
