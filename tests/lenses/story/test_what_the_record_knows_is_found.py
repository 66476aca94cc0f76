"""Whoever the record knows is found in a text, in plain forms and in unusual ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.story.finding import find
from waylight.lenses.story.known import Known
from waylight.lenses.story.span import Kind

MARTA = Known("marta", Kind.PERSON, ("Marta Lindqvist",))
MARK = Known("mark", Kind.PERSON, ("Mark Calloway",))
HELVORA = Known("helvora", Kind.COMPANY, ("Helvora Freight GmbH",))


def found(text: str, *known: Known) -> list[tuple[str, str]]:
    """What is found, with whom it is about."""
    return [(text[one.start : one.end], one.about) for one in find(text, known or (MARTA, MARK, HELVORA))]


@pytest.mark.parametrize(
    "words",
    [
        "Marta Lindqvist",
        "Marta",
        "Lindqvist",
        "marta",
        "MARTA LINDQVIST",
        "Lindqvist, Marta",
        "M. Lindqvist",
        "M. L.",
        "Mar<b>ta",
        "L i n d q v i s t",
        "martalindqvist",
        "Lindqivst",
        "Lindqvists",
        "Линдквист",
        "Μάρτα",
        "Ma\u00adrta",
    ],
)
def test_a_person_is_found_however_she_is_written(words):
    text = f"Then we asked {words} about it."
    shown = [text[one.start : one.end] for one in find(text, [MARTA]) if one.about == "marta"]
    assert shown == [words.rstrip(".")]


def test_a_possessive_keeps_its_ending():
    assert found("It was Marta’s idea.") == [("Marta", "marta")]


def test_a_short_form_of_her_first_name_is_found():
    known = Known("beth", Kind.PERSON, ("Elizabeth Okonkwo",))
    assert found("It was Betty who asked.", known) == [("Betty", "beth")]


def test_a_name_that_is_an_everyday_word_is_told_from_it():
    text = "We should mark the page, since Mark asked for it."
    assert found(text, MARK) == [("Mark", "mark")]


def test_a_company_is_found_without_its_legal_form():
    assert ("Helvora Freight", "helvora") in found("The board of Helvora Freight agreed.")


def test_initials_of_every_office_are_no_initials_of_hers():
    known = Known("ian", Kind.PERSON, ("Ian Taylor",))
    assert found("We asked IT and HR.", known) == []


def test_other_words_stay():
    assert found("She listened, and others began to share what they saw.") == []


@settings(deadline=None)  # the first text waits for the lists to be read
@given(
    st.text(st.sampled_from("abcdeé <>*_`[]()&;.,’'-\n\u200bЖα9@:/"), max_size=200), st.text(min_size=1, max_size=30)
)
def test_any_text_and_any_name_give_spans_in_order_inside_the_text(text, name):
    spans = find(text, [Known("one", Kind.PERSON, (name,))])
    edges = [edge for one in spans for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(one.start < one.end <= len(text) for one in spans)


@settings(deadline=None)  # the first text waits for the lists to be read
@given(st.lists(st.sampled_from(["Marta", "met", "Lindqvist", "and", "the", "plan", "."]), max_size=30))
def test_every_plain_mention_is_found_whatever_stands_beside_it(words):
    text = " ".join(words)
    covered = set().union(*(range(one.start, one.end) for one in find(text, [MARTA])))
    at = 0
    for word in words:
        if word in ("Marta", "Lindqvist"):
            assert covered >= set(range(at, at + len(word)))
        at += len(word) + 1
