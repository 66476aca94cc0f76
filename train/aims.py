"""What a network is to say of each turn: its labels, softened, and what a teacher thinks of it."""

from __future__ import annotations

import numpy as np

from train.adam import Floats32
from train.corpus import NONE
from train.model import Ints
from waylight.lenses.mirror.labels import HEADS

TAUGHT = 0.7  # of what is wanted, what the teacher thinks; the rest is the label
SMOOTH = 0.05  # of a label's weight, spread over all labels
COUNTS = {"behaviour": 1.0, "question": 0.6, "reflection": 0.6, "input": 0.3, "talk": 1.0}
BALANCE = {"talk": 0.7}  # 0 weighs turns alike, 1 weighs labels alike; 0.5 for the others
Aim = tuple[Floats32, Floats32]
Thoughts = dict[str, Floats32]  # by head, probabilities of each label of every turn


def aims_of(labels: dict[str, Ints], turns: Ints, teacher: Thoughts | None = None) -> dict[str, Aim]:
    """Return what is wanted of every head when ``turns`` are learned from."""
    return {head: _aim(labels[head], turns, head, teacher) for head in HEADS}


def _aim(label: Ints, turns: Ints, head: str, teacher: Thoughts | None) -> Aim:
    """Return the probabilities wanted of each turn, and how much it weighs: nothing where it has no label."""
    labels, there = len(HEADS[head]), np.flatnonzero(label != NONE)
    wanted = np.full((len(label), labels), SMOOTH / labels, dtype=np.float32)
    wanted[there, label[there]] += 1 - SMOOTH
    if teacher is not None:
        wanted[there] += TAUGHT * (teacher[head][there] - wanted[there])
    amount = np.maximum(np.bincount(label[turns][label[turns] != NONE], minlength=labels), 1)
    balanced = (amount.sum() / (labels * amount)) ** BALANCE.get(head, 0.5)
    weight = np.where(label != NONE, COUNTS[head] * balanced[label], 0)
    return wanted, weight.astype(np.float32)
