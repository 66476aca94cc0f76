"""The few turns of a meeting that may be worth reading again, each with what is remarkable about it; no verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from waylight.language import gettext, gettext_noop, number
from waylight.lenses.mirror.labels import Behaviour
from waylight.lenses.mirror.noticing import noticing
from waylight.lenses.mirror.reading import Reading
from waylight.lenses.mirror.talking import SILENCE_S
from waylight.lenses.mirror.turns import Role, Turn

MOST = 5
LONG = 60  # words; a shorter turn is no long one, even if it is a meeting's longest
RIGHT_AFTER = {
    Behaviour.QUESTION: gettext_noop("Right after this question, the client noticed something."),
    Behaviour.REFLECTION: gettext_noop("Right after this reflection, the client noticed something."),
}
RIGHT_AFTER_TURN = gettext_noop("Right after this turn, the client noticed something.")


@dataclass(frozen=True, slots=True)
class Worth:
    """A turn, and why it may be worth reading again."""

    turn: int
    why: str


def worth_reading(turns: Sequence[Turn], readings: Sequence[Reading] | None) -> tuple[Worth, ...]:
    """Return up to five turns, in the order of the meeting.

    Each way of looking proposes turns, the most remarkable first; they take turns at choosing, so that no single one
    fills the list. Without ``readings`` (another language) those choose that need no model.
    """
    labels = {one.turn: one.label for one in readings or ()}
    ways = [list(way(turns, labels)) for way in (WAYS if readings is not None else WITHOUT_MODEL)]
    chosen: dict[int, str] = {}
    for place in range(MOST):
        for found in ways:
            if place < len(found) and found[place].turn not in chosen and len(chosen) < MOST:
                chosen[found[place].turn] = found[place].why
    return tuple(Worth(turn.id, chosen[turn.id]) for turn in turns if turn.id in chosen)


def _noticed_after(turns: Sequence[Turn], labels: dict[int, str]) -> Iterator[Worth]:
    """What the coach said right before the client noticed something."""
    noticed = {place.turn for place in noticing(turns)}
    for before, after in pairwise(turns):
        if before.role is Role.COACH and after.id in noticed:
            label = Behaviour(labels.get(before.id) or Behaviour.OTHER)
            yield Worth(before.id, gettext(RIGHT_AFTER.get(label, RIGHT_AFTER_TURN)))


def _told_after_noticing(turns: Sequence[Turn], labels: dict[int, str]) -> Iterator[Worth]:
    noticed = {place.turn for place in noticing(turns)}
    for before, after in pairwise(turns):
        if before.id in noticed and labels.get(after.id) == Behaviour.INPUT:
            yield Worth(after.id, gettext("The client had just noticed something; this turn tells."))


def _much_said_after(turns: Sequence[Turn], labels: dict[int, str]) -> Iterator[Worth]:
    """The questions that opened most, in words of the answer."""
    answers = [
        (_words(after), before)
        for before, after in pairwise(turns)
        if labels.get(before.id) == Behaviour.QUESTION and after.role is Role.CLIENT
    ]
    for words, turn in sorted(answers, key=lambda one: (-one[0], one[1].id)):
        if words >= LONG:
            said = gettext("The client answered this question with {count} words.")
            yield Worth(turn.id, said.format(count=words))


def _long_turns(turns: Sequence[Turn], labels: dict[int, str]) -> Iterator[Worth]:
    del labels
    own = [turn for turn in turns if turn.role is Role.COACH and _words(turn) >= LONG]
    for turn in sorted(own, key=lambda one: (-_words(one), one.id)):
        said = gettext("One of the longest turns of the coach, {count} words.")
        yield Worth(turn.id, said.format(count=_words(turn)))


def _several_questions(turns: Sequence[Turn], labels: dict[int, str]) -> Iterator[Worth]:
    del labels
    several = [turn for turn in turns if turn.role is Role.COACH and turn.text.count("?") > 1]
    for turn in sorted(several, key=lambda one: (-one.text.count("?"), one.id)):
        yield Worth(turn.id, gettext("{count} questions in one turn.").format(count=turn.text.count("?")))


def _silence_after(turns: Sequence[Turn], labels: dict[int, str]) -> Iterator[Worth]:
    """What the coach said before the longest pauses."""
    del labels
    gaps = [
        (after.start_s - before.end_s, before)
        for before, after in pairwise(turns)
        if before.role is Role.COACH and before.end_s is not None and after.start_s is not None
    ]
    for gap, turn in sorted(gaps, key=lambda one: (-one[0], one[1].id)):
        if gap >= SILENCE_S:
            yield Worth(turn.id, gettext("{count} seconds of silence follow.").format(count=number(gap)))


def _words(turn: Turn) -> int:
    return len(turn.text.split())


Way = Callable[[Sequence[Turn], dict[int, str]], Iterator[Worth]]
WITHOUT_MODEL: tuple[Way, ...] = (_silence_after, _long_turns, _several_questions)
WAYS: tuple[Way, ...] = (_noticed_after, _much_said_after, _told_after_noticing, *WITHOUT_MODEL)
