"""From a corpus to a model: marks as a table, heads fitted on it, and scores made into probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax

from train.corpus import NONE, Corpus
from train.fitting import Floats, on_ratios, regression
from waylight.lenses.mirror.labels import HEADS
from waylight.lenses.mirror.told import Told

SEEN_IN = 2  # turns; what only one turn shows is learned by heart
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choice:
    """How a head is fitted. ``balance``: 0 weighs turns alike, 1 weighs labels alike."""

    l2: float
    balance: float
    ratios: float  # the share of the regression on log-count ratios; the rest is the plain one's
    l2_ratios: float = 10.0
    steps: int = 40


CHOICES = {
    "behaviour": Choice(3, 0.5, 0.5),
    "question": Choice(5, 0.5, 0.7),
    "reflection": Choice(5, 0.5, 0.0),
    "input": Choice(5, 0.5, 0.0),
    "talk": Choice(5, 0.7, 0.5, 30.0),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen in each turn of one role: a row for every turn of the corpus, empty for the other role's."""

    keys: NDArray[np.uint64]
    table: csr_matrix


def seen_by(corpus: Corpus, turns: NDArray[np.bool_]) -> Seen:
    """Return the marks of ``turns`` as a table whose columns are the keys seen in at least two of them."""
    marks = Told.of(corpus.meetings).marks()
    own = turns[marks.turn]
    turn, key, value = marks.turn[own], marks.key[own], marks.value[own]
    pairs = np.unique(np.stack([key, turn.astype(np.uint64)]), axis=1)
    keys, amount = np.unique(pairs[0], return_counts=True)
    keys = keys[amount >= SEEN_IN]
    column = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    known = keys[column] == key
    shape = (len(turns), len(keys))
    table = csr_matrix((value[known], (turn[known], column[known])), shape=shape)
    table.sum_duplicates()
    return Seen(keys, table)


def fitted(seen: Seen, label: Ints, rows: NDArray[np.bool_], head: str) -> Floats:
    """Return the weights of a head, learned from ``rows`` that have a label; the last row is the bias."""
    chosen, labels = CHOICES[head], len(HEADS[head])
    rows = rows & (label != NONE)
    own, table = label[rows], seen.table[rows]
    amount = np.maximum(np.bincount(own, minlength=labels), 1)
    weight = ((len(own) / (labels * amount)) ** chosen.balance)[own]
    plain = regression(table, own, labels, chosen.l2, weight, chosen.steps)
    if not chosen.ratios:
        return plain
    ratios = on_ratios(table, own, labels, chosen.l2_ratios, weight, chosen.steps)
    return (1 - chosen.ratios) * plain + chosen.ratios * ratios


def scored(seen: Seen, weights: Floats, rows: NDArray[np.bool_]) -> Floats:
    """Return the scores of some rows."""
    scores: Floats = seen.table[rows] @ weights[:-1] + weights[-1]
    return scores


def calibrated(scores: Floats, label: Ints) -> tuple[float, Floats]:
    """Return scale and shift that make softmax(scores · scale + shift) most likely (Platt scaling, many labels)."""
    wanted = np.eye(scores.shape[1])[label]

    def loss(given: Floats) -> float:
        return -float((log_softmax(scores * given[0] + given[1:], axis=1) * wanted).sum())

    found = minimize(loss, np.append(1.0, np.zeros(scores.shape[1])), method="L-BFGS-B")
    return float(found.x[0]), found.x[1:] - found.x[1:].mean()


def sureness(scores: Floats, scale: float, shift: Floats) -> Floats:
    """Return the probability of the label with the highest score."""
    spread = softmax(scores * scale + shift, axis=1)
    return spread[np.arange(len(scores)), scores.argmax(axis=1)]
