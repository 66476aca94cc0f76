"""A small network that reads words in their order: what the marks of single words and pairs do not tell.

Each word has a vector; a window of three words that slides over a turn speaks to a row of detectors, of which each
keeps the loudest answer (a convolution with max-pooling: Kim 2014, Proceedings of EMNLP, 1746–1751). What the detectors
found in a turn, in the two before and in the one after it goes through one hidden layer to the labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.mirror.tokens import Flags, Hashes, Ints, Tokens
    from waylight.lenses.mirror.told import Told
    from waylight.lenses.mirror.wording import Floats

Vectors = NDArray[np.float32]
BESIDE = (-2, -1, 1)  # which turns beside a turn are looked at
UNTHREADED = 1 << 18  # multiplications; OpenBLAS shares more than these among threads
AT_A_TIME = 1024  # words; the answers of more would not fit the processor's cache


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Return ``rows @ matrix``, some rows at a time: for so little work, waking a second thread takes longer."""
    some = max(1, UNTHREADED // matrix.size)
    blocks = -(-len(rows) // some)
    filled = np.zeros((blocks * some, len(matrix)))
    filled[: len(rows)] = rows
    found: Floats = (filled.reshape(blocks, some, len(matrix)) @ matrix).reshape(blocks * some, matrix.shape[1])
    return found[: len(rows)]


@dataclass(frozen=True, slots=True)
class Layers:
    """From what was found in a turn and beside it to scores of the labels of one role."""

    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def scores(self, found: Floats) -> Floats:
        """Return a row of scores for each row found."""
        return _product(np.maximum(_product(found, self.hidden) + self.hidden_bias, 0), self.out) + self.out_bias


@dataclass(frozen=True, slots=True)
class Network:
    """Keys of words, ascending, a vector for each and a last one for all others, and what reads them.

    ``window`` is three matrices (word before, word, word after), numbers of a vector by detectors; ``absent`` stands
    for the detectors of a turn beside that is not there.
    """

    keys: NDArray[np.uint64]
    vectors: NDArray[np.float16]
    window: Floats
    bias: Floats
    absent: Floats
    coach: Layers
    client: Layers

    def scores(self, told: Told, coach: Flags, client: Flags) -> tuple[Floats, Floats]:
        """Return scores of the labels for the turns in ``coach``, and for those in ``client``."""
        found, shape = self.found(told.words).astype(np.float64), told.shapes()
        near = beside(told.first, told.last)
        sides = zip((self.coach, self.client), (coach, client), strict=True)
        spoken = [
            side.scores(seen_beside(found, shape, self.absent, near, told.coach, np.flatnonzero(rows)))
            for side, rows in sides
        ]
        return spoken[0], spoken[1]

    def found(self, words: Tokens) -> Vectors:
        """Return what the detectors find in each turn, turns by detectors."""
        row = rows_of(self.keys, words.token)
        stands = np.zeros(len(self.vectors), dtype=np.bool_)
        stands[row] = True
        known, place = np.flatnonzero(stands), (np.cumsum(stands) - 1)[row]
        spoken = [self._spoken(known, part) for part in self.window]
        joins = words.turn[1:] == words.turn[:-1]
        before, after = (np.full(len(place), len(known)) for _ in range(2))  # a row of zeros stands for no word
        before[1:][joins], after[:-1][joins] = place[:-1][joins], place[1:][joins]
        found = np.zeros((words.turns, self.window.shape[2]), dtype=np.float32)
        for turns, at in _alike(words):
            heard = spoken[1][place[at]]
            heard += spoken[0][before[at]]
            heard += spoken[2][after[at]]
            found[turns] = heard.max(axis=1)
        found += self.bias.astype(np.float32)
        return np.maximum(found, 0, out=found)

    def _spoken(self, known: Ints, part: Floats) -> Vectors:
        """What each known word says to the detectors from one place of the window."""
        said = _product(self.vectors[known].astype(np.float64), part).astype(np.float32)
        return np.vstack([said, np.zeros((1, said.shape[1]), dtype=np.float32)])


def _alike(words: Tokens) -> Iterator[tuple[Ints, Ints]]:
    """Turns that are equally long, some at a time, and the places of their words, turns by words."""
    amount = np.bincount(words.turn, minlength=words.turns)
    begin = np.cumsum(amount) - amount
    order = np.argsort(amount, kind="stable")
    lengths, first = np.unique(amount[order], return_index=True)
    for length, group in zip(lengths.tolist(), np.split(order, first[1:]), strict=True):
        together = max(1, AT_A_TIME // length) if length else len(group)
        for start in range(0, len(group) if length else 0, together):
            turns = group[start : start + together]
            yield turns, begin[turns][:, None] + np.arange(length)


def rows_of(keys: Hashes, token: Hashes) -> Ints:
    """Return where each token stands among the keys; one past the last if it is not there."""
    row = np.minimum(np.searchsorted(keys, token), len(keys) - 1)
    return np.where(keys[row] == token, row, len(keys))


def beside(first: Flags, last: Flags) -> Ints:
    """Return for each turn the places of the turns in ``BESIDE``, -1 where the meeting has none there."""
    turns = np.arange(len(first))
    before = np.where(first, -1, turns - 1)
    after = np.where(last, -1, turns + 1)
    twice = np.where(before < 0, -1, before[before])
    return np.stack([twice, before, after], axis=1)


def seen_beside(found: Floats, shape: Floats, absent: Floats, near: Ints, coach: Flags, rows: Ints) -> Floats:
    """Return what was found in each of ``rows`` and beside it, the shapes of these turns, and who spoke there."""
    parts, rest = [found[rows]], [shape[rows]]
    for n in range(len(BESIDE)):
        there = near[rows, n] >= 0
        at = np.where(there, near[rows, n], 0)
        parts.append(np.where(there[:, None], found[at], absent[n]))
        rest.append(np.where(there[:, None], shape[at], 0))
        rest.append(np.stack([there, there & (coach[at] == coach[rows])], axis=1))
    return np.concatenate([*parts, *rest], axis=1)
