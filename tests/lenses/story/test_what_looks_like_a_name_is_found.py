"""Names that no record knows, and numbers, dates and addresses, are found by how they look."""

from __future__ import annotations

import pytest

from waylight.lenses.story.finding import find
from waylight.lenses.story.names import looks_like_names, shipped
from waylight.lenses.story.patterns import by_pattern


def kinds(text: str) -> dict[str, str]:
    """What is found by its form, with its kind."""
    return {text[one.start : one.end]: one.kind.value for one in by_pattern(text)}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ana@example.org", "email"),
        ("ana (at) example.org", "email"),
        ("https://example.org/a?b=c", "url"),
        ("www.example.org", "url"),
        ("+351 912 345 678", "phone"),
        ("@ana_b", "handle"),
        ("12 April 2026", "date"),
        ("April 12th", "date"),
        ("2026-04-12", "date"),
        ("12.04.2026", "date"),
        ("Q3 2025", "date"),
        ("1998", "date"),
        ("37 %", "figure"),
        ("€1.25 million", "figure"),
        ("1,250", "figure"),
    ],
)
def test_what_its_form_gives_away_is_found_whole(words, kind):
    assert kinds(f"So it was {words}, as we said.") == {words: kind}


def test_an_age_is_found():
    assert kinds("She had turned 43 then.") == {"43": "age"}
    assert kinds("A 43-year-old leader.") == {"43": "age"}


def test_one_digit_and_everyday_may_give_nobody_away():
    assert kinds("They may march in 3 rows.") == {}


def test_a_name_that_no_record_knows_is_found():
    text = "After the meeting Priya Raman asked about Ljubljana."
    assert {text[one.start : one.end] for one in looks_like_names(text)} == {"Priya Raman", "Ljubljana"}


def test_a_name_in_small_letters_is_found_where_nobody_writes_capitals():
    text = "and then jennifer said that kevin would come"
    assert {text[one.start : one.end] for one in looks_like_names(text)} >= {"jennifer", "kevin"}


def test_a_sentence_without_names_is_left_alone():
    assert find("The others think differently, and that helps. Nobody was told what to do; we asked.") == []


def test_probabilities_of_kinds_add_up_to_one():
    from waylight.lenses.story.names import lines_of

    chances = shipped().probabilities(lines_of("Marta met 3 people @noon")[0])
    assert chances.sum(axis=1) == pytest.approx(1)


def test_weights_and_what_is_said_of_them_belong_together():
    model = shipped()
    assert model.weights.shape == (len(model.row), len(model.kinds))
    assert 0 < model.threshold < 0.5
