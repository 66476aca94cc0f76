"""Cross-validation by conversation: no conversation is ever on both sides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from train.corpus import NONE
from train.fitting import Floats
from train.model import Ints, Seen, calibrated, fitted, scored, sureness
from train.side_by_side import side_by_side

FOLDS = 5
BINS = 10


def folds_of(conversation: Ints, seed: int) -> Ints:
    """Say for every turn in which fold it is tried: folds of whole conversations, alike in turns."""
    amount = np.bincount(conversation)
    order = np.random.default_rng(seed).permutation(len(amount))
    order = order[np.argsort(-amount[order], kind="stable")]
    filled, fold = np.zeros(FOLDS), np.zeros(len(amount), dtype=np.int64)
    for one in order:
        fold[one] = filled.argmin()
        filled[fold[one]] += amount[one]
    return fold[conversation]


def unseen_scores(
    seen: Seen, label: Ints, turns: NDArray[np.bool_], fold: Ints, head: str, processes: int
) -> tuple[Floats, Floats]:
    """Return weights fitted on all ``turns``, and scores of each by weights fitted without its conversation."""

    def without(one: int) -> Floats:
        return fitted(seen, label, turns & (fold != one), head)

    everything, *weights = side_by_side(without, [NONE, *range(FOLDS)], processes)
    scores = np.full((len(label), everything.shape[1]), np.nan)
    for one, part in enumerate(weights):
        tried = turns & (fold == one)
        scores[tried] = scored(seen, part, tried)
    return everything, scores


def unseen_sureness(scores: Floats, label: Ints, fold: Ints) -> Floats:
    """Return probabilities by a calibration that was made without the conversation."""
    sure = np.full(len(label), np.nan)
    for one in range(FOLDS):
        others = (fold != one) & (label != NONE)
        tried = (fold == one) & (label != NONE)
        sure[tried] = sureness(scores[tried], *calibrated(scores[others], label[others]))
    return sure


def macro_f1(label: Ints, said: Ints, labels: int) -> float:
    """Return the mean over labels of F1 = 2·hits / (2·hits + misses + false alarms)."""
    return float(np.mean(each_f1(label, said, labels)))


def each_f1(label: Ints, said: Ints, labels: int) -> list[float]:
    """Return F1 for each label, 0 where there is none of it."""
    found = []
    for one in range(labels):
        hits = np.sum((label == one) & (said == one))
        either = np.sum(label == one) + np.sum(said == one)
        found.append(float(2 * hits / either) if either else 0.0)
    return found


def calibration_error(right: NDArray[np.bool_], sure: Floats) -> float:
    """Return the expected calibration error over ten bins of equal width (Naeini et al. 2015, AAAI, 2901–2907)."""
    place = np.minimum((sure * BINS).astype(np.int64), BINS - 1)
    gaps = [abs(right[place == one].mean() - sure[place == one].mean()) * (place == one).mean() for one in set(place)]
    return float(sum(gaps))


def interval(
    conversation: Ints, measure: Callable[[Ints], float], draws: int = 300, seed: int = 7
) -> tuple[float, float]:
    """Return the 90 % interval of a measure over conversations drawn anew (a bootstrap of whole conversations)."""
    chance = np.random.default_rng(seed)
    each = [np.flatnonzero(conversation == one) for one in np.unique(conversation)]
    found = []
    for _ in range(draws):
        rows = np.concatenate([each[n] for n in chance.integers(len(each), size=len(each))])
        found.append(measure(rows))
    low, high = np.quantile(found, [0.05, 0.95])
    return float(low), float(high)
