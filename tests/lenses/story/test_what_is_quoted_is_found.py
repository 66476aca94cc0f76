"""A passage that quotes somebody is found, marked as a quotation or not, in whatever text it stands."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.story.quoting import quoted

HERS = {7: "To influence is to give up ownership without giving up leadership.", 8: "Start where it is hardest"}


def passages(text: str) -> list[tuple[str, int | None]]:
    return [(text[one.start : one.end], one.of) for one in quoted(text, HERS)]


def test_her_words_between_marks_are_hers_and_others_words_are_quotes_too():
    text = "She said: “Start where it is hardest.” Somebody said: “We never did it that way before.”"
    assert passages(text) == [("“Start where it is hardest.”", 8), ("“We never did it that way before.”", None)]


def test_her_words_without_marks_are_found_as_well():
    text = "We learned that to influence is to give up ownership, and more."
    assert passages(text) == [("to influence is to give up ownership", 7)]


def test_a_block_quote_is_a_quote_whoever_said_it():
    assert passages("Before.\n\n> It grew,\n> week by week.\n\nAfter.") == [("> It grew,\n> week by week.", None)]


def test_a_term_between_marks_is_none():
    assert passages("What people call “letting go” is work.") == []


def test_emphasis_case_and_accents_hide_nothing():
    assert passages("START *where* it is härdest!") == [("START *where* it is härdest", 8)]


def test_five_of_her_words_in_a_row_are_met_by_chance_and_six_are_hers():
    assert passages("It is to give up ownership of things.") == []
    assert passages("It is to give up ownership without fear.") == [("is to give up ownership without", 7)]


TEXT = st.text(st.sampled_from('ab ."“”>\n*é'), max_size=200)


@given(text=TEXT, hers=st.dictionaries(st.integers(1, 3), TEXT, max_size=3))
def test_passages_lie_in_the_text_in_order_and_do_not_overlap(text, hers):
    found = quoted(text, hers)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(one.of is None or one.of in hers for one in found)


@given(before=TEXT, after=TEXT, words=st.lists(st.sampled_from(["alpha", "beta", "gamma"]), min_size=6, max_size=12))
def test_whatever_stands_around_it_a_whole_text_of_hers_is_found(before, after, words):
    hers = " ".join(words)
    text = f"{before}\n\n{hers}\n\n{after}"
    start = len(before) + 2
    covered = {n for one in quoted(text, {1: hers}) for n in range(one.start, one.end)}
    assert {n for n in range(start, start + len(hers)) if text[n] != " "} <= covered
