"""Questions she asked herself and left open."""

from __future__ import annotations

import pytest

from waylight.lenses.opening.promises import Turn, asked

COACH, CLIENT = 1, 2


def meeting(*texts: str) -> list[Turn]:
    """Client and coach in turns, the client first."""
    return [Turn(n, COACH if n % 2 else CLIENT, None, text) for n, text in enumerate(texts)]


def left_open(*texts: str) -> list[str]:
    return [one.text for one in asked(meeting(*texts), CLIENT)]


@pytest.mark.parametrize(
    "question",
    [
        "What am I still holding on to that others could own?",
        "Why do I answer before they have finished?",
        "If I don't own it, what am I?",
        "Do I actually know any of them?",
        "And who would tell me?",
    ],
)
def test_a_question_to_herself_is_kept_in_her_words(question: str) -> None:
    assert left_open(f"It is quiet here. {question}") == [question]


@pytest.mark.parametrize(
    "question",
    [
        "Can you hear me?",
        "What would you do with my plan?",
        "I was in every pause, you know?",
        "I should let them, right?",
        "Does that make sense?",
        "I should tell her, shouldn't I?",
        "Can I move my next session?",
        "What time do I have to be there?",
        "What should I do first?",
        "Who is running the plant?",
        "Did I?",
        "Mei asked me, what do I want?",
        "I asked him, what do I not see?",
        "“Why do I answer before the others?”",
    ],
)
def test_a_question_of_another_kind_is_left_out(question: str) -> None:
    assert left_open(f"It is quiet here. {question}") == []


def test_a_question_that_ends_a_long_quotation_is_somebody_elses() -> None:
    assert left_open('Sol was cross. "I was late. Why do I answer before the others?"') == []


def test_a_question_answered_in_the_same_breath_is_not_open() -> None:
    assert left_open("What am I holding on to? The launch plan.") == []


def test_not_knowing_leaves_it_open() -> None:
    assert left_open("What am I holding on to? I don't know.") == ["What am I holding on to?"]


def test_early_questions_stay_when_the_coach_asks_back_and_go_when_he_answers() -> None:
    rest = ("It is late.", "Yes.", "Good.", "Good.", "Fine.", "Fine.")
    assert left_open("What am I holding on to?", "What comes first?", *rest) == ["What am I holding on to?"]
    assert left_open("What am I holding on to?", "I think it is the plan.", *rest) == []


def test_in_the_last_third_it_stays_whatever_is_said_to_it() -> None:
    talk = ("Hello.", "Hello.", "It is late.", "Yes.", "What am I holding on to?", "I think it is the plan.")
    assert left_open(*talk) == ["What am I holding on to?"]


def test_of_five_the_last_three_stay_with_their_turns() -> None:
    turns = [Turn(n, CLIENT, 60.0 * n, f"What would I lose in year {n}?") for n in range(5)]
    kept = asked(turns, CLIENT)
    assert [(one.turn, one.start_s) for one in kept] == [(2, 120.0), (3, 180.0), (4, 240.0)]
