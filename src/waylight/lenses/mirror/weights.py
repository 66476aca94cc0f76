"""The model that ships: for each thing that can be seen in a turn, how much it speaks for each label."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from waylight.lenses.mirror.labels import HEADS, OF_CLIENT, OF_COACH
from waylight.lenses.mirror.wording import Floats, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.lenses.mirror.tokens import Flags

SHIPPED = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True, slots=True)
class Side:
    """The weights for one role's turns: ``keys`` ascending, and a row of ``weights`` for each, one column a label."""

    keys: NDArray[np.uint64]
    weights: NDArray[np.float32]
    bias: Floats

    def scores(self, marks: Mark, turns: Flags) -> Floats:
        """Return the sum of what speaks for each label, turns by labels; nothing is known of those not in ``turns``."""
        own = turns[marks.turn]
        turn, key, value = marks.turn[own], marks.key[own], marks.value[own]
        row = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        known = self.keys[row] == key
        turn, value, spoken = turn[known], value[known], self.weights[row[known]]
        columns = [np.bincount(turn, value * spoken[:, n], len(turns)) for n in range(spoken.shape[1])]
        return np.stack(columns, axis=1) + self.bias


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for coach and client, and how each head's scores become probabilities: softmax(s · scale + shift)."""

    coach: Side
    client: Side
    scale: dict[str, float]
    shift: dict[str, Floats]

    def probabilities(self, head: str, scores: Floats) -> Floats:
        """Return calibrated probabilities from a head's scores."""
        raised = scores * self.scale[head] + self.shift[head]
        raised = np.exp(raised - raised.max(axis=1, keepdims=True))
        spread: Floats = raised / raised.sum(axis=1, keepdims=True)
        return spread


def columns(heads: tuple[str, ...]) -> dict[str, slice]:
    """Say where each head's labels stand among the columns."""
    places, start = {}, 0
    for head in heads:
        places[head] = slice(start, start + len(HEADS[head]))
        start += len(HEADS[head])
    return places


COACH_COLUMNS, CLIENT_COLUMNS = columns(OF_COACH), columns(OF_CLIENT)


@cache
def shipped() -> Model:
    """Return the model that ships. It is read once."""
    return load(SHIPPED)


def load(path: Path) -> Model:
    """Read a model. Raises OSError or ValueError if the file is not one."""
    with np.load(path, allow_pickle=False) as file:
        return Model(
            coach=_side(file, "coach"),
            client=_side(file, "client"),
            scale={head: float(file[f"{head}_scale"]) for head in HEADS},
            shift={head: file[f"{head}_shift"] for head in HEADS},
        )


def _side(file: Mapping[str, NDArray[np.generic]], name: str) -> Side:
    return Side(
        keys=file[f"{name}_keys"].astype(np.uint64),
        weights=file[f"{name}_weights"].astype(np.float32),
        bias=file[f"{name}_bias"].astype(np.float64),
    )


def fingerprint(path: Path = SHIPPED) -> str:
    """Return the SHA-256 of the weights, which the card states too: they belong together."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
