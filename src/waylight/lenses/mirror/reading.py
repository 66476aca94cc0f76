"""What each turn is, with the probability that it is so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.mirror.labels import HEADS, SUBTYPES, Behaviour
from waylight.lenses.mirror.told import Told
from waylight.lenses.mirror.turns import Role, Turn
from waylight.lenses.mirror.weights import CLIENT_COLUMNS, COACH_COLUMNS, Model, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.mirror.wording import Floats

AT_ONCE = 4096  # turns; the arrays of more would not fit the processor's cache


@dataclass(frozen=True, slots=True)
class Reading:
    """What a turn is taken to be.

    ``label`` is a behaviour of the coach's or a kind of the client's talk; "" for others. ``probability`` is that of
    ``label`` being what a trained coder would say; ``subtype`` is "" where the label has none.
    """

    turn: int
    role: Role
    label: str
    subtype: str
    probability: float | None


def read(meetings: Sequence[Sequence[Turn]], model: Model | None = None) -> tuple[tuple[Reading, ...], ...]:
    """Return a reading of every turn of every meeting.

    A turn is read with the two before and the one after it and nothing else: one more turn at the end changes at most
    the reading of the turn before it, and the order of the meetings changes nothing.
    """
    found: list[tuple[Reading, ...]] = []
    for batch in _batches(meetings):
        found.extend(_read(batch, model or shipped()))
    return tuple(found)


def _batches(meetings: Sequence[Sequence[Turn]]) -> list[list[Sequence[Turn]]]:
    batches: list[list[Sequence[Turn]]] = []
    size = AT_ONCE
    for meeting in meetings:
        if size >= AT_ONCE:
            batches.append([])
            size = 0
        batches[-1].append(meeting)
        size += len(meeting)
    return batches


def _read(meetings: Sequence[Sequence[Turn]], model: Model) -> list[tuple[Reading, ...]]:
    if not any(meetings):
        return [() for _ in meetings]
    told = Told.of(meetings)
    by_coach, by_client = model.scores(told)
    coach, client = _labels(model, by_coach, COACH_COLUMNS), _labels(model, by_client, CLIENT_COLUMNS)
    turns = chain.from_iterable(meetings)
    rows = zip(turns, told.coach.tolist(), strict=True)
    readings = [_one(turn, row, coach if by else client) for row, (turn, by) in enumerate(rows)]
    ends = np.cumsum([0, *map(len, meetings)]).tolist()
    return [tuple(readings[start:end]) for start, end in pairwise(ends)]


Decided = dict[str, tuple[list[str], list[float]]]


def _labels(model: Model, scores: Floats, columns: dict[str, slice]) -> Decided:
    """For each head the label with the highest score, and its calibrated probability."""
    decided: Decided = {}
    for head, where in columns.items():
        own = scores[:, where]
        best = own.argmax(axis=1)
        sure = model.probabilities(head, own)[np.arange(len(own)), best]
        decided[head] = ([HEADS[head][n] for n in best], sure.tolist())
    return decided


def _one(turn: Turn, row: int, decided: Decided) -> Reading:
    if turn.role is Role.OTHER:
        return Reading(turn.id, turn.role, "", "", None)
    labels, sure = decided["behaviour" if turn.role is Role.COACH else "talk"]
    label = labels[row]
    subtype = decided[label][0][row] if turn.role is Role.COACH and Behaviour(label) in SUBTYPES else ""
    return Reading(turn.id, turn.role, label, subtype, round(sure[row], 4))
