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
from waylight.lenses.mirror.network import Layers, Network
from waylight.lenses.mirror.wording import Floats, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.lenses.mirror.tokens import Flags, Hashes, Ints
    from waylight.lenses.mirror.told import Told

SHIPPED = Path(__file__).with_name("weights.npz")
BEYOND = np.uint64(48)  # bits of a key after its first 16
LAYERS = ("hidden", "hidden_bias", "out", "out_bias")


@dataclass(frozen=True, slots=True)
class Side:
    """The weights for one role's turns: ``keys`` ascending, and a row of ``weights`` for each, one column a label.

    ``starts`` says for the first 16 bits of a key where keys that begin so are; there are seldom more than two.
    """

    keys: NDArray[np.uint64]
    weights: NDArray[np.float32]
    bias: Floats
    starts: Ints

    def scores(self, marks: Mark, turns: Flags) -> Floats:
        """Return the sum of what speaks for each label, turns by labels; nothing is known of those not in ``turns``."""
        own = turns[marks.turn]
        turn, key, value = marks.turn[own], marks.key[own], marks.value[own]
        row = self.rows(key)
        columns = [np.bincount(turn, value * column[row], len(turns)) for column in self.weights.T]
        return np.stack(columns, axis=1) + self.bias

    def rows(self, key: Hashes) -> Ints:
        """Return where each key stands, and for those that stand nowhere the last row, whose weights are nothing."""
        begins = key >> BEYOND
        row: Ints = self.starts[begins]
        end = self.starts[begins + np.uint64(1)]
        off = np.flatnonzero((self.keys[row] != key) & (row < end))
        while len(off):
            row[off] += 1
            off = off[(row[off] < end[off]) & (self.keys[row[off]] != key[off])]
        row[row == end] = len(self.keys) - 1
        return row


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for coach and client, and how each head's scores become probabilities: softmax(s · scale + shift)."""

    coach: Side
    client: Side
    network: Network
    scale: dict[str, float]
    shift: dict[str, Floats]

    def scores(self, told: Told) -> tuple[Floats, Floats]:
        """Return scores of the coach's labels and of the client's; a row means something where that role spoke."""
        marks = told.marks()
        by_coach, by_client = self.coach.scores(marks, told.coach), self.client.scores(marks, ~told.coach)
        more = self.network.scores(told, told.coach, ~told.coach)
        by_coach[told.coach] += more[0]
        by_client[~told.coach] += more[1]
        return by_coach, by_client

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
            network=_network(file),
            scale={head: float(file[f"{head}_scale"]) for head in HEADS},
            shift={head: file[f"{head}_shift"] for head in HEADS},
        )


def side_of(keys: Hashes, weights: NDArray[np.float32], bias: Floats) -> Side:
    """Return keys, ascending, and their weights as what is looked up fast; a last row of nothing is for all others."""
    amount = np.bincount((keys >> BEYOND).astype(np.int64), minlength=1 << 16)
    weights = np.asfortranarray(np.vstack([weights, np.zeros_like(weights[:1])]))  # it is read by column
    return Side(np.append(keys, np.uint64(0)), weights, bias, np.append(0, np.cumsum(amount)))


def _side(file: Mapping[str, NDArray[np.generic]], name: str) -> Side:
    keys, weights = file[f"{name}_keys"].astype(np.uint64, copy=False), file[f"{name}_weights"].astype(np.float32)
    return side_of(keys, weights, file[f"{name}_bias"].astype(np.float64))


def _network(file: Mapping[str, NDArray[np.generic]]) -> Network:
    near, meant, window = (
        file[f"network_{name}"].astype(np.float32, copy=False) for name in ("near", "meant", "window")
    )
    biases = (file[f"network_{name}_bias"].astype(np.float32, copy=False) for name in ("near", "meant", "window"))
    near_bias, meant_bias, window_bias = biases
    coach, client = (
        Layers(*(file[f"network_{side}_{part}"].astype(np.float32, copy=False) for part in LAYERS))
        for side in ("coach", "client")
    )
    return Network(
        keys=file["network_keys"].astype(np.uint64, copy=False),
        vectors=file["network_vectors"].astype(np.float16, copy=False),
        near=near,
        near_bias=near_bias,
        meant=meant,
        meant_bias=meant_bias,
        window=window,
        window_bias=window_bias,
        absent=file["network_absent"].astype(np.float32, copy=False),
        coach=coach,
        client=client,
    )


def fingerprint(path: Path = SHIPPED) -> str:
    """Return the SHA-256 of the weights, which the card states too: they belong together."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
