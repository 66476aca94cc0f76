"""By what factor one group moved beside another, and an interval for it by swapping places within matched sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

DRAWS = 1999  # so that 2.5 % in a tail is the fiftieth draw


@dataclass(frozen=True, slots=True)
class Factor:
    """The logarithm of the factor and the bounds of its interval, which may be infinite."""

    log: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Sums:
    """What was counted in the first place of all sets, and in the others as the mean of their set."""

    first: Numbers
    rest: Numbers


def factor(
    before: Numbers, after: Numbers, sets: Places, *, level: float, rng: np.random.Generator, draws: int = DRAWS
) -> Factor | None:
    """Return by what factor those in the first place moved beside their matches; None where a sum is nothing.

    ``before`` and ``after`` hold a count for each person. A row of ``sets`` is a matched set: the position of one
    person, then those of the matches, then −1 to the row's end. With A and B for the sums after and before, over the
    first places (T) and over the matches (C, each set's mean), the factor is (A_T / B_T) / (A_C / B_C): a ratio of
    ratios, in which the lengths of both times, how active people are, and what moves everybody alike cancel.

    The interval holds every factor e^δ that a permutation test does not refuse. Under e^δ the counts after of those in
    the first place, divided by it, could as well have stood anywhere in their set; so places are drawn anew within
    each set, and the same ratio taken (Rosenbaum 2002, Observational Studies, 2nd edition, sections 2.4 and 5.4). The
    ratio that was seen falls with δ at least as fast as a drawn one, so that each draw has one δ from which on it is
    the larger, the root of a quadratic equation; the bounds are order statistics of these roots, which is the test
    inverted exactly and not searched for. A person is drawn with all weeks, because weeks of one person hang together.
    """
    a, b = _table(after, sets), _table(before, sets)
    matches = (sets >= 0).sum(axis=1) - 1.0
    seen_a, seen_b = _seen(a, matches), _seen(b, matches)
    cells = float(seen_a.first), float(seen_a.rest), float(seen_b.first), float(seen_b.rest)
    if min(cells) <= 0:
        return None
    log = float(np.log(cells[0] / cells[2]) - np.log(cells[1] / cells[3]))
    place = (rng.random((draws, len(sets))) * (matches + 1)).astype(np.int64)
    lower, upper = _roots(a, b, matches, place)
    k = int((1 - level) / 2 * (draws + 1))
    low, high = float(np.sort(lower)[k - 1]), float(np.sort(upper)[-k])
    return Factor(log, min(low, log), max(high, log))


def _table(counts: Numbers, sets: Places) -> Numbers:
    return np.where(sets >= 0, counts[sets], 0.0)


def _seen(table: Numbers, matches: Numbers) -> _Sums:
    return _Sums(table[:, 0].sum(), (table[:, 1:].sum(axis=1) / matches).sum())


def _roots(a: Numbers, b: Numbers, matches: Numbers, place: Places) -> tuple[Numbers, Numbers]:
    """For each draw the δ from which on its ratio is the larger; −∞ and ∞ for a draw that never differs."""
    every = np.arange(len(a))
    moved = place > 0
    drawn_a, drawn_b = a[every, place], b[every, place]
    kept, came = (drawn_a * ~moved).sum(axis=1), (drawn_a * moved).sum(axis=1)  # now first: was so, was a match
    left = (moved * a[:, 0] / matches).sum(axis=1)  # now a match, was first
    stayed = ((a[:, 1:].sum(axis=1) - drawn_a * moved) / matches).sum(axis=1)
    drawn = _Sums(drawn_b.sum(axis=1), ((b.sum(axis=1) - drawn_b) / matches).sum(axis=1))
    seen_a, seen_b = _seen(a, matches), _seen(b, matches)
    # With u = e^−δ:  (u kept + came) / (u left + stayed) · B_C'/B_T'  =  u A_T / A_C · B_C/B_T
    with np.errstate(divide="ignore", invalid="ignore"):
        k = drawn.rest / drawn.first * (seen_b.first / seen_b.rest)
        p = seen_a.first * left
        q = seen_a.first * stayed - k * seen_a.rest * kept
        r = k * seen_a.rest * came
        u = np.where(p > 0, 2 * r / (q + np.sqrt(q * q + 4 * p * r)), r / q)
        delta = -np.log(u)
    delta = np.where(np.isinf(k), -np.inf, delta)
    same = ~moved.any(axis=1) | np.isnan(delta)
    return np.where(same, -np.inf, delta), np.where(same, np.inf, delta)
