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

EPOCHS = 8


class Teacher:
    """A corpus in word pieces, ready to be learned from."""

    def __init__(self, corpus: Corpus, contexts: Contexts) -> None:
        told = Told.of(corpus.meetings)
        pieces, near = np.arange(len(contexts.vectors)), beside(told.first, told.last)
        self.read = Read(pieces, contexts.amount, near, told.shapes().astype(np.float32), told.coach)
        self.vectors = np.vstack([contexts.vectors, np.zeros_like(contexts.vectors[:1])])
        self.labels = corpus.labels

    def thoughts(self, turns: Ints, seed: int) -> Thoughts:
        """Return what a teacher that learned from ``turns`` alone thinks of every turn."""
        aims = aims_of(self.labels, turns)
        return said(learned(self.read, self.vectors, aims, turns, seed, EPOCHS, moving=False), self.read)
