"""The network that ships: it learns from labels and, more, from what its teacher thinks of the same turns."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable

import numpy as np
import torch

from train.adam import Floats32
from train.aims import Thoughts, aims_of
from train.corpus import NONE, Corpus
from train.fitting import Floats
from train.lessons import foretell, learn
from train.meanings import Meanings
from train.model import Ints
from train.network import Read
from train.reader import NEAR, WINDOW, Reader
from train.side_by_side import side_by_side
from train.vectors import Words
from waylight.lenses.mirror.labels import HEADS
from waylight.lenses.mirror.network import Layers, Network, beside, rows_of
from waylight.lenses.mirror.tokens import Hashes
from waylight.lenses.mirror.told import Told
from waylight.lenses.mirror.weights import CLIENT_COLUMNS, COACH_COLUMNS, LAYERS

SHARE = {"behaviour": 1.0, "question": 0.3, "reflection": 1.5, "input": 0.3, "talk": 3.0}  # beside what the marks say


class Student:
    """A corpus in words, ready to be learned from by a reader that already foretells meanings."""

    def __init__(self, corpus: Corpus, words: Words, about: Meanings, seed: int) -> None:
        self.told, self.words, self.labels = Told.of(corpus.meetings), words, corpus.labels
        row, other = (rows_of(words.keys, told.token) for told in (self.told.words, about.words))
        self.used = np.unique(np.concatenate([row, other, [len(words.keys)]]))  # words that stand in it, and no word
        amount = np.bincount(self.told.words.turn, minlength=len(self.told.texts))
        near, shape = beside(self.told.first, self.told.last), self.told.shapes().astype(np.float32)
        self.read = Read(np.searchsorted(self.used, row), amount, near, shape, self.told.coach)
        torch.manual_seed(seed)
        self.start = Reader(np.vstack([words.vectors, np.zeros_like(words.vectors[:1])])[self.used], shape.shape[1])
        foretell(self.start, np.searchsorted(self.used, other), about, seed)

    def taught(self, teacher: Thoughts, turns: Ints, seed: int) -> Network:
        """Return a network that learned from ``turns``. Vectors of words that nothing shows stay as they were."""
        reader = copy.deepcopy(self.start)
        learn(reader, self.read, aims_of(self.labels, turns, teacher), turns, seed)
        vectors = np.vstack([self.words.vectors, np.zeros_like(self.words.vectors[:1])])
        vectors[self.used] = reader.vectors.detach().numpy()
        vectors[-1] = 0  # a word that is not known says nothing
        return _network(reader, self.words.keys, vectors)

    def cross_taught(
        self, teacher: Callable[[Ints, int], Thoughts], fold: Ints, seed: int, processes: int
    ) -> tuple[Network, dict[str, Floats]]:
        """Return what ships, and scores of every turn by one that was taught, and its teacher, without its fold."""

        def taught(one: int) -> Network:
            others = np.flatnonzero(fold != one)
            network = self.taught(teacher(others, seed + one), others, seed + one)
            print(f"  taught {'all' if one == NONE else f'without fold {one}'}", file=sys.stderr, flush=True)
            return network

        ships, *networks = side_by_side(taught, [NONE, *range(fold.max() + 1)], processes)
        found = {head: np.full((len(fold), len(HEADS[head])), np.nan) for head in HEADS}
        for one, network in enumerate(networks):
            own = self.told.coach & (fold == one), ~self.told.coach & (fold == one)
            both = network.scores(self.told, *own)
            for scores, rows, columns in zip(both, own, (COACH_COLUMNS, CLIENT_COLUMNS), strict=True):
                for head, where in columns.items():
                    found[head][rows] = scores[:, where]
        return ships, found


def _network(reader: Reader, keys: Hashes, vectors: Floats32) -> Network:
    """Return what was taught as what reads; word vectors are rounded as they are when kept in a file."""
    parts = {name: part.detach().numpy() for name, part in reader.named_parameters()}
    turned = {name.removesuffix(".weight"): part.T for name, part in parts.items() if name.endswith(".weight")}
    coach, client = (
        Layers(turned[f"{side}_hidden"], parts[f"{side}_hidden.bias"], turned[f"{side}_out"], parts[f"{side}_out.bias"])
        for side in ("coach", "client")
    )
    return Network(
        keys=keys,
        vectors=vectors.astype(np.float16),
        near=turned["near"].reshape(NEAR, -1, turned["near"].shape[1]),
        near_bias=parts["near.bias"],
        meant=turned["meant"],
        meant_bias=parts["meant.bias"],
        window=turned["window"].reshape(WINDOW, -1, turned["window"].shape[1]),
        window_bias=parts["window.bias"],
        absent=parts["absent"],
        coach=coach,
        client=client,
    )


def parts_of(network: Network) -> dict[str, Floats | Ints]:
    """Return a network as what is kept in a file: each head's scores already weigh what they weigh in the sum."""
    names = ("keys", "vectors", "near", "near_bias", "meant", "meant_bias", "window", "window_bias", "absent")
    parts = {name: getattr(network, name) for name in names}
    for side, columns in (("coach", COACH_COLUMNS), ("client", CLIENT_COLUMNS)):
        layers = getattr(network, side)
        share = np.concatenate([np.full(where.stop - where.start, SHARE[head]) for head, where in columns.items()])
        kept = (layers.hidden, layers.hidden_bias, layers.out * share, layers.out_bias * share)
        parts |= {f"{side}_{name}": part for name, part in zip(LAYERS, kept, strict=True)}
    return {f"network_{name}": _small(part) for name, part in parts.items()}


def _small(part: Floats | Ints) -> Floats | Ints:
    return part.astype(np.float32) if part.dtype == np.float64 else part
