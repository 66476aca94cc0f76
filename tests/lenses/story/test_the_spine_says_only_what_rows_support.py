"""A story's spine is made of what was written down and of what the lenses found; without rows it says so."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.story.facts import Change, Facts, Grown, Often, Rated, Said
from waylight.lenses.story.rough import so_long, so_many, so_much, so_often, so_sure
from waylight.lenses.story.spine import spine

DAY = date(2026, 1, 5)


def said(*words: str, changed: str = "") -> tuple[Said, ...]:
    return tuple(Said(n, DAY + timedelta(days=n), one, changed) for n, one in enumerate(words, 1))


def rated(*values: float) -> tuple[Rated, ...]:
    return tuple(Rated(n, DAY + timedelta(days=n), value) for n, value in enumerate(values, 1))


def words(facts: Facts, key: str) -> list[str]:
    return [piece.words for piece in next(one for one in spine(facts) if one.key == key).pieces]


def test_without_rows_every_section_says_what_is_missing():
    found = spine(Facts())
    assert [one.key for one in found] == ["stood", "needed", "noticed", "grew", "moved", "learned", "otherwise"]
    assert all(one.why_not and not one.pieces for one in found)


def test_titles_speak_of_the_client_as_she_he_or_they():
    assert spine(Facts(), "they", "them")[0].title == "Where they stood"
    assert spine(Facts(), "he", "him")[4].title == "The movement around him"


def test_own_words_are_marked_as_quotes_and_lead_to_their_rows():
    facts = Facts(
        insights=said("Let go of owning it", changed="I asked first"), questions=said("What do I hold on to?")
    )
    pieces = [piece for one in spine(facts) for piece in one.pieces]
    assert {(one.words, one.source, one.rows) for one in pieces if one.quote} == {
        ("What do I hold on to?", "question", (1,)),
        ("Let go of owning it", "insight", (1,)),
        ("I asked first", "insight", (1,)),
    }


def test_what_was_needed_are_the_questions_of_the_first_half():
    facts = Facts(questions=(Said(1, DAY, "early"), Said(2, DAY + timedelta(9), "late")))
    assert words(facts, "needed") == ["early"]


def test_two_ratings_say_nothing_of_where_she_stood():
    assert words(Facts(ratings=rated(4, 4)), "stood") == []
    assert words(Facts(ratings=rated(4, 4, 5)), "stood") == [
        "At first the client rated confidence at about four out of ten."
    ]


@pytest.mark.parametrize(
    ("grown", "section", "sentence"),
    [
        (
            Grown("", "gradual", 0.91, 35),
            "grew",
            "What is measured grew over about eight months, without a single moment; that is more than eight in ten.",
        ),
        (Grown("Reaching out", "moment", 0.97), "grew", "“Reaching out” rose at one moment; that is all but sure."),
        (Grown("", "changed", 0.96), "grew", "What is measured grew; that is all but sure. In which way stays open."),
        (
            Grown("Confidence", "nothing", 0.72),
            "otherwise",
            "“Confidence” did not grow, as far as can be told; that is about seven in ten.",
        ),
        (
            Grown("Confidence", "gradual", 0.9, 20, fell=True),
            "otherwise",
            "“Confidence” fell; that is more than eight in ten.",
        ),
        (Grown("", "unclear"), "otherwise", "Whether what is measured grew cannot be told."),
    ],
)
def test_what_grew_and_what_did_not_each_stand_in_their_section(grown, section, sentence):
    other = "otherwise" if section == "grew" else "grew"
    assert words(Facts(grown=(grown,)), section) == [sentence]
    assert words(Facts(grown=(grown,)), other) == []


def test_a_series_with_too_little_to_say_is_in_no_sentence():
    facts = Facts(grown=(Grown("Sharing", "unclear", why_not="Only 3 values are there."),))
    assert words(facts, "grew") == words(facts, "otherwise") == []


def test_a_change_whose_interval_holds_none_is_told_as_not_known_and_a_fall_as_a_fall():
    assert words(Facts(reached=Change(0.3, -0.1, 0.8)), "moved") == []
    assert words(Facts(reached=Change(0.3, -0.1, 0.8)), "otherwise") == [
        "Whether others reached out first more than before cannot be told."
    ]
    assert words(Facts(reached=Change(-0.5, -0.7, -0.2)), "otherwise") == ["Others reached out first less than before."]
    assert words(Facts(reached=Change(0.3, 0.1, 0.8)), "moved") == [
        "Compared with before, others reached out first about a third more."
    ]


def test_what_was_not_reached_and_what_was_dropped_are_told():
    facts = Facts(short_of=said("Let others own it"), dropped=said("Write to the board"))
    assert words(facts, "otherwise") == [
        "Not reached as expected: Let others own it",
        "Chosen, and then dropped: Write to the board",
    ]


def test_confidence_that_did_not_rise_is_not_said_to_have_risen():
    assert words(Facts(ratings=rated(5, 5, 5, 5, 5, 5)), "grew") == []
    assert words(Facts(ratings=rated(3, 4, 4, 7, 7, 8)), "grew") == [
        "Confidence, at about four out of ten at first, was at about seven at last."
    ]


@given(n=st.integers(0, 3000))
def test_a_number_of_people_above_two_is_never_told_exactly(n):
    told = so_many(n, "person", "people")
    assert n <= 2 or told.startswith(("a few", "about"))
    if figure := re.search(r"\d+", told):
        assert abs(int(figure.group()) - n) <= 5


@given(weeks=st.floats(0, 800))
def test_a_time_is_told_in_weeks_months_or_years_without_a_date(weeks):
    assert re.fullmatch(r"a few weeks|about (a year|\w+ (months|years))", so_long(weeks))


@given(share=st.floats(-1, 30))
def test_a_change_says_more_or_less_as_it_is(share):
    told = so_much(share)
    assert told.endswith("less") if share < 0 else told.endswith(("more", "as much"))


@given(rate=st.floats(0, 60), chance=st.floats(0, 1))
def test_a_rate_and_a_chance_are_told_in_words(rate, chance):
    assert "." not in so_often(rate) + so_sure(chance)


def test_rates_are_told_as_people_say_them():
    assert [so_often(one) for one in (0.2, 1, 2.2, 4.6, 23)] == [
        "less than once a week",
        "about once a week",
        "about twice a week",
        "about five times a week",
        "about 20 times a week",
    ]


def test_how_often_is_told_from_the_first_weeks_to_the_last():
    facts = Facts(often=(Often("others reached out first", 1.0, 4.2),))
    assert words(facts, "moved") == [
        "Others reached out first: about once a week at first, about four times a week at last."
    ]
