"""Learning from a coach's own labels: only from enough, only what helps in meetings it had not seen."""

from __future__ import annotations

from random import Random

from waylight.lenses.mirror.adjusting import FEWEST_MEETINGS, Labelled, learn, read_adjusted
from waylight.lenses.mirror.reading import read
from waylight.lenses.mirror.turns import Role, Turn

ASKED = (
    "What was it like?", "Did you ask her?", "How do you see it now?", "Is that so?", "What else?", "Who was there?",
    "Would it help to call?", "And then?", "Why do you think that is?", "Was it hard?", "Could you say more?",
    "Really?",
)  # fmt: skip


def meeting(number: int, seed: int = 0) -> list[Turn]:
    """Twelve questions in an order of their own, each answered."""
    asked = list(ASKED)
    Random(100 * seed + number).shuffle(asked)
    said = [one for pair in zip(asked, ["Yes, I think so."] * 12, strict=True) for one in pair]
    return [Turn(n, Role.COACH if n % 2 == 0 else Role.CLIENT, text) for n, text in enumerate(said)]


def labelled(count: int, say) -> list[Labelled]:
    """Meetings in which the coach says of each of her turns what ``say`` makes of the model's reading of it."""
    found = []
    for number in range(count):
        turns = meeting(number)
        readings = [one for one in read([turns])[0] if one.role is Role.COACH]
        found.append(Labelled(turns, {one.turn: say(one) for one in readings}))
    return found


def of(checked, head: str):
    return next(one for one in checked if one.head == head)


def test_what_a_coach_says_again_and_again_is_learned_and_helps_elsewhere():
    shift, checked = learn(labelled(6, lambda one: ("question", "closed")))
    question = of(checked, "question")
    assert question.kept
    assert question.right_after > question.right_before
    assert question.gain.low > 0
    turns = meeting(1, seed=7)
    closed = [sum(one.subtype == "closed" for one in told) for told in (read([turns])[0], read_adjusted(turns, shift))]
    assert closed[1] > closed[0]


def test_who_agrees_with_everything_makes_no_label_wrong():
    shift, checked = learn(labelled(6, lambda one: (one.label, one.subtype)))
    for one in checked:
        if one.gain.value is not None:
            assert one.right_before == one.turns
            assert not one.kept or one.right_after == one.turns
    turns = meeting(2, seed=7)
    told = [[one.label for one in found] for found in (read([turns])[0], read_adjusted(turns, shift))]
    assert told[0] == told[1]


def test_labels_without_a_rule_in_them_teach_nothing():
    chance = Random(5)
    shift, checked = learn(labelled(8, lambda one: ("question", chance.choice(["open", "closed"]))))
    assert "question" not in shift
    assert not of(checked, "question").kept


def test_too_few_meetings_are_not_learned_from_and_it_says_how_many_it_takes():
    shift, checked = learn(labelled(FEWEST_MEETINGS - 1, lambda one: ("question", "closed")))
    assert shift == {}
    assert of(checked, "question").gain.why_not.startswith("48 turns in 4 meetings; it takes 50 in 5")


def test_with_nothing_learned_a_meeting_reads_as_shipped():
    turns = meeting(0)
    assert read_adjusted(turns, {}) == read([turns])[0]
    assert read_adjusted([], {}) == ()


def test_the_order_of_the_meetings_changes_nothing():
    meetings = labelled(6, lambda one: ("question", "closed"))
    one, other = learn(meetings)[0], learn(meetings[::-1])[0]
    assert {head: [round(n, 5) for n in numbers] for head, numbers in one.items()} == {
        head: [round(n, 5) for n in numbers] for head, numbers in other.items()
    }
