"""The teacher, which never ships: such a network on word pieces as a language model reads them in their place.

It is right more often than what ships, and a thousand times slower.
"""

from __future__ import annotations

import numpy as np

from train.aims import Thoughts, aims_of
from train.contexts import Contexts
from train.corpus import Corpus
from train.model import Ints
from train.network import Read, learned, said
from waylight.lenses.mirror.network import beside
from waylight.lenses.mirror.told import Told

EPOCHS, TEACHERS, APART = 8, 2, 1000  # rounds, how many think of each turn, and how far apart their seeds are


class Teacher:
    """A corpus in word pieces, ready to be learned from."""

    def __init__(self, corpus: Corpus, contexts: Contexts) -> None:
        told = Told.of(corpus.meetings)
        pieces, near = np.arange(len(contexts.vectors)), beside(told.first, told.last)
        self.read = Read(pieces, contexts.amount, near, told.shapes().astype(np.float32), told.coach)
        self.vectors = np.vstack([contexts.vectors, np.zeros_like(contexts.vectors[:1])])
        self.labels = corpus.labels

    def thoughts(self, turns: Ints, seed: int) -> Thoughts:
        """Return what teachers that learned from ``turns`` alone think of every turn, on average."""
        aims = aims_of(self.labels, turns)
        seeds = [seed + APART * n for n in range(TEACHERS)]
        said_by = [
            said(learned(self.read, self.vectors, aims, turns, one, EPOCHS, moving=False), self.read) for one in seeds
        ]
        return {head: np.mean([one[head] for one in said_by], axis=0) for head in aims}
