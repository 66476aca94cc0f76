"""What one would reach for instead: a regression with BIC, PELT, and Rbeast, on the same series.

A count is taken as the logarithm of its rate, log((count + ½) / exposure), as one would for a regression.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import numpy as np
import ruptures
from numpy.typing import NDArray

from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.shapes import KINDS, columns, shapes_over

Column = NDArray[np.float64]


def as_line(series: Observed, value: str) -> Column:
    """The values that a least-squares method is given."""
    return np.log((series.values + 0.5) / series.exposure) if value == "counts" else series.values


def regression(series: Observed, value: str) -> int:
    """The kind of the best least-squares fit of level, step, straight slope, or step and slope, by BIC."""
    y, many = as_line(series, value), len(series)
    shapes = shapes_over(series.at)
    step = np.unique(columns(shapes, series.at)[0][shapes.kind == 1], axis=0)
    ones, slope = np.ones(many), (series.at - series.at.mean()) / np.ptp(series.at)
    bic = [
        _bic(y, [ones], 1),
        min(_bic(y, [ones, one], 3) for one in step),
        _bic(y, [ones, slope], 2),
        min(_bic(y, [ones, one, slope], 4) for one in step),
    ]
    return int(np.argmin(bic))


def _bic(y: Column, terms: list[Column], parameters: int) -> float:
    x = np.stack(terms, axis=1)
    left = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return float(len(y) * np.log(max(left @ left / len(y), 1e-9)) + (parameters + 1) * np.log(len(y)))


def pelt(series: Observed, value: str) -> int:
    """Changes of the mean by PELT with the penalty 2 σ² log n: none, one (a moment), or several (taken as growth)."""
    y = as_line(series, value)
    variance = max(float(np.median(np.abs(np.diff(y))) / (0.6745 * np.sqrt(2))) ** 2, 1e-3)
    ends = ruptures.Pelt(model="l2", min_size=2, jump=1).fit(y).predict(pen=2 * variance * np.log(len(y)))
    return min(len(ends) - 1, KINDS.index("gradual"))


def rbeast(series: Observed, value: str) -> int:
    """Rbeast's likeliest number of changes of the mean: none, one (a moment), or several (taken as growth)."""
    import Rbeast

    with _quietly():
        found = Rbeast.beast(
            as_line(series, value), season="none", torder_minmax=[0, 0], quiet=True, print_progress=False,
            print_param=False, mcmc_seed=1,
        )  # fmt: skip
    return min(int(np.argmax(np.asarray(found.trend.ncpPr).ravel())), KINDS.index("gradual"))


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Rbeast writes to the terminal below Python; that is sent nowhere."""
    before = os.dup(1)
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(before, 1)
        os.close(before)
