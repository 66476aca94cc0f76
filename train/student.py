"""The network that ships: it learns from labels and, more, from what its teacher thinks of the same turns."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from train.adam import Floats32, Parts
from train.aims import Thoughts, aims_of
from train.corpus import Corpus
from train.fitting import Floats
from train.model import Ints
from train.network import DETECTORS, WINDOW, Read, learned
from train.vectors import Words
from waylight.lenses.mirror.labels import HEADS
from waylight.lenses.mirror.network import Layers, Network, beside, rows_of
from waylight.lenses.mirror.tokens import Hashes
from waylight.lenses.mirror.told import Told
from waylight.lenses.mirror.weights import CLIENT_COLUMNS, COACH_COLUMNS, LAYERS

EPOCHS = 12
SHARE = {"behaviour": 0.5, "question": 0.3, "reflection": 1.0, "input": 0.3, "talk": 1.0}  # beside what the marks say


class Student:
    """A corpus in words, ready to be learned from."""

    def __init__(self, corpus: Corpus, words: Words) -> None:
        self.told, self.words, self.labels = Told.of(corpus.meetings), words, corpus.labels
        row = rows_of(words.keys, self.told.words.token)
        self.used = np.unique(np.append(row, len(words.keys)))  # rows of the words that stand in it, and of no word
        amount = np.bincount(self.told.words.turn, minlength=len(self.told.texts))
        near, shape = beside(self.told.first, self.told.last), self.told.shapes().astype(np.float32)
        self.read = Read(np.searchsorted(self.used, row), amount, near, shape, self.told.coach)

    def taught(self, teacher: Thoughts, turns: Ints, seed: int) -> Network:
        """Return a network that learned from ``turns``. Vectors of words that none of them shows stay as they were."""
        vectors = np.vstack([self.words.vectors, np.zeros_like(self.words.vectors[:1])])
        aims = aims_of(self.labels, turns, teacher)
        parts = learned(self.read, vectors[self.used], aims, turns, seed, EPOCHS, moving=True)
        vectors[self.used] = parts["vectors"]
        return _network(parts, self.words.keys, vectors)

    def unseen(self, teacher: Callable[[Ints, int], Thoughts], fold: Ints, seed: int) -> dict[str, Floats]:
        """Score every turn by a network that was taught, and whose teacher was, without its conversation."""
        coach = self.told.coach
        found = {head: np.full((len(fold), len(HEADS[head])), np.nan) for head in HEADS}
        for one in np.unique(fold).tolist():
            tried, others = fold == one, np.flatnonzero(fold != one)
            network = self.taught(teacher(others, seed + one), others, seed + one)
            both = network.scores(self.told, coach & tried, ~coach & tried)
            for scores, own, columns in zip(both, (coach, ~coach), (COACH_COLUMNS, CLIENT_COLUMNS), strict=True):
                for head, where in columns.items():
                    found[head][own & tried] = scores[:, where]
        return found


def _network(parts: Parts, keys: Hashes, vectors: Floats32) -> Network:
    """Return what was taught as what reads; word vectors are rounded as they are when kept in a file."""
    window = parts["window"].reshape(WINDOW, -1, DETECTORS).astype(np.float64)
    coach, client = (
        Layers(*(parts[f"{side}_{part}"].astype(np.float64) for part in ("hidden", "hidden_bias", "out", "out_bias")))
        for side in ("coach", "client")
    )
    bias, absent = parts["window_bias"].astype(np.float64), parts["absent"].astype(np.float64)
    return Network(keys, vectors.astype(np.float16), window, bias, absent, coach, client)


def parts_of(network: Network) -> dict[str, Floats | Ints]:
    """Return a network as what is kept in a file: each head's scores already weigh what they weigh in the sum."""
    parts = {"keys": network.keys, "vectors": network.vectors, "absent": network.absent, "bias": network.bias}
    parts["window"] = network.window
    for side, columns in (("coach", COACH_COLUMNS), ("client", CLIENT_COLUMNS)):
        layers = getattr(network, side)
        share = np.concatenate([np.full(where.stop - where.start, SHARE[head]) for head, where in columns.items()])
        kept = (layers.hidden, layers.hidden_bias, layers.out * share, layers.out_bias * share)
        parts |= {f"{side}_{name}": part for name, part in zip(LAYERS, kept, strict=True)}
    return {f"network_{name}": _small(part) for name, part in parts.items()}


def _small(part: Floats | Ints) -> Floats | Ints:
    return part.astype(np.float32) if part.dtype == np.float64 else part
