"""Series made for the tests of growth: weekly, with a known shape and a fixed seed."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from waylight.lenses.growth.observed import Observed, observed

MONDAY = date(2026, 1, 5)


def weeks(n: int) -> list[date]:
    """The first n Mondays of 2026 and after."""
    return [MONDAY + timedelta(weeks=week) for week in range(n)]


def step(n: int, at: int) -> NDArray[np.float64]:
    """0 before a week, 1 from it on."""
    return np.asarray(np.arange(n) >= at, dtype=np.float64)


def ramp(n: int, start: int, end: int) -> NDArray[np.float64]:
    """0 until a week, 1 from another, straight between."""
    return np.asarray(((np.arange(n) - start) / (end - start)).clip(0, 1), dtype=np.float64)


def counted(
    shape: NDArray[np.float64], *, rate: float = 4.0, ratio: float = 3.0, seed: int = 1, name: str = "reach out"
) -> Observed:
    """Weekly counts whose rate goes from ``rate`` to ``ratio`` times that."""
    drawn = np.random.default_rng(seed).poisson(rate * ratio**shape)
    return observed(name, weeks(len(shape)), [float(count) for count in drawn])


def rated(shape: NDArray[np.float64], *, points: float = 3.0, seed: int = 1) -> Observed:
    """Weekly ratings about 4, in whole points, that rise by ``points``."""
    drawn = (4 + points * shape + np.random.default_rng(seed).normal(0, 0.8, len(shape))).round().clip(0, 10)
    return observed("confidence", weeks(len(shape)), [float(value) for value in drawn])
