"""What a turn is read as, and what that may depend on."""

from __future__ import annotations

from bench.mirror import agreement, meetings
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.mirror.cues import cues
from waylight.lenses.mirror.reading import Reading, read
from waylight.lenses.mirror.turns import Role, Turn

LINES = (
    "What did you notice?",
    "You sat with it, and it was heavy.",
    "I sat with it for an hour.",
    "Mm-hmm.",
    "",
    "Research shows that people who write it down keep it.",
    "I want to ask Mei next week.",
    "-the list?",
    "李雷 1 2 3 …",
)
told = st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(LINES)), max_size=12).map(
    lambda said: [Turn(n, role, text) for n, (role, text) in enumerate(said)]
)


def test_a_question_a_reflection_and_input_are_told_apart() -> None:
    client = Turn(1, Role.CLIENT, "I was letting my friend drown for the sake of a principle.")
    for text, label, subtype in (
        ("What was it like to hear it?", "question", "open"),
        ("You were letting your friend drown.", "reflection", "simple"),
        ("Studies show that the recommended amount is two drinks a day.", "input", "information"),
    ):
        [[_, found]] = read([[client, Turn(2, Role.COACH, text)]])
        assert (found.label, found.subtype) == (label, subtype)


def test_the_labels_agree_with_those_given_by_hand_to_coaching() -> None:
    found = agreement(meetings(), Role.COACH)
    assert found.labelled == 52
    assert found.same >= 49  # seen: 50
    assert found.same_type >= 0.6 * found.typed  # seen: 30 of 47


def test_what_the_client_says_is_read_little_better_than_by_always_saying_the_same() -> None:
    found = agreement(meetings(), Role.CLIENT)
    assert found.labelled == 53
    assert found.commonest == 26
    assert found.same >= 28  # seen: 30; the card says so, and that these are places to look and no findings


@settings(deadline=None)
@given(st.lists(told, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_meetings_changes_nothing(meetings: list[list[Turn]], chance: object) -> None:
    order = list(range(len(meetings)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    alone = read(meetings)
    assert [alone[n] for n in order] == list(read([meetings[n] for n in order]))


@settings(deadline=None)
@given(told, st.sampled_from(Role), st.sampled_from(LINES))
def test_a_turn_at_the_end_changes_only_the_turn_before_it(turns: list[Turn], role: Role, text: str) -> None:
    [before] = read([turns])
    [after] = read([[*turns, Turn(99, role, text)]])
    assert before[: len(turns) - 1] == after[: max(len(turns) - 1, 0)]


@settings(deadline=None)
@given(told)
def test_every_turn_has_a_label_of_its_role_and_a_probability(turns: list[Turn]) -> None:
    [found] = read([turns])
    labels = {Role.COACH: "question reflection input other", Role.CLIENT: "change sustain neutral", Role.OTHER: ""}
    assert [one.turn for one in found] == [turn.id for turn in turns]
    for one in found:
        assert one.label in labels[one.role].split() or one == Reading(one.turn, Role.OTHER, "", "", None)
        assert one.probability is None or 0 < one.probability <= 1


def test_a_hundred_thousand_words_without_a_break_are_one_turn() -> None:
    [[found]] = read([[Turn(1, Role.COACH, "word " * 100_000)]])
    assert found.probability is not None


def test_one_turn_can_hold_several_cues_each_in_its_place() -> None:
    text = "So you felt that you had lost it. Thank you. What did you do then?"
    turns = [Turn(1, Role.CLIENT, "I felt I had lost the whole thing."), Turn(2, Role.COACH, text)]
    found = [(cue.behaviour, text[cue.start : cue.end]) for cue in cues(turns, 1)]
    assert found == [("reflection", "So you felt that you had lost it."), ("question", "What did you do then?")]
    assert cues(turns, 0) == ()
