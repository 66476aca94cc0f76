"""Every turn as a language model reads it between the turns beside it: a vector for each of its word pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from train.corpus import Corpus
from train.language_model import Ints, LanguageModel, Vectors, batches, tokenizer
from waylight.lenses.mirror.turns import Role, Turn

BEFORE, BEGINS, ENDS, AFTER = 28, 44, 20, 8  # pieces of the turn before, of a turn's two ends, and of the one after
START, STOP = 101, 102  # the model's own marks
SPEAKS = {Role.COACH: 2, Role.CLIENT: 3}  # pieces that the model never used
NUMBERS = 128  # of the 384, as principal components
LEAST_SPREAD, SIZE = 0.05, 0.5  # components are scaled alike, but for the smallest


@dataclass(frozen=True, slots=True)
class Contexts:
    """The vectors of all turns' pieces in order, and how many each turn has."""

    vectors: Vectors
    amount: Ints


@dataclass(frozen=True, slots=True)
class _Line:
    ids: list[int]
    begin: int
    end: int


def contexts(corpus: Corpus) -> Contexts:
    """Return the pieces of every turn of the corpus, each between its neighbours."""
    pieces = tokenizer()
    lines = [line for meeting in corpus.meetings for line in _lines(meeting, pieces)]
    own: list[Vectors] = [np.zeros((0, 384), dtype=np.float32)] * len(lines)
    model = LanguageModel()
    for rows in batches([len(line.ids) for line in lines]):
        seen, _ = model.in_context(*_padded([lines[row] for row in rows]))
        for row, vectors in zip(rows, seen, strict=True):
            own[row] = vectors[lines[row].begin : lines[row].end]
    return Contexts(_shortened(np.concatenate(own)), np.array([len(vectors) for vectors in own]))


def _lines(meeting: list[Turn], pieces: Tokenizer) -> Iterator[_Line]:
    said = [one.ids for one in pieces.encode_batch([turn.text for turn in meeting], add_special_tokens=False)]
    for n, turn in enumerate(meeting):
        own = said[n] if len(said[n]) <= BEGINS + ENDS else said[n][:BEGINS] + said[n][-ENDS:]
        before = [SPEAKS[meeting[n - 1].role], *said[n - 1][-BEFORE:]] if n else []
        after = [SPEAKS[meeting[n + 1].role], *said[n + 1][:AFTER]] if n + 1 < len(meeting) else []
        begin = len(before) + 2
        ids = [START, *before, STOP, SPEAKS[turn.role], *own, STOP, *after, STOP]
        yield _Line(ids, begin, begin + 1 + len(own))


def _padded(lines: list[_Line]) -> tuple[Ints, Ints, np.ndarray]:
    longest = max(len(line.ids) for line in lines)
    ids, kind = (np.zeros((len(lines), longest), dtype=np.int64) for _ in range(2))
    there = np.zeros((len(lines), longest), dtype=np.bool_)
    for row, line in enumerate(lines):
        ids[row, : len(line.ids)] = line.ids
        kind[row, line.begin : line.end] = 1
        there[row, : len(line.ids)] = True
    return ids, kind, there


def _shortened(seen: Vectors) -> Vectors:
    """Principal components, by the eigenvectors of how the numbers vary together."""
    centred = seen - seen.mean(axis=0)
    spread, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64) / len(seen))
    best = slice(None, -NUMBERS - 1, -1)
    scale = SIZE / np.sqrt(np.maximum(spread[best], LEAST_SPREAD))
    return np.asarray(centred @ (axes[:, best] * scale).astype(np.float32), dtype=np.float32)
