"""The network that ships, while it learns; PyTorch finds the slopes of its loss.

First it learns to foretell what a language model makes of words and texts, then what a teacher thinks and the labels.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from train.adam import Floats32
from train.meanings import TEXT_NUMBERS, WORD_NUMBERS
from train.model import Ints
from train.network import Read
from waylight.lenses.mirror.labels import HEADS, OF_CLIENT, OF_COACH
from waylight.lenses.mirror.network import BESIDE, MEAN_WEIGHT
from waylight.lenses.mirror.weights import CLIENT_COLUMNS, COACH_COLUMNS

NEAR, WINDOW = 5, 3  # words around a word that make its meaning, and meanings that a detector listens to
WIDE, DETECTORS, HIDDEN = 128, 128, 64
WORDS_LOST, NUMBERS_LOST, FOUND_LOST, HIDDEN_LOST = 0.08, 0.1, 0.4, 0.3  # dropout of each kind
FOUND = DETECTORS + WORD_NUMBERS


class Reader(nn.Module):
    """``vectors`` are those of words, the last of them nothing; ``shape`` is how many numbers tell a turn's shape."""

    def __init__(self, vectors: Floats32, shape: int) -> None:
        super().__init__()
        self.vectors = nn.Parameter(torch.tensor(vectors))
        self.near = nn.Linear(NEAR * vectors.shape[1], WIDE)
        self.meant = nn.Linear(WIDE, WORD_NUMBERS)
        self.window = nn.Linear(WINDOW * WORD_NUMBERS, DETECTORS)
        self.of_text = nn.Linear(FOUND, TEXT_NUMBERS)  # of use while it learns without labels
        self.absent = nn.Parameter(torch.zeros(len(BESIDE), FOUND))
        wide = (1 + len(BESIDE)) * (FOUND + shape) + 2 * len(BESIDE)
        self.coach_hidden, self.client_hidden = nn.Linear(wide, HIDDEN), nn.Linear(wide, HIDDEN)
        self.coach_out = nn.Linear(HIDDEN, sum(len(HEADS[head]) for head in OF_COACH))
        self.client_out = nn.Linear(HIDDEN, sum(len(HEADS[head]) for head in OF_CLIENT))

    def heard(self, word: Ints, turn: Ints, turns: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what is found in each of ``turns``, and what each word means: words as rows of the vectors."""
        nothing = len(self.vectors) - 1
        if self.training:
            word = np.where(torch.rand(len(word)).numpy() < WORDS_LOST, nothing, word)
        vector = functional.embedding(torch.tensor(word), self.vectors) * torch.tensor(word != nothing)[:, None]
        whose = torch.tensor(turn)
        hidden = torch.relu(self.near(_beside(self._less(vector, NUMBERS_LOST), whose, NEAR)))
        meant = self.meant(self._less(hidden, NUMBERS_LOST))
        kept = self._less(meant, NUMBERS_LOST)
        spoken = torch.relu(self.window(_beside(kept, whose, WINDOW)))
        loudest = torch.relu(self.window.bias).expand(turns, -1)
        top = torch.zeros(turns, DETECTORS).scatter_reduce(0, whose[:, None].expand(-1, DETECTORS), spoken, "amax")
        some = torch.tensor(np.bincount(turn, minlength=turns))[:, None]
        mean = torch.zeros(turns, WORD_NUMBERS).index_add(0, whose, kept) / some.clamp(min=1)
        return torch.cat([torch.where(some > 0, top, loudest), float(MEAN_WEIGHT) * mean], 1), meant

    def forward(self, read: Read, rows: Ints) -> dict[str, torch.Tensor]:
        """Return scores by head for ``rows``; those of the other role's heads mean nothing."""
        needed = np.unique(np.append(rows, read.near[rows].ravel()))
        needed = needed[needed >= 0]
        place, turn = read.places(needed)
        found = self._less(self.heard(read.word[place], turn, len(needed))[0], FOUND_LOST)
        parts, rest = [found[np.searchsorted(needed, rows)]], [torch.tensor(read.shape[rows])]
        for n in range(len(BESIDE)):
            there = read.near[rows, n] >= 0
            at = np.where(there, read.near[rows, n], rows)
            is_there = torch.tensor(there)[:, None]
            parts.append(torch.where(is_there, found[np.searchsorted(needed, at)], self.absent[n]))
            rest.append(torch.tensor(read.shape[at]) * is_there)
            same = there & (read.coach[at] == read.coach[rows])
            rest.append(torch.tensor(np.stack([there, same], axis=1), dtype=torch.float32))
        given, scores = torch.cat([*parts, *rest], 1), {}
        for side, columns in (("coach", COACH_COLUMNS), ("client", CLIENT_COLUMNS)):
            hidden = self._less(torch.relu(getattr(self, f"{side}_hidden")(given)), HIDDEN_LOST)
            both = getattr(self, f"{side}_out")(hidden)
            scores |= {head: both[:, where] for head, where in columns.items()}
        return scores

    def _less(self, seen: torch.Tensor, lost: float) -> torch.Tensor:
        """Dropout: some numbers are lost while it learns, so that none is relied upon."""
        return seen * ((torch.rand_like(seen) >= lost) / (1 - lost)) if self.training else seen


def _beside(seen: torch.Tensor, turn: torch.Tensor, places: int) -> torch.Tensor:
    """Return each row with those around it, side by side; nothing stands where another turn begins."""
    far = places // 2
    nothing, no_turn = torch.zeros(far, seen.shape[1]), torch.full((far,), -1)
    rows, turns = torch.cat([nothing, seen, nothing]), torch.cat([no_turn, turn, no_turn])
    steps = [slice(step, step + len(turn)) for step in range(places)]
    return torch.cat([rows[step] * (turns[step] == turn)[:, None] for step in steps], 1)
