"""The several things one turn of a coach's can do, and where in it each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.mirror.labels import Behaviour
from waylight.lenses.mirror.reading import read
from waylight.lenses.mirror.turns import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waylight.lenses.mirror.reading import Reading
    from waylight.lenses.mirror.weights import Model

SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|$)", re.S)


@dataclass(frozen=True, slots=True)
class Cue:
    """A question, a reflection or input inside a turn: ``text[start:end]`` of it.

    ``probability`` is what the model would say of these words as a turn of their own, between the same neighbours. It
    learned from whole turns, so for a part of one this is a guide to the eye and not calibrated.
    """

    turn: int
    behaviour: str
    subtype: str
    start: int
    end: int
    probability: float


def cues(turns: Sequence[Turn], at: int, model: Model | None = None) -> tuple[Cue, ...]:
    """Return what the coach's turn ``turns[at]`` does, sentence by sentence; neighbours that do the same are one cue.

    A turn that is not the coach's has none, and what is neither question, reflection nor input is left out.
    """
    turn = turns[at]
    if turn.role is not Role.COACH:
        return ()
    spans = [found.span() for found in SENTENCE.finditer(turn.text)]
    before, after = turns[max(at - 2, 0) : at], turns[at + 1 : at + 2]
    alone = [(*before, Turn(turn.id, turn.role, turn.text[start:end]), *after) for start, end in spans]
    readings = [meeting[len(before)] for meeting in read(alone, model)]
    return tuple(_joined(spans, readings))


def _joined(spans: Sequence[tuple[int, int]], readings: Sequence[Reading]) -> Iterator[Cue]:
    running: Cue | None = None
    for (start, end), one in zip(spans, readings, strict=True):
        cue = Cue(one.turn, one.label, one.subtype, start, end, one.probability or 0.0)
        if running and (running.behaviour, running.subtype) == (cue.behaviour, cue.subtype):
            sure = max(running.probability, cue.probability)
            running = Cue(cue.turn, cue.behaviour, cue.subtype, running.start, cue.end, sure)
            continue
        if running and running.behaviour != Behaviour.OTHER:
            yield running
        running = cue
    if running and running.behaviour != Behaviour.OTHER:
        yield running
