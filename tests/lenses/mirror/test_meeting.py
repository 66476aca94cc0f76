"""What a meeting was like, in figures."""

from __future__ import annotations

from dataclasses import replace

from waylight.lenses.mirror.language import NOT_ENGLISH, is_english
from waylight.lenses.mirror.meeting import ONE_SPEAKER, figures
from waylight.lenses.mirror.noticing import noticing
from waylight.lenses.mirror.reading import Reading
from waylight.lenses.mirror.roles import seem_swapped, seeming_coach
from waylight.lenses.mirror.talking import NO_TIMES
from waylight.lenses.mirror.turns import Role, Turn
from waylight.lenses.mirror.yardsticks import COACHING, COUNSELLING, yardsticks


def said(*texts: str) -> list[Turn]:
    """Coach and client in turns of ten seconds each, one second apart, the coach first."""
    roles = (Role.COACH, Role.CLIENT)
    return [Turn(n, roles[n % 2], text, 11.0 * n, 11.0 * n + 10) for n, text in enumerate(texts)]


def marked(*labels: tuple[str, str]) -> list[Reading]:
    return [Reading(n, Role.COACH, label, subtype, 0.9) for n, (label, subtype) in enumerate(labels)]


def test_talk_share_is_exact_and_leads_to_the_coach_s_turns() -> None:
    found = figures(said("What is it?", "It is mine and theirs and nobody's here."), []).talk_share
    assert (found.value, found.low, found.high, found.rows) == (3 / 11, 3 / 11, 3 / 11, (0,))


def test_what_the_model_read_has_an_interval_and_its_turns() -> None:
    labels = (
        [("question", "open")] * 3 + [("question", "closed")] + [("reflection", "complex")] * 8 + [("input", "advice")]
    )
    found = figures(said("A", "B"), marked(*labels))
    assert found.open_questions.why_not == "There are 4 questions here; a share says something from 5 on."
    assert found.reflections_to_questions.value == 2
    asked = found.asked_to_told
    assert asked.value == 4 / 5
    assert asked.rows == (0, 1, 2, 3, 12)
    assert asked.low is not None
    assert asked.high is not None
    assert asked.low < 0.8 < asked.high


def test_silences_and_interruptions_are_counted_only_where_times_are_real() -> None:
    turns = said("Well?", "It grew.", "And?", "I waited.")
    turns[1] = replace(turns[1], end_s=23.0)  # the coach begins at 22
    turns[3] = replace(turns[3], start_s=36.0)
    found = figures(turns, [])
    assert (found.interruptions.value, found.interruptions.rows) == (1, (2,))
    assert (found.silences.value, found.silences.rows) == (1, (3,))
    untimed = figures([replace(turn, start_s=None, end_s=None) for turn in turns], [])
    assert {untimed.silences.why_not, untimed.interruptions.why_not, untimed.turns_per_minute.why_not} == {NO_TIMES}


def test_words_are_taken_up_by_whom_did_not_bring_them() -> None:
    found = figures(said("And the soup?", "The soup and the oven.", "The ovens?", "Yes."), [])
    assert [(word.word, word.first, word.taken_up) for word in found.taken_up_by_coach] == [("oven", 1, (2,))]
    assert [word.word for word in found.taken_up_by_client] == ["soup"]


def test_one_speaker_alone_is_said_and_not_divided_by() -> None:
    assert figures([Turn(1, Role.COACH, "Anybody?")], []).talk_share.why_not == ONE_SPEAKER
    assert figures([], []).longest_turn.value is None


def test_another_language_is_said_and_what_needs_no_model_is_counted() -> None:
    german = "Ich habe gestern lange mit ihr gesprochen und danach war mir vieles klarer als vorher. " * 4
    assert not is_english([german])
    assert is_english(["I have talked with her for a long time and it is clearer to me than it was before that. " * 4])
    found = figures(said("Und dann?", german), None)
    assert found.open_questions.why_not == NOT_ENGLISH
    assert found.talk_share.value is not None


def test_whose_yardstick_it_is_stands_with_it() -> None:
    found = yardsticks(figures(said("A?", "B"), marked(*[("question", "open")] * 5, *[("reflection", "simple")] * 5)))
    assert [one.said.startswith("1.0 reflections") for one in found if one.source == COUNSELLING] == [True, False]
    assert {one.source for one in found} == {COUNSELLING, COACHING}


def test_noticing_is_a_place_in_the_client_s_words_alone() -> None:
    turns = said("I realised nothing.", "Well. I hadn’t thought of her at all.")
    [place] = noticing(turns)
    assert (place.turn, turns[1].text[place.start : place.end]) == (1, "I hadn’t thought")


def test_who_asks_is_taken_for_the_coach_and_the_other_way_round_is_noticed() -> None:
    speakers, texts = ["Ann", "Bo"] * 3, ["What?", "This.", "And?", "That.", "Who?", "Me."]
    assert seeming_coach(speakers, texts) == "Ann"
    assert seeming_coach(["Ann"] * 6, texts) is None
    turns = [Turn(n, Role.CLIENT if n % 2 == 0 else Role.COACH, text) for n, text in enumerate(texts)]
    assert seem_swapped(turns)
    assert not seem_swapped(said(*texts))
