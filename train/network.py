"""Teaches a network that reads in windows: gradients written out, and chance that is seeded.

The same code teaches what ships, whose vectors are those of words, and its teacher, whose vectors a language model made
of each word piece in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import softmax

from train.adam import Adam, Floats32, Parts
from train.aims import Aim
from train.model import Ints
from waylight.lenses.mirror.labels import HEADS, OF_CLIENT, OF_COACH
from waylight.lenses.mirror.network import BESIDE, seen_beside
from waylight.lenses.mirror.weights import CLIENT_COLUMNS, COACH_COLUMNS

DETECTORS, HIDDEN, WINDOW = 128, 64, 3
AT_ONCE, TOGETHER = 128, 8  # turns; those that stand together share what is found in them
WORDS_LOST, NUMBERS_LOST, FOUND_LOST, HIDDEN_LOST = 0.08, 0.2, 0.4, 0.3  # dropout of each kind
SIDES = (("coach", OF_COACH, COACH_COLUMNS), ("client", OF_CLIENT, CLIENT_COLUMNS))
Chance = np.random.Generator | None  # without it nothing is lost


@dataclass(frozen=True, slots=True)
class Read:
    """Turns as a network takes them: their words as rows of its vectors, whose last stands for words without one."""

    word: Ints
    amount: Ints  # of words, by turn
    near: Ints
    shape: Floats32
    coach: NDArray[np.bool_]

    @property
    def begin(self) -> Ints:
        """Where each turn's words begin."""
        return np.asarray(np.cumsum(self.amount) - self.amount)

    def places(self, turns: Ints) -> tuple[Ints, Ints]:
        """Return the places of all words of ``turns`` in order, and which of ``turns`` each is of."""
        amount = self.amount[turns]
        ends = np.cumsum(amount)
        place = np.arange(ends[-1]) + np.repeat(self.begin[turns] - ends + amount, amount)
        return place, np.repeat(np.arange(len(turns)), amount)


def learned(
    read: Read, vectors: Floats32, aims: dict[str, Aim], turns: Ints, seed: int, epochs: int, moving: bool
) -> Parts:
    """Return the parts of a network that learned from ``turns``, which stand in order; vectors may be ``moving``."""
    chance = np.random.default_rng(seed)
    parts = _start(vectors, read.shape.shape[1], chance)
    runs = [turns[n : n + TOGETHER] for n in range(0, len(turns), TOGETHER)]
    per = AT_ONCE // TOGETHER
    adam = Adam(parts, epochs * -(-len(runs) // per))
    for _ in range(epochs):
        order = chance.permutation(len(runs))
        for start in range(0, len(order), per):
            rows = np.concatenate([runs[n] for n in order[start : start + per]])
            adam.step(parts, _slopes(parts, read, rows, aims, chance, moving))
    return parts


def said(parts: Parts, read: Read) -> dict[str, Floats32]:
    """Return by head the probabilities that a network gives to every turn; nothing for the other role's."""
    everything = np.arange(len(read.amount))
    heard = [
        _Heard.of(parts, read, rows, None).found for rows in np.array_split(everything, len(everything) // 256 + 1)
    ]
    found, thoughts = np.concatenate(heard), {}
    for side, _, columns in SIDES:
        own = np.flatnonzero(read.coach == (side == "coach"))
        given = seen_beside(found, read.shape, parts["absent"], read.near, read.coach, own)
        hidden = np.maximum(given @ parts[f"{side}_hidden"] + parts[f"{side}_hidden_bias"], 0)
        scores = hidden @ parts[f"{side}_out"] + parts[f"{side}_out_bias"]
        for head, where in columns.items():
            thoughts[head] = np.zeros((len(everything), len(HEADS[head])), dtype=scores.dtype)
            thoughts[head][own] = softmax(scores[:, where], axis=1)
    return thoughts


def _start(vectors: Floats32, shape: int, chance: np.random.Generator) -> Parts:
    numbers = vectors.shape[1]
    wide = (1 + len(BESIDE)) * (DETECTORS + shape) + 2 * len(BESIDE)
    sizes = {
        "window": (WINDOW * numbers, DETECTORS),
        "coach_hidden": (wide, HIDDEN),
        "client_hidden": (wide, HIDDEN),
        "coach_out": (HIDDEN, sum(len(HEADS[head]) for head in OF_COACH)),
        "client_out": (HIDDEN, sum(len(HEADS[head]) for head in OF_CLIENT)),
    }
    parts = {name: (chance.uniform(-1, 1, size) / np.sqrt(size[0])).astype(np.float32) for name, size in sizes.items()}
    parts |= {f"{name}_bias": np.zeros(size[1], dtype=np.float32) for name, size in sizes.items()}
    parts["absent"] = np.zeros((len(BESIDE), DETECTORS), dtype=np.float32)
    parts["vectors"] = vectors
    return parts


def _kept(shape: tuple[int, ...], lost: float, chance: Chance) -> Floats32:
    if chance is None:
        return np.ones(shape, dtype=np.float32)
    return np.asarray((chance.random(shape, dtype=np.float32) >= lost) / np.float32(1 - lost), dtype=np.float32)


def _slopes(parts: Parts, read: Read, rows: Ints, aims: dict[str, Aim], chance: Chance, moving: bool) -> Parts:
    """Return how the loss rises with every part, by one pass forward and one back."""
    needed = np.unique(np.append(rows, read.near[rows].ravel()))
    needed = needed[needed >= 0]
    heard = _Heard.of(parts, read, needed, chance)
    kept = _kept((len(needed), DETECTORS), FOUND_LOST, chance)
    found = np.zeros((len(read.amount), DETECTORS), dtype=np.float32)
    found[needed] = heard.found * kept
    slopes: Parts = {}
    back, back_absent = np.zeros_like(found), np.zeros_like(parts["absent"])
    for side, heads, columns in SIDES:
        own = rows[read.coach[rows] == (side == "coach")]
        given = seen_beside(found, read.shape, parts["absent"], read.near, read.coach, own).astype(np.float32)
        hidden = given @ parts[f"{side}_hidden"] + parts[f"{side}_hidden_bias"]
        lit = (hidden > 0) * _kept(hidden.shape, HIDDEN_LOST, chance)
        hidden *= lit
        scores = hidden @ parts[f"{side}_out"] + parts[f"{side}_out_bias"]
        off = np.zeros_like(scores)
        for head in heads:
            wanted, weight = aims[head][0][own], aims[head][1][own]
            off[:, columns[head]] = (softmax(scores[:, columns[head]], axis=1) - wanted) * (weight / len(rows))[:, None]
        slopes[f"{side}_out"], slopes[f"{side}_out_bias"] = hidden.T @ off, off.sum(axis=0)
        down = (off @ parts[f"{side}_out"].T) * lit
        slopes[f"{side}_hidden"], slopes[f"{side}_hidden_bias"] = given.T @ down, down.sum(axis=0)
        _spread(down @ parts[f"{side}_hidden"].T, own, read.near, back, back_absent)
    slopes["absent"] = back_absent
    return slopes | heard.back(parts, back[needed] * kept, moving)


def _spread(down: Floats32, own: Ints, near: Ints, back: Floats32, back_absent: Floats32) -> None:
    """Give what came back to the turns that it came from."""
    np.add.at(back, own, down[:, :DETECTORS])
    for n in range(len(BESIDE)):
        there, part = near[own, n] >= 0, down[:, (n + 1) * DETECTORS : (n + 2) * DETECTORS]
        np.add.at(back, near[own[there], n], part[there])
        back_absent[n] += part[~there].sum(axis=0)


@dataclass(slots=True)
class _Heard:
    """One pass over the words of some turns, kept for the way back."""

    word: Ints
    kept: Floats32
    given: Floats32
    joins: NDArray[np.bool_]  # a word and the next are of one turn
    turn: Ints  # of each word, among the turns that have any
    loudest: NDArray[np.bool_]
    some: NDArray[np.bool_]  # the turn has words
    found: Floats32

    @classmethod
    def of(cls, parts: Parts, read: Read, needed: Ints, chance: Chance) -> _Heard:
        amount, (place, _) = read.amount[needed], read.places(needed)
        ends = np.cumsum(amount)
        there = _kept((len(place),), WORDS_LOST, chance) > 0
        word = np.where(there, read.word[place], len(parts["vectors"]) - 1)
        some = amount > 0
        turn = np.repeat(np.arange(some.sum()), amount[some])
        joins = turn[1:] == turn[:-1]
        numbers = parts["vectors"].shape[1]
        kept = _kept((len(word), numbers), NUMBERS_LOST, chance)
        vector = parts["vectors"][word] * kept
        given = np.zeros((len(word), WINDOW * numbers), dtype=vector.dtype)
        given[:, numbers : 2 * numbers] = vector
        given[1:, :numbers][joins] = vector[:-1][joins]
        given[:-1, 2 * numbers :][joins] = vector[1:][joins]
        spoken = given @ parts["window"]
        top = np.zeros((len(needed), DETECTORS), dtype=spoken.dtype)
        top[some] = np.maximum.reduceat(spoken, (ends - amount)[some], axis=0)
        found = np.maximum(top + parts["window_bias"], 0)
        return cls(word, kept, given, joins, turn, spoken == top[some][turn], some, found)

    def back(self, parts: Parts, down: Floats32, moving: bool) -> Parts:
        """Return the slopes of the window and, if they are ``moving``, of the vectors."""
        down = down * (self.found > 0)
        numbers = parts["vectors"].shape[1]
        spoken = self.loudest * down[self.some][self.turn]
        slopes = {"window": self.given.T @ spoken, "window_bias": down.sum(axis=0)}
        if not moving:
            return slopes
        given = spoken @ parts["window"].T
        vector = given[:, numbers : 2 * numbers].copy()
        vector[:-1][self.joins] += given[1:, :numbers][self.joins]
        vector[1:][self.joins] += given[:-1, 2 * numbers :][self.joins]
        vector *= self.kept
        who = csr_matrix(
            (np.ones(len(self.word), dtype=np.float32), (self.word, np.arange(len(self.word)))),
            shape=(len(parts["vectors"]), len(self.word)),
        )
        vectors = who @ vector
        vectors[-1] = 0  # a word that is not known says nothing
        return slopes | {"vectors": vectors}
