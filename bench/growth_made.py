"""Engagements made to measure the growth lens on. This is their whole recipe; the lens's prior is another.

- 13, 26 or 52 weeks, and one of four kinds, each as likely: nothing, a moment, gradual growth, both.
- A moment falls in any week but the first and last three. Growth takes 4 weeks to the whole time, each width as likely,
  and starts anywhere that leaves room for it. Each size is a rise in 7 of 10 cases; its logarithm, for counts, is
  even between 0.25 and 1.4, in points, for ratings, between 0.8 and 4; of two changes each is 0.7 times that.
- Counts: 1 to 12 a week at first (even in the logarithm), in half of the engagements by days worked (5, or 4, 3 and 0).
  Noise: Poisson; gamma-Poisson with a dispersion of 0.05 to 0.6; Poisson with 12 % of weeks in which nothing was
  noted; or busy and quiet spells (1.5 and 0.6 times the rate, each lasting four weeks on average).
- Ratings: 3 to 6 at first, with a standard deviation of 0.4 to 1.3. Noise: normal; an autoregression of 0.2 to 0.7;
  Student's t with 4 degrees of freedom; or normal, given in whole points from 0 to 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from waylight.lenses.growth.observed import Observed, observed

Column = NDArray[np.float64]
KINDS = ("nothing", "moment", "gradual", "both")
NOISES = {
    "counts": ("Poisson", "gamma-Poisson", "silent weeks", "spells"),
    "ratings": ("normal", "autoregression", "Student's t", "whole points"),
}
SILENT = 0.12
SPELLS, STAY = np.array([0.6, 1.5]), 0.75
DEGREES = 4.0


@dataclass(frozen=True)
class Made:
    """One made series and the truth about it; ``change`` is the whole size, at the end beside at the beginning."""

    value: str
    noise: str
    weeks: int
    kind: int
    series: Observed
    step: Column  # one entry: the first week on the new level, from 0; NaN where there is none. So the next two
    start: Column
    end: Column
    change: float


def sizes(value: str, many: int, chance: np.random.Generator) -> Column:
    """Draw sizes of a single change."""
    low, high = (0.25, 1.4) if value == "counts" else (0.8, 4.0)
    return chance.uniform(low, high, many) * np.where(chance.random(many) < 0.7, 1.0, -1.0)


def timing(kind: int, weeks: int, many: int, chance: np.random.Generator) -> tuple[Column, Column, Column]:
    """Draw the week of the step, and the weeks of foot and top; NaN where the kind has none."""
    none = np.full(many, np.nan)
    width = chance.integers(4, weeks, many).astype(float)
    start = np.floor(chance.random(many) * (weeks - width))
    step = chance.integers(3, weeks - 2, many).astype(float)
    return (step if kind in (1, 3) else none, start if kind > 1 else none, start + width if kind > 1 else none)


def lines(
    value: str, kind: int, weeks: int, many: int, chance: np.random.Generator
) -> tuple[Column, Column, Column, Column, Column]:
    """Draw what a series does about its first level: many × weeks, the timing, and the whole change."""
    step, start, end = timing(kind, weeks, many, chance)
    part = 0.7 if kind == 3 else 1.0
    by_step, by_ramp = part * sizes(value, many, chance), part * sizes(value, many, chance)
    week = np.arange(weeks)[None, :]
    line = np.zeros((many, weeks))
    if kind in (1, 3):
        line += by_step[:, None] * (week >= step[:, None])
    if kind > 1:
        line += by_ramp[:, None] * ((week - start[:, None]) / (end - start)[:, None]).clip(0, 1)
    return line, step, start, end, line[:, -1]


def make(value: str, seed: int) -> Made:
    """Make one engagement's series."""
    chance = np.random.default_rng([seed, len(value)])
    weeks, kind = int(chance.choice([13, 26, 52])), int(chance.integers(4))
    noise = str(chance.choice(NOISES[value]))
    line, step, start, end, change = lines(value, kind, weeks, 1, chance)
    worked = np.full(weeks, 5.0)
    if value == "counts" and chance.random() < 0.5:
        worked = chance.choice([5.0, 4.0, 3.0, 0.0], weeks, p=[0.75, 0.12, 0.08, 0.05])
    values = (_counts if value == "counts" else _ratings)(noise, line[0], worked, chance)
    days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(weeks)]
    series = observed(f"{value} {seed}", days, values.tolist(), worked.tolist())
    return Made(value, noise, weeks, kind, series, step, start, end, float(change[0]))


def _counts(noise: str, line: Column, worked: Column, chance: np.random.Generator) -> Column:
    mean = worked / 5 * np.exp(chance.uniform(0, np.log(12)) + line)
    if noise == "gamma-Poisson":
        dispersion = chance.uniform(0.05, 0.6)
        mean = mean * chance.gamma(1 / dispersion, dispersion, len(mean))
    if noise == "silent weeks":
        mean = mean * (chance.random(len(mean)) >= SILENT)
    if noise == "spells":
        state = chance.integers(2)
        for week in range(len(mean)):
            state = state if week == 0 or chance.random() < STAY else 1 - state
            mean[week] *= SPELLS[state]
    return chance.poisson(mean).astype(float)


def _ratings(noise: str, line: Column, worked: Column, chance: np.random.Generator) -> Column:
    sd, error = chance.uniform(0.4, 1.3), chance.standard_normal(len(line))
    level = chance.uniform(3, 6)
    if noise == "autoregression":
        carry = chance.uniform(0.2, 0.7)
        for week in range(1, len(line)):
            error[week] = carry * error[week - 1] + np.sqrt(1 - carry**2) * error[week]
    if noise == "Student's t":
        error = chance.standard_t(DEGREES, len(line)) / np.sqrt(DEGREES / (DEGREES - 2))
    values = level + line + sd * error
    return values.round().clip(0, 10) if noise == "whole points" else values
