"""Learns from a coach's own labels how her meetings differ from what the model learned from, and says if that helps.

The shipped weights stay as they are. What is learned is one number for each label, added to its log-odds: how much
more, or less, of it there is in her meetings than the model believes. So few numbers can be had from few meetings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax, stdtrit

from waylight.language import gettext
from waylight.lenses.figure import Figure
from waylight.lenses.intervals import TAIL
from waylight.lenses.mirror.labels import HEADS, OF_COACH, SUBTYPES, Behaviour
from waylight.lenses.mirror.reading import Reading
from waylight.lenses.mirror.told import Told
from waylight.lenses.mirror.turns import Role, Turn
from waylight.lenses.mirror.weights import CLIENT_COLUMNS, COACH_COLUMNS, Model, shipped
from waylight.lenses.mirror.wording import Floats

FEWEST_MEETINGS = 5  # each is left out once; the interval of the gain is over meetings, and of fewer says nothing
FEWEST_TURNS = 50  # of those that a head decides about
SPREAD = 0.5  # of a shift before anything is seen: a label is seldom twice, or half, as frequent elsewhere

Shift = dict[str, tuple[float, ...]]
Columns = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A meeting that the coach has been through: its turns, and what she says each is, as label and subtype."""

    turns: Sequence[Turn]
    said: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a head would be with the shift, in meetings that the shift had not seen.

    ``gain`` is what the probability of the right label rises by, in nats a turn. ``kept``: the shift is used.
    """

    head: str
    meetings: int
    turns: int
    right_before: int
    right_after: int
    gain: Figure
    kept: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """The turns of one meeting that a head decides about: log probabilities, the model's label, and hers."""

    logs: Floats
    best: Columns
    right: Columns


def learn(meetings: Sequence[Labelled], model: Model | None = None) -> tuple[Shift, tuple[Checked, ...]]:
    """Return the shifts that help, and what was found of every head. Those that do not help are left out."""
    by_head = _seen(meetings, model or shipped())
    checked = tuple(_check(head, by_head[head]) for head in HEADS)
    shift = {one.head: tuple(float(n) for n in _fit(by_head[one.head])) for one in checked if one.kept}
    return shift, checked


def read_adjusted(turns: Sequence[Turn], shift: Shift, model: Model | None = None) -> tuple[Reading, ...]:
    """Return the readings of a meeting with shifted log-odds; probabilities are shifted with them."""
    if not turns:
        return ()
    decided = {}
    for head, (logs, best) in _heads(turns, model or shipped()).items():
        if head in shift:
            logs = log_softmax(logs + np.array(shift[head]), axis=1)
            best = logs.argmax(axis=1)
        decided[head] = (best.tolist(), np.exp(logs[np.arange(len(best)), best]).tolist())
    return tuple(_reading(turn, at, decided) for at, turn in enumerate(turns))


def _reading(turn: Turn, at: int, decided: Mapping[str, tuple[list[int], list[float]]]) -> Reading:
    if turn.role is Role.OTHER:
        return Reading(turn.id, turn.role, "", "", None)
    head = "behaviour" if turn.role is Role.COACH else "talk"
    best, sure = decided[head]
    label = HEADS[head][best[at]]
    has_subtype = turn.role is Role.COACH and Behaviour(label) in SUBTYPES
    subtype = HEADS[label][decided[label][0][at]] if has_subtype else ""
    return Reading(turn.id, turn.role, label, subtype, round(sure[at], 4))


def _heads(turns: Sequence[Turn], model: Model) -> dict[str, tuple[Floats, Columns]]:
    """For every head the log of the model's probabilities, turns by labels, and the label that it gives each turn."""
    sides = zip(model.scores(Told.of([turns])), (COACH_COLUMNS, CLIENT_COLUMNS), strict=True)
    return {
        head: (np.log(np.maximum(model.probabilities(head, own := side[:, where]), 1e-12)), own.argmax(axis=1))
        for side, columns in sides
        for head, where in columns.items()
    }


def _seen(meetings: Sequence[Labelled], model: Model) -> dict[str, list[_Seen]]:
    found: dict[str, list[_Seen]] = {head: [] for head in HEADS}
    for meeting in meetings:
        decided = _heads(meeting.turns, model)
        for head, labels in HEADS.items():
            pairs = [(at, labels.index(said)) for at, said in _of_head(head, meeting) if said in labels]
            if pairs:
                at = [place for place, _ in pairs]
                logs, best = decided[head]
                right = np.array([column for _, column in pairs], dtype=np.int64)
                found[head].append(_Seen(logs[at], best[at], right))
    return found


def _of_head(head: str, meeting: Labelled) -> list[tuple[int, str]]:
    """The places of the turns that a head decides about, with her label there: a subtype only of her own label."""
    found = []
    for at, turn in enumerate(meeting.turns):
        label, subtype = meeting.said.get(turn.id, ("", ""))
        if turn.role is (Role.COACH if head in OF_COACH else Role.CLIENT) and label:
            found.append((at, label if head in ("behaviour", "talk") else subtype if label == head else ""))
    return found


def _fit(seen: Sequence[_Seen]) -> Floats:
    """The most probable shifts: multinomial logistic regression with fixed log-odds and a normal prior (MAP)."""
    logs, right = np.concatenate([one.logs for one in seen]), np.concatenate([one.right for one in seen])
    counts = np.bincount(right, minlength=logs.shape[1])

    def loss(shift: Floats) -> tuple[float, Floats]:
        moved = log_softmax(logs + shift, axis=1)
        surprise = -moved[np.arange(len(right)), right].sum() + (shift @ shift) / (2 * SPREAD**2)
        return float(surprise), np.exp(moved).sum(axis=0) - counts + shift / SPREAD**2

    from scipy.optimize import minimize  # slow to load: only where it is asked for

    found: Floats = minimize(loss, np.zeros(logs.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def _check(head: str, seen: Sequence[_Seen]) -> Checked:
    """Leave out each meeting once, and hold what its turns are without and with the shift of the others."""
    turns = sum(len(one.right) for one in seen)
    if len(seen) < FEWEST_MEETINGS or turns < FEWEST_TURNS:
        why = gettext(
            "{turns} turns in {meetings} meetings; it takes {fewest_turns} in {fewest_meetings} to say "
            "whether anything can be learned."
        ).format(turns=turns, meetings=len(seen), fewest_turns=FEWEST_TURNS, fewest_meetings=FEWEST_MEETINGS)
        return Checked(head, len(seen), turns, 0, 0, Figure.unknown(why), kept=False)
    left_out = [_left_out(one, [*seen[:n], *seen[n + 1 :]]) for n, one in enumerate(seen)]
    before, after = sum(one[0] for one in left_out), sum(one[1] for one in left_out)
    gain = _gain([one[2] for one in left_out], [len(one.right) for one in seen])
    return Checked(head, len(seen), turns, before, after, gain, kept=(gain.low or 0.0) > 0 and after >= before)


def _left_out(one: _Seen, others: Sequence[_Seen]) -> tuple[int, int, float]:
    """How many labels of a meeting are right without and with the shift, and the gain in nats over its turns."""
    at = np.arange(len(one.right))
    moved = log_softmax(one.logs + _fit(others), axis=1)
    rights = [int((best == one.right).sum()) for best in (one.best, moved.argmax(axis=1))]
    return rights[0], rights[1], float((moved - one.logs)[at, one.right].sum())


def _gain(gains: Sequence[float], turns: Sequence[int]) -> Figure:
    """The gain a turn, with its 90 % interval over meetings: a ratio estimator (Cochran 1977, *Sampling*, 6.13)."""
    m, whole = len(gains), sum(turns)
    mean = sum(gains) / whole
    rest = sum((gain - mean * n) ** 2 for gain, n in zip(gains, turns, strict=True))
    half = float(-stdtrit(m - 1, TAIL)) * (m / (m - 1) * rest) ** 0.5 / whole
    return Figure(mean, mean - half, mean + half)
