"""Whether weeks with more of one thing came before weeks with more of another; never that the one made the other.

What two series have in common because both grew is taken off before: ``departures`` are from each one's own growth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.draws import SEED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Weekly = NDArray[np.float64]  # one place a week, NaN where nothing is known

LAGS = (1, 2, 3, 4)  # weeks that are looked back; more would be a month that has passed
FEWEST_PAIRS = 20  # weeks with both, at every lag: under it a correlation of 0.5 is nothing unusual
DRAWS = 1999
MOST_CARRIED = 0.9  # of a departure to the next week
NEVER_BOTH = "No week has both."  # not for readers: a page is silent of links that cannot be told


@dataclass(frozen=True, slots=True)
class Association:
    """How departures of one series go with those of another, ``weeks`` later.

    ``correlation`` is that at the lag where it is largest, either way; ``p`` how often blocks in any other order have
    one as large at any lag. All are None, with ``why_not``, when too few weeks have both.
    """

    pairs: int
    weeks: int | None = None
    correlation: float | None = None
    p: float | None = None
    why_not: str = ""


def association(earlier: Weekly, later: Weekly) -> Association:
    """Compare departures of the same weeks from two growths, the first before the second.

    Both are freed from what each carries over from its own week before (Haugh 1976, JASA 71, 378–385), since two
    series that are slow in themselves are alike by chance. Then r is taken at each of ``LAGS``, and the largest
    |r| √pairs is held against those of the first series cut into blocks of about n^(1/3) weeks and put together in
    another order, from a random beginning: what neighbouring weeks still have in common stays (Künsch 1989, Annals of
    Statistics 17, 1217–1241; Politis and Romano 1994, JASA 89, 1303–1313, for the length and the circle).
    """
    one, other = fresh(earlier), fresh(later)
    few = min(int((np.isfinite(one[:-lag]) & np.isfinite(other[lag:])).sum()) for lag in LAGS) if len(one) > 4 else 0
    if few < FEWEST_PAIRS:
        return Association(few, why_not=_too_few(few))
    seen = _by_lag(one[None], other)[0]
    best = int(np.abs(seen).argmax())
    drawn = np.abs(_by_lag(_in_other_orders(one), other)).max(axis=1)
    as_large = int((drawn >= abs(seen[best]) - 1e-12).sum())
    pairs = int((np.isfinite(one[: -LAGS[best]]) & np.isfinite(other[LAGS[best] :])).sum())
    return Association(pairs, LAGS[best], float(seen[best] / np.sqrt(pairs)), (as_large + 1) / (DRAWS + 1))


def _too_few(pairs: int) -> str:
    have = {0: NEVER_BOTH, 1: f"Only one week has both; it takes {FEWEST_PAIRS}."}  # not for readers
    return have.get(pairs, f"Only {pairs} weeks have both; it takes {FEWEST_PAIRS}.")  # not for readers


def discovered(p: Sequence[float]) -> list[float]:
    """Return each p as the least false discovery rate at which it counts (Benjamini and Hochberg 1995, JRSS B 57)."""
    from scipy.stats import false_discovery_control  # takes half a second to load: only where it is asked for

    return [float(q) for q in false_discovery_control(p)] if p else []


def fresh(departures: Weekly) -> Weekly:
    """Return what is new in each week: less what the week before carries over, where that is known.

    The carry is the lag-one correlation, its bias in short series taken off (Kendall 1954, Biometrika 41, 403–404).
    """
    known = departures - np.nanmean(departures) if np.isfinite(departures).any() else departures
    before, after = known[:-1], known[1:]
    both = np.isfinite(before) & np.isfinite(after)
    if both.sum() < len(LAGS) or not before[both].any():
        return known
    carry = float(before[both] @ after[both] / (before[both] @ before[both]))
    carry = min(max(carry + (1 + 3 * carry) / both.sum(), 0.0), MOST_CARRIED)
    carried = np.concatenate([[np.nan], carry * before])
    return np.asarray(np.where(np.isfinite(carried), known - carried, known * np.sqrt(1 - carry**2)))


def _by_lag(ones: NDArray[np.float64], other: Weekly) -> NDArray[np.float64]:
    """Return r √pairs of each row of ``ones`` with ``other``, at each lag: rows × lags."""
    return np.stack([_correlated(ones[:, :-lag], other[lag:]) for lag in LAGS], axis=1)


def _correlated(ones: NDArray[np.float64], other: Weekly) -> NDArray[np.float64]:
    known = np.isfinite(ones) & np.isfinite(other)
    pairs = known.sum(axis=1)
    x, y = np.where(known, ones, 0.0), np.where(known, np.nan_to_num(other), 0.0)
    many = np.maximum(pairs, 1)
    across = (x * y).sum(axis=1) - x.sum(axis=1) * y.sum(axis=1) / many
    own = ((x**2).sum(axis=1) - x.sum(axis=1) ** 2 / many) * ((y**2).sum(axis=1) - y.sum(axis=1) ** 2 / many)
    found = np.where(own > 1e-12, across / np.sqrt(np.maximum(own, 1e-12)), 0.0) * np.sqrt(pairs)
    return np.asarray(found, dtype=np.float64)


def _in_other_orders(one: Weekly) -> NDArray[np.float64]:
    """Return ``DRAWS`` times the series in blocks, which stand in another order."""
    chance, many = np.random.default_rng(SEED), len(one)
    block = np.arange(many) // max(2, round(many ** (1 / 3)))
    place = np.argsort(chance.random((DRAWS, block[-1] + 1))[:, block], axis=1, kind="stable")
    return np.asarray(one[(place + chance.integers(many, size=(DRAWS, 1))) % many])
