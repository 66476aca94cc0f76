"""90 % intervals for counts, rates and shares, shared by the lenses. All contain the value they stand
beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtrik, betaincinv, chdtri, gammaincinv

from waylight.lenses.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TAIL = 0.05  # in each tail of a 90 % interval
FEWEST_FOR_A_MEDIAN = 5  # ½⁵ = 3 % lies below the smallest of five


def count(n: float, rows: Sequence[int] = ()) -> Figure:
    """Return the count ``n`` with the exact interval of a Poisson mean.

    Bounds are χ²(2n; 5 %)/2 and χ²(2n + 2; 95 %)/2 (Garwood 1936, Biometrika 28, 437–442). For distinct
    people, which are a sum of unequal yes-or-no events, the Poisson interval is on the wide side. Where announcements
    count in part, ``n`` is no whole number; the same formula then lies between those of its neighbours.
    """
    low = float(chdtri(2 * n, 1 - TAIL)) / 2 if n else 0.0  # chdtri takes the upper tail
    high = float(chdtri(2 * n + 2, TAIL)) / 2
    return Figure(float(n), low, high, tuple(rows))


def weekly_rate(n: int, weeks: float, rows: Sequence[int] = ()) -> Figure:
    """Return ``n`` events in ``weeks`` weeks as a weekly rate.

    Events are Poisson and the prior is Jeffreys's, so the rate given the events is Gamma(n + ½, weeks); the
    bounds are its 5 % and 95 % quantiles, the lower one 0 when n = 0 (Jeffreys 1961; Brown, Cai and DasGupta
    2003, Statistica Sinica 13, 19–49). Raises ValueError when ``weeks`` is not positive.
    """
    if weeks <= 0:
        raise ValueError(f"A rate needs a window that is longer than nothing, not {weeks} weeks.")  # not for readers
    low = float(gammaincinv(n + 0.5, TAIL)) / weeks if n else 0.0
    high = float(gammaincinv(n + 0.5, 1 - TAIL)) / weeks
    return Figure(n / weeks, low, high, tuple(rows))


def share(part: int, whole: int, rows: Sequence[int] = ()) -> Figure:
    """Return ``part`` of ``whole`` as a share in [0, 1].

    The share given the counts is Beta(part + ½, whole − part + ½); the bounds are its 5 % and 95 %
    quantiles, 0 when there is no part and 1 when it is the whole (Brown, Cai and DasGupta 2001, Statistical
    Science 16, 101–133, section 4.1.1). Raises ValueError unless 0 ≤ part ≤ whole and whole > 0.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is not a share.")  # not for readers
    shape = (part + 0.5, whole - part + 0.5)
    low = float(betaincinv(*shape, TAIL)) if part else 0.0
    high = float(betaincinv(*shape, 1 - TAIL)) if part < whole else 1.0
    return Figure(part / whole, low, high, tuple(rows))


def median(values: NDArray[np.float64], rows: Sequence[int] = ()) -> Figure:
    """Return the median of ``values`` with the interval between two of them that holds whatever their distribution.

    The bounds are the d-th smallest and the d-th largest, with d the largest number for which fewer than d of n values
    fall below the median with a probability of at most 5 %, Binomial(n, ½) (David and Nagaraja 2003, *Order
    Statistics*, section 7.1). Raises ValueError under five values: not even the smallest and the largest would be an
    interval.
    """
    n = len(values)
    if n < FEWEST_FOR_A_MEDIAN:
        why = f"{n} values have no interval for their median; {FEWEST_FOR_A_MEDIAN} are needed."  # not for readers
        raise ValueError(why)
    ordered = np.sort(values)
    depth = int(np.ceil(bdtrik(TAIL, n, 0.5) - 1e-9))  # the least k with P(X ≤ k) ≥ 5 %: then P(X < k) is under it
    return Figure(float(np.median(ordered)), float(ordered[depth - 1]), float(ordered[n - depth]), tuple(rows))
