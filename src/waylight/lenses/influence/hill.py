"""Hill numbers: how many kinds, used evenly, would be as varied as these."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

FEWEST_CONTACTS = 8  # below it the bias of the plug-in entropy is as large as what it would tell
FEWEST_PEOPLE = 3  # people are what is drawn again; from two there are only three different draws
DRAWS = 999
BOUNDS = (5.0, 95.0)  # percentiles of the 90 % interval


def hill(shares: Counts, order: int = 1) -> float:
    """Return the Hill number of non-negative weights, which need not sum to 1. Raises ValueError if all are zero.

    It is (Σ pᵢ^q)^(1/(1 − q)) for order q, and its limit exp(−Σ pᵢ ln pᵢ) for order 1 (Hill 1973, Ecology 54, 427–432;
    Jost 2006, Oikos 113, 363–375). Order 0 counts kinds, whatever their share; order 2 hardly sees rare ones.
    """
    if not shares.sum() > 0:
        raise ValueError("Breadth needs at least one contact.")  # not for readers
    return float(np.exp(_log(shares[np.newaxis, :], order))[0])


def with_people_drawn(table: Counts, order: int, seed: int) -> tuple[float, float]:
    """Return the 90 % bounds for kinds that people stand for: ``table`` has a row for each person, a column for a kind.

    A percentile bootstrap over *people*, each drawn with all their days: the days of one person hang together, so
    drawing days would pretend to more evidence than there is (Davison and Hinkley 1997, section 3.8).
    """
    drawn = _people_drawn(len(table), seed).astype(table.dtype)  # of one type, the product takes 1/20 of the time
    return _bounds(lambda rng: drawn @ table, table.sum(axis=0), order, seed)


@lru_cache(maxsize=64)  # of some 100 KB each: the weeks of a year have few different numbers of people
def _people_drawn(people: int, seed: int) -> NDArray[np.float32]:
    """How often each person is in each draw. It follows from their number and the seed alone."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(people, np.full(people, 1 / people), size=DRAWS).astype(np.float32)


def with_days_drawn(days: Counts, order: int, seed: int) -> tuple[float, float]:
    """Return the 90 % bounds where people are the kinds themselves; then their ``days`` of contact are drawn.

    Draws are made in order of size, so that the names of people have no part in them.
    """
    ordered = np.sort(days)
    shares = ordered / ordered.sum()
    draw: Callable[[np.random.Generator], Counts] = lambda rng: rng.multinomial(  # noqa: E731
        int(ordered.sum()), shares, size=DRAWS
    ).astype(np.float64)
    return _bounds(draw, ordered, order, seed)


def _bounds(draw: Callable[[np.random.Generator], Counts], seen: Counts, order: int, seed: int) -> tuple[float, float]:
    """Return percentiles of the Hill numbers of drawn counts, moved so that their middle is the one observed.

    A draw misses some kinds and never finds new ones, so that its entropies lie low; moving them leaves their spread
    (Marcon, Hérault, Baraloto and Lang 2012, Oikos 121, 516–522).
    """
    entropies = _log(draw(np.random.default_rng(seed)), order)
    moved = entropies - np.median(entropies) + _log(seen[np.newaxis, :], order)[0]
    low, high = np.exp(np.percentile(moved, BOUNDS))
    return float(low), float(high)


def _log(counts: Counts, order: int) -> Counts:
    shares = counts / counts.sum(axis=1, keepdims=True)
    if order == 1:
        logs = np.log(shares, where=shares > 0, out=np.zeros_like(shares))
        return np.asarray(-(shares * logs).sum(axis=1), dtype=np.float64)
    powers = np.power(shares, order, where=shares > 0, out=np.zeros_like(shares))
    return np.asarray(np.log(powers.sum(axis=1)) / (1 - order), dtype=np.float64)
