"""What a meeting was like, in figures: about the coach, each with the turns behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waylight.language import gettext, gettext_noop
from waylight.lenses.figure import Figure
from waylight.lenses.intervals import share
from waylight.lenses.mirror.labels import Behaviour
from waylight.lenses.mirror.language import NOT_ENGLISH
from waylight.lenses.mirror.talking import (
    interruptions,
    longest_turn,
    silences,
    stacked_questions,
    talk_share,
    turns_per_minute,
)
from waylight.lenses.mirror.turns import Role
from waylight.lenses.mirror.words_taken_up import Taken, taken_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.mirror.reading import Reading
    from waylight.lenses.mirror.turns import Turn

FEWEST = 5  # turns; a share of fewer would say little about a meeting
ONE_SPEAKER = gettext_noop("Only one side speaks here, so there is nothing to hold one against the other.")
TOO_FEW = {
    "asked_or_told": gettext_noop(
        "There are {count} turns in which the coach asks or tells here; a share says something from {fewest} on."
    ),
    "questions": gettext_noop("There are {count} questions here; a share says something from {fewest} on."),
    "reflections": gettext_noop("There are {count} reflections here; a share says something from {fewest} on."),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The figures of one meeting.

    Those read by the model are shares with intervals, since its labels are a sample of what a coder might say; what is
    counted as it stands in the transcript is exact, and its bounds are the value itself.
    """

    talk_share: Figure  # of all words, the coach's
    asked_to_told: Figure  # of the coach's turns that ask or give input, those that ask
    reflections_to_questions: Figure  # a ratio: 1 is one reflection for each question
    open_questions: Figure  # of questions
    complex_reflections: Figure  # of reflections
    longest_turn: Figure  # the coach's, in words
    turns_per_minute: Figure
    silences: Figure  # of three seconds and more, between turns
    interruptions: Figure  # the coach begins before the client has ended
    stacked_questions: Figure  # the coach's turns with more than one question
    taken_up_by_coach: tuple[Taken, ...]  # words that the client used first
    taken_up_by_client: tuple[Taken, ...]


def figures(turns: Sequence[Turn], readings: Sequence[Reading] | None) -> Meeting:
    """Return the figures of one meeting; without ``readings`` (another language) those that need no model."""
    one_sided = len({turn.role for turn in turns} & {Role.COACH, Role.CLIENT}) < 2
    read = _Read.of(readings) if readings is not None else _Read(*[Figure.unknown(gettext(NOT_ENGLISH))] * 4)
    return Meeting(
        talk_share=talk_share(turns) if not one_sided else Figure.unknown(gettext(ONE_SPEAKER)),
        asked_to_told=read.asked_to_told,
        reflections_to_questions=read.reflections_to_questions,
        open_questions=read.open_questions,
        complex_reflections=read.complex_reflections,
        longest_turn=longest_turn(turns),
        turns_per_minute=turns_per_minute(turns),
        silences=silences(turns),
        interruptions=interruptions(turns),
        stacked_questions=stacked_questions(turns),
        taken_up_by_coach=taken_up(turns, by=Role.COACH, of=Role.CLIENT),
        taken_up_by_client=taken_up(turns, by=Role.CLIENT, of=Role.COACH),
    )


class _Read(NamedTuple):
    """The figures that the model's readings make."""

    asked_to_told: Figure
    reflections_to_questions: Figure
    open_questions: Figure
    complex_reflections: Figure

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> _Read:
        rows = {label: [one.turn for one in readings if one.label == label] for label in Behaviour}
        asks, reflects, tells = (rows[label] for label in (Behaviour.QUESTION, Behaviour.REFLECTION, Behaviour.INPUT))
        return cls(
            part_of(asks, tells, "asked_or_told"),
            ratio(reflects, asks),
            part_of(*_parted(readings, Behaviour.QUESTION, "open"), "questions"),
            part_of(*_parted(readings, Behaviour.REFLECTION, "complex"), "reflections"),
        )


def _parted(readings: Sequence[Reading], label: Behaviour, subtype: str) -> tuple[list[int], list[int]]:
    """The turns with a label that are of a subtype, and those that are not."""
    found = [one for one in readings if one.label == label]
    return [one.turn for one in found if one.subtype == subtype], [one.turn for one in found if one.subtype != subtype]


def part_of(part: Sequence[int], rest: Sequence[int], what: str) -> Figure:
    """Return a share with its interval, or that there were too few of ``what`` (a key of TOO_FEW) to say."""
    whole = tuple(sorted((*part, *rest)))
    if len(whole) < FEWEST:
        return Figure.unknown(gettext(TOO_FEW[what]).format(count=len(whole), fewest=FEWEST), whole)
    return share(len(part), len(whole), whole)


def ratio(of: Sequence[int], to: Sequence[int]) -> Figure:
    """Return how many of one come to one of the other, with the interval of the odds of their share."""
    rows = tuple(sorted((*of, *to)))
    if len(rows) < FEWEST or not to:
        why = gettext("There are {reflections} reflections and {questions} questions here: too few for a ratio.")
        return Figure.unknown(why.format(reflections=len(of), questions=len(to)), rows)
    whole = share(len(of), len(rows), rows)
    low, high = whole.low or 0.0, whole.high or 0.0
    return Figure(len(of) / len(to), low / (1 - low), high / (1 - high), rows)
