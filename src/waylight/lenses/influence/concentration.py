"""How evenly something is spread over people: Gini's coefficient, Herfindahl's index, and what few draws do to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def gini(amounts: Numbers) -> Numbers:
    """Return Gini's coefficient of the last axis: 0 when all are equal, (n − 1)/n when one of n has everything.

    It is Σᵢ (2i − n − 1) xᵢ / (n Σ xᵢ) with the amounts in rising order, half the mean difference between two people
    over the mean (Gini 1912; in this form Dixon, Weiner, Mitchell-Olds and Woodley 1987, Ecology 68, 1548–1551).
    Whoever has nothing counts with 0. Not a number where nothing was done at all.
    """
    ordered = np.sort(np.asarray(amounts, dtype=np.float64), axis=-1)
    n = ordered.shape[-1]
    weights = 2 * np.arange(1, n + 1) - n - 1
    with np.errstate(invalid="ignore"):
        return np.asarray((ordered @ weights) / (n * ordered.sum(axis=-1)))


def gini_of_most(amounts: Numbers) -> Numbers:
    """Return Gini's coefficient over the most that it can be among n people: ``gini`` · n/(n − 1), from 0 to 1.

    Without this, the same inequality looks smaller among few (Deltas 2003, Review of Economics and Statistics 85,
    226–234). Raises ValueError for fewer than two people.
    """
    n = np.asarray(amounts).shape[-1]
    if n < 2:
        raise ValueError("Nothing can be spread over fewer than two people.")  # not for readers
    return np.asarray(gini(amounts) * n / (n - 1))


def herfindahl(amounts: Numbers) -> Numbers:
    """Return Σ pᵢ² of the shares in the last axis: from 1/n, all equal, to 1, one has everything.

    (Hirschman 1945; Herfindahl 1950.) Its inverse is Hill's number of order 2: as if so many shared evenly. Not a
    number where nothing was done at all.
    """
    given = np.asarray(amounts, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        shares = given / given.sum(axis=-1, keepdims=True)
    return np.asarray((shares**2).sum(axis=-1))


def herfindahl_of_most(amounts: Numbers) -> Numbers:
    """Return Herfindahl's index moved to run from 0 to 1 among n people: (H − 1/n) / (1 − 1/n).

    Raises ValueError for fewer than two people.
    """
    n = np.asarray(amounts).shape[-1]
    if n < 2:
        raise ValueError("Nothing can be spread over fewer than two people.")  # not for readers
    return np.asarray((herfindahl(amounts) - 1 / n) / (1 - 1 / n))


def same_person(by_unit: Numbers, times: Numbers | None = None) -> Numbers:
    """Return how likely two acts of different units, drawn by chance, are one person's.

    ``by_unit`` has a row for each unit (a thread, a meeting) and a column for each person. It is Herfindahl's index
    without the bias of few acts: where each unit is one act it equals Σ nᵢ (nᵢ − 1) / (N (N − 1)), whose mean is Σ pᵢ²
    for every N (Simpson 1949, Nature 163, 688), while Σ (nᵢ/N)² is too high by about 1/N and so falls when merely more
    goes on. Acts of one unit hang together and make no pair.

    ``times`` says how often each unit counts, a row for each drawing; copies of one unit make no pair either. Not a
    number where fewer than two units have acts.
    """
    weights = np.ones((1, len(by_unit))) if times is None else np.asarray(times, dtype=np.float64)
    alike = weights @ by_unit
    within = weights**2 @ (by_unit**2).sum(axis=1)
    total = by_unit.sum(axis=1)
    pairs = (weights @ total) ** 2 - weights**2 @ total**2
    with np.errstate(invalid="ignore", divide="ignore"):
        found = ((alike**2).sum(axis=1) - within) / np.where(pairs > 0, pairs, np.nan)
    return np.asarray(found if times is not None else found[0])
