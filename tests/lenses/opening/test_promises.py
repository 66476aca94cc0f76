"""What she said she would do: her sentences as she said them, and nothing that only sounds like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.opening.promises import Turn, said

COACH, CLIENT = 1, 2


def found(*texts: str) -> list[str]:
    return [one.text for one in said([Turn(n, CLIENT, None, text) for n, text in enumerate(texts)], CLIENT)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I'll ask Tomás how the plant sees the rollout, and only listen.",
        "I’ll ask Tomás first.",
        "I will call the regulator's lab before Friday.",
        "I'm going to let operations name the pilot sites.",
        "I want to try a meeting in which I say nothing.",
        "So let me write to Priya about the recipes.",
        "Next week I'll share the half-finished picture with her.",
        "It's his plant, so I'll ask him and keep quiet.",
        "I think I'll invite Mei to the review.",
        "What I'll do is ask Joost what he would change.",
        "My next step is to meet the quality team.",
        "When I'm back in Porto, I'll visit the lab.",
        "I'll ask Dr. Hale whether she has half an hour.",
        "I'll ask Mei if she would lead it.",
        "I plan to hand the Friday call to Nils.",
        'It said "bench marking", so I\'ll write to them.',
        "I'll say no to the second one.",
        "She said it was finished, so I'll ask what is missing.",
    ],
)
def test_a_sentence_that_says_what_she_will_do_is_found(sentence: str) -> None:
    assert found(f"Yes, I see that now. {sentence} That is all.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I will say that it went well.",
        "I'll be honest.",
        "I'll never ask him again.",
        "By June I will have been here ten years.",
        "Will I ask him?",
        "I'll ask him, okay?",
        "If I see her, I'll ask.",
        "I'll call him if I have time.",
        "I'll call him unless it rains.",
        "He said I'll ask Ines.",
        "He said, I'll ask Ines.",
        "He knows I'll ask Mei.",
        "“Well, I'll send it on Monday.”",
        "He would say, I'll ask Ines, and then it comes to me.",
        "She told me, “I'll send it on Monday.”",
        '"I\'ll send it on Monday," he said.',
        "He thinks I'll call him.",
        "Sometimes I'll ask and nobody answers.",
        "Fridays, I'll go to the plant.",
        "Maybe I'll ask Mei.",
        "I'll probably ask Mei.",
        "I was going to ask Mei.",
        "I'm going to Porto.",
        "I'm going to the plant.",
        "Let me ask you something.",
        "Let me see.",
        "I'll tell you what happened.",
        "I'll put it this way.",
        "I'll try to explain.",
        "I'll take that as a yes.",
        "I'll do my best.",
        "I'll find it hard.",
        "I'll see you in two weeks.",
        "I want to be heard.",
        "You'll ask him.",
        "I asked him.",
        "",
    ],
)
def test_a_sentence_that_only_sounds_like_it_is_left_out(sentence: str) -> None:
    assert found(f"Yes. {sentence} That is all.") == []


def test_words_inside_a_long_quotation_are_not_hers() -> None:
    assert found('Sol said, "It was the sensor. I\'ll call Mei about it." I was glad.') == []


def test_only_the_client_is_heard() -> None:
    turns = [Turn(1, COACH, 0.0, "I'll send you the notes."), Turn(2, CLIENT, 4.0, "Thank you.")]
    assert said(turns, CLIENT) == ()


def test_evidence_is_the_turn_and_its_time() -> None:
    (one,) = said([Turn(41, CLIENT, 2880.0, "Yes. I'll ask Priya. Good.")], CLIENT)
    assert (one.text, one.turn, one.start_s) == ("I'll ask Priya.", 41, 2880.0)


def test_the_same_words_twice_are_one_promise() -> None:
    assert found("I'll ask Priya.", "I’ll ask Priya.") == ["I'll ask Priya."]


def test_of_eight_the_last_six_stay_in_order() -> None:
    texts = [f"I'll call person {n}." for n in range(8)]
    assert found(*texts) == texts[2:]


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_gives_back_only_what_was_said(texts: list[str]) -> None:
    spoken = " ".join(" ".join(texts).split())
    assert all(one in " ".join(spoken.split()) for one in found(" ".join(texts)))
