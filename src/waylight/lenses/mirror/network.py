"""A small network that reads words in their order: what the marks of single words and pairs do not tell.

Each word has a vector; what it means between the two words before it and the two after comes from one hidden layer. A
window of three such meanings that slides over a turn speaks to a row of detectors, of which each keeps the loudest
answer (a convolution with max-pooling: Kim 2014, Proceedings of EMNLP, 1746–1751). What the detectors found in a turn,
what its words mean on average, and the same of the two turns before and of the one after go through one hidden layer to
the labels.
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

Vectors = NDArray[np.float32]
BESIDE = (-2, -1, 1)  # which turns beside a turn are looked at
UNTHREADED = 1 << 18  # multiplications; OpenBLAS shares more than these among threads
AT_A_TIME = 512  # words; the answers of more would not fit the processor's cache
MEAN_WEIGHT = np.float32(2)  # of what words mean on average, beside the detectors


def _product(rows: Vectors, matrix: Vectors) -> Vectors:
    """Return ``rows @ matrix``, some rows at a time: for so little work, waking a second thread takes longer."""
    some = max(1, UNTHREADED // matrix.size)
    blocks = -(-len(rows) // some)
    filled = np.zeros((blocks * some, len(matrix)), dtype=rows.dtype)
    filled[: len(rows)] = rows
    found: Vectors = (filled.reshape(blocks, some, len(matrix)) @ matrix).reshape(blocks * some, matrix.shape[1])
    return found[: len(rows)]


@dataclass(frozen=True, slots=True)
class Layers:
    """From what was found in a turn and beside it to scores of the labels of one role."""

    hidden: Vectors
    hidden_bias: Vectors
    out: Vectors
    out_bias: Vectors

    def scores(self, found: Vectors) -> Vectors:
        """Return a row of scores for each row found."""
        return _product(np.maximum(_product(found, self.hidden) + self.hidden_bias, 0), self.out) + self.out_bias


@dataclass(frozen=True, slots=True)
class Network:
    """Keys of words, ascending, a vector for each and a last one for all others, and what reads them.

    ``near`` is a matrix for each place around a word, numbers of a vector by hidden; ``meant`` goes from hidden to
    meanings, and ``window`` is a matrix for a meaning before, here and after, by detectors. ``absent`` stands for what
    would be found in a turn beside that is not there.
    """

    keys: NDArray[np.uint64]
    vectors: NDArray[np.float16]
    near: Vectors
    near_bias: Vectors
    meant: Vectors
    meant_bias: Vectors
    window: Vectors
    window_bias: Vectors
    absent: Vectors
    coach: Layers
    client: Layers

    def scores(self, told: Told, coach: Flags, client: Flags) -> tuple[Vectors, Vectors]:
        """Return scores of the labels for the turns in ``coach``, and for those in ``client``."""
        found, shape = self.found(told.words), told.shapes().astype(np.float32)
        near = beside(told.first, told.last)
        sides = zip((self.coach, self.client), (coach, client), strict=True)
        spoken = [
            side.scores(seen_beside(found, shape, self.absent, near, told.coach, np.flatnonzero(rows)))
            for side, rows in sides
        ]
        return spoken[0], spoken[1]

    def found(self, words: Tokens) -> Vectors:
        """Return what the detectors find in each turn, and what its words mean on average, turns by both."""
        row = rows_of(self.keys, words.token)
        stands = np.zeros(len(self.vectors), dtype=np.bool_)
        stands[row] = True
        known, place = np.flatnonzero(stands), (np.cumsum(stands) - 1)[row]
        vectors = self.vectors[known].astype(np.float32)
        nothing = np.zeros((1, self.near.shape[2]), dtype=np.float32)
        spoken = [np.vstack([_product(vectors, part), nothing]) for part in self.near]
        around = list(_around(words.turn, place, len(known), len(spoken) // 2))
        found = np.zeros((words.turns, self.window.shape[2] + self.meant.shape[1]), dtype=np.float32)
        found[:, : self.window.shape[2]] = np.maximum(self.window_bias, 0)  # of a turn without words
        for turns, at in _alike(words):
            hidden = spoken[0][around[0][at]]
            for part, there in zip(spoken[1:], around[1:], strict=True):
                hidden += part[there[at]]
            found[turns] = self._of_turns(hidden)
        return found

    def _of_turns(self, hidden: Vectors) -> Vectors:
        """What is found in turns that are equally long, from the hidden layer of their words."""
        turns, words, wide = hidden.shape
        hidden += self.near_bias
        np.maximum(hidden, 0, out=hidden)
        meant = _product(hidden.reshape(-1, wide), self.meant) + self.meant_bias
        before, heard, after = (_product(meant, part).reshape(turns, words, -1) for part in self.window)
        heard[:, 1:] += before[:, :-1]
        heard[:, :-1] += after[:, 1:]
        loudest = np.maximum(heard.max(axis=1) + self.window_bias, 0)
        mean = meant.reshape(turns, words, -1).mean(axis=1)
        return np.concatenate([loudest, MEAN_WEIGHT * mean], axis=1)


def _around(turn: Ints, place: Ints, nothing: int, far: int) -> Iterator[Ints]:
    """For each step from ``far`` before a word to as far after it, what stands there: ``nothing`` outside its turn."""
    beyond = np.full(far, nothing)
    places, turns = np.concatenate([beyond, place, beyond]), np.concatenate([beyond * 0 - 1, turn, beyond * 0 - 1])
    for step in range(2 * far + 1):
        there = slice(step, step + len(place))
        yield np.where(turns[there] == turn, places[there], nothing)


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


def seen_beside(found: Vectors, shape: Vectors, absent: Vectors, near: Ints, coach: Flags, rows: Ints) -> Vectors:
    """Return what was found in each of ``rows`` and beside it, the shapes of these turns, and who spoke there."""
    parts, rest = [found[rows]], [shape[rows]]
    for n in range(len(BESIDE)):
        there = near[rows, n] >= 0
        at = np.where(there, near[rows, n], 0)
        parts.append(np.where(there[:, None], found[at], absent[n]))
        rest.append(shape[at] * there[:, None])
        rest.append(np.stack([there, there & (coach[at] == coach[rows])], axis=1).astype(shape.dtype))
    return np.concatenate([*parts, *rest], axis=1)
