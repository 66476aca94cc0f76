"""Any number of changes: the likeliest way to cut a long series into pieces that are each a straight line.

Beside the answer about one moment or one growth; pages don't use it. ``bench/changepoints.py`` measures it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln, logsumexp

if TYPE_CHECKING:
    from numpy.typing import NDArray

CARRIES = (0.0, 0.3, 0.6, 0.8, 0.9)
CHANGES = 2.0  # that a series is expected to have, whatever its length
LEVEL_SD, SLOPE_SD = 10.0, 10.0  # of a piece, in sds of one value; the slope over the whole piece
SHAPE = 1.0  # of the inverse gamma prior of a piece's variance


def changes(values: NDArray[np.float64]) -> list[int]:
    """Return the places at which pieces after the first begin, for one series or several (values × series).

    Each piece has a level, a slope and a variance of its own under a normal-inverse-gamma prior, so that its
    evidence is in closed form; the best cutting, and the sum over all, follow by dynamic programming (Fearnhead
    2006, Statistics and Computing 16, 203–213). Errors may carry on: the carry is the one of ``CARRIES``
    under which the sum over all cuttings is largest, and is taken off before.
    """
    columns = values.reshape(len(values), -1)
    best: tuple[float, list[int]] = (-np.inf, [])
    for carry in CARRIES:
        fresh = columns[1:] - carry * columns[:-1]
        pieces = np.sum([_pieces(fresh[:, n]) for n in range(fresh.shape[1])], axis=0)
        total, cuts = _cut(pieces)
        if total > best[0]:
            best = (total, [cut + 1 for cut in cuts])
    return best[1]


def _pieces(y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log evidence of every piece: entry (i, j) is that of the values from i up to, not with, j."""
    many = len(y)
    scatter = float(np.median(np.abs(np.diff(y)))) / (0.6745 * np.sqrt(2)) or float(y.std()) or 1.0
    y = (y - y.mean()) / scatter
    place = np.arange(many, dtype=np.float64)
    sums = np.cumsum(np.stack([np.ones(many), place, place**2, y, place * y, y * y]), axis=1)
    sums = np.concatenate([np.zeros((6, 1)), sums], axis=1)
    over = sums[:, None, :] - sums[:, :, None]
    n = np.maximum(over[0], 1.0)
    middle = over[1] / n
    width = np.maximum(n - 1, 1.0)
    spread = np.maximum(over[2] - n * middle**2, 0.0) / width**2  # of places, in widths of the piece
    along = (over[4] - middle * over[3]) / width
    level, slope = n + LEVEL_SD**-2, spread + SLOPE_SD**-2
    left = over[5] - over[3] ** 2 / level - along**2 / slope
    last = SHAPE + n / 2
    log = -0.5 * (np.log(level * LEVEL_SD**2) + np.log(slope * SLOPE_SD**2)) - n / 2 * np.log(2 * np.pi)
    log += gammaln(last) - gammaln(SHAPE) + SHAPE * np.log(SHAPE) - last * np.log(SHAPE + 0.5 * np.maximum(left, 0.0))
    return np.where(over[0] > 0, log - n * np.log(scatter), -np.inf)


def _cut(pieces: NDArray[np.float64]) -> tuple[float, list[int]]:
    """Return the log of the sum over all cuttings, and the cuts of the likeliest; each place is one as likely."""
    many = len(pieces) - 1
    change = np.log(CHANGES / (many + CHANGES))
    stay = np.log1p(-CHANGES / (many + CHANGES))
    forward, likeliest = np.zeros(many + 1), np.zeros(many + 1)
    come_from = np.zeros(many + 1, dtype=np.int64)
    for end in range(1, many + 1):
        begun = np.where(np.arange(end) > 0, change, 0.0) + pieces[:end, end] + stay * (end - np.arange(end) - 1)
        forward[end] = logsumexp(forward[:end] + begun)
        whole = likeliest[:end] + begun
        come_from[end] = whole.argmax()
        likeliest[end] = whole.max()
    cuts, at = [], int(come_from[many])
    while at > 0:
        cuts.append(at)
        at = int(come_from[at])
    return float(forward[many]), cuts[::-1]
