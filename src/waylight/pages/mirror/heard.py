"""A meeting as its coach's mirror has it: the turns, what the model reads, and what the coach says of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from waylight.lenses.mirror.adjusting import read_adjusted
from waylight.lenses.mirror.language import is_english
from waylight.lenses.mirror.meeting import Meeting as Figures
from waylight.lenses.mirror.meeting import figures
from waylight.lenses.mirror.noticing import Place, noticing
from waylight.lenses.mirror.reading import Reading, read
from waylight.lenses.mirror.roles import seem_swapped
from waylight.lenses.mirror.turns import Role, Turn
from waylight.lenses.mirror.worth_reading import Worth, worth_reading
from waylight.pages.mirror.labels import BY_SAID, OF_ROLE, said
from waylight.pages.mirror.learned import shift_of
from waylight.pages.mirror.voices import Voices, voices
from waylight.record.meeting import Utterance
from waylight.record.mirror import Correction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.access.models import User
    from waylight.lenses.mirror.adjusting import Shift
    from waylight.record.meeting import Meeting


@dataclass(frozen=True)
class Heard:
    """One meeting, read. ``model`` is None where its language is not known; ``own`` are the coach's labels by turn.

    ``readings`` are the model's with the coach's own labels in their place; those have no probability, for she knows.
    """

    meeting: Meeting
    utterances: tuple[Utterance, ...]
    voices: Voices
    turns: tuple[Turn, ...]
    model: tuple[Reading, ...] | None
    own: dict[int, Correction]

    @cached_property
    def readings(self) -> tuple[Reading, ...] | None:
        """What each turn is taken to be."""
        return None if self.model is None else tuple(_own(one, self.own.get(one.turn)) for one in self.model)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the meeting."""
        return figures(self.turns, self.readings)

    @cached_property
    def noticed(self) -> tuple[Place, ...]:
        """Where the client says that she noticed something; nowhere in a language that is not known."""
        return noticing(self.turns) if self.model is not None else ()

    @cached_property
    def worth(self) -> tuple[Worth, ...]:
        """The turns worth reading again."""
        return worth_reading(self.turns, self.readings) if self.voices.coach else ()

    @property
    def swapped(self) -> bool:
        """Whether it seems that coach and client have each other's names, and nobody has said yet who is who."""
        return not self.voices.told and seem_swapped(self.turns)

    @property
    def left(self) -> int:
        """How many labelled turns the coach has said nothing of."""
        return sum(bool(one.label) and one.turn not in self.own for one in self.model or ())

    @property
    def agreed(self) -> int:
        """How many labels she agreed to all at once."""
        return sum(one.rest for one in self.own.values())


def _own(reading: Reading, correction: Correction | None) -> Reading:
    if correction is None:
        return reading
    label = BY_SAID[correction.said]
    return replace(reading, label=label.kind, subtype=label.subtype, probability=None)


def hear(meeting: Meeting, reader: User) -> Heard:
    """Read a meeting for its coach, as far as ``reader`` may see its transcript."""
    return hear_all([meeting], reader)[0]


def hear_all(meetings: Sequence[Meeting], reader: User) -> list[Heard]:
    """Read meetings, in their order; what is needed is asked for once for all of them."""
    spoken = _spoken(meetings, reader)
    known = voices(meetings, spoken)
    mine = Correction.objects.visible_to(reader).filter(utterance__meeting__in=meetings)
    own = {one.utterance_id: one for one in mine.select_related("utterance__meeting__engagement")}
    coaches = {one.engagement.coach_id: one.engagement.coach for one in meetings}
    shifts = {pk: shift_of(coach) for pk, coach in coaches.items()}
    found = []
    for one in meetings:
        turns = tuple(_turn(said, known[one.pk]) for said in spoken[one.pk])
        fits = {turn.id: own[turn.id] for turn in turns if turn.id in own and _fits(own[turn.id], turn)}
        read_so = _read(turns, shifts[one.engagement.coach_id])
        found.append(Heard(one, tuple(spoken[one.pk]), known[one.pk], turns, read_so, fits))
    return found


def _spoken(meetings: Sequence[Meeting], reader: User) -> dict[int, list[Utterance]]:
    """The turns of each meeting, in order. The meeting leads to the key, and is the same for all of its turns."""
    found: dict[int, list[Utterance]] = {one.pk: [] for one in meetings}
    by_number = {one.pk: one for one in meetings}
    said_there = Utterance.objects.visible_to(reader).filter(meeting__in=meetings)
    for one in said_there.select_related("speaker__person").order_by("meeting", "turn"):
        one.meeting = by_number[one.meeting_id]
        found[one.meeting_id].append(one)
    return found


def _fits(correction: Correction, turn: Turn) -> bool:
    """Whether a label is one of the speaker's: it may have been given when they were taken for somebody else."""
    return BY_SAID.get(correction.said) in OF_ROLE[turn.role]


def _turn(one: Utterance, known: Voices) -> Turn:
    role = known.role(one.speaker.person_id) if one.speaker else Role.OTHER
    return Turn(one.pk, role, one.text, one.start_s, one.end_s)


def _read(turns: Sequence[Turn], shift: Shift) -> tuple[Reading, ...] | None:
    if not is_english(turn.text for turn in turns):
        return None
    return read_adjusted(turns, shift) if shift else read([turns])[0]


def labels_now(heard: Heard) -> dict[int, str]:
    """The label that each turn has now, as it is stored."""
    return {one.turn: said(one.label, one.subtype) for one in heard.readings or () if one.label}
