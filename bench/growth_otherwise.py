"""A moment or growth, on engagements made by other recipes than ``growth_made``: how far the calibration carries.

    python -m bench.growth_otherwise

Timing and lengths are those of ``growth_made``, each kind is as likely, and everything else is another:

- ratings begin at 2 to 8, with a standard deviation of 0.3 to 1.5; errors are in turn normal, an autoregression of 0.1
  to 0.8, Student's t with 3 degrees of freedom, or rounded to whole points of 0 to 10. Sizes are normal about 0 with a
  standard deviation of 1, 2 or 3 points (*small*, *middle*, *wide*, the last cut off at the ends of the scale), even
  from 2.5 to 6 points and rounded (*large*), or 1.2 points over the whole time with an autoregression (*trends*); *far
  off* is *middle* with 8 of 100 errors four times as wide;
- counts are 0.5 to 10 a week at first; noise is in turn Poisson, gamma-Poisson with a dispersion of 0.3, a log rate
  with a standard deviation of 0.4 that carries over 0.3 to 0.8, or 15 % of weeks without a note. Sizes are logarithms,
  normal about 0 with a standard deviation of 0.3, 0.6 or 1, or even from 0.8 to 2 at 0.3 to 3 a week (*large*).
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import numpy as np

from bench.growth import calibration_error
from bench.growth_made import Column, timing
from waylight.lenses.growth.answer import consider, kinds
from waylight.lenses.growth.draws import posterior
from waylight.lenses.growth.observed import Observed, observed


class Recipe(NamedTuple):
    """How sizes are drawn, and what is particular about a recipe."""

    value: str
    sd: float  # of a size that is normal; 0 where sizes are ``large``
    noise: int | None = None  # always this one of the four
    far_off: bool = False
    cut: bool = False
    whole: bool = False  # growth takes the whole time


ROUNDED, CARRIED = 3, 1
RECIPES = {
    "ratings, small": Recipe("ratings", 1.0),
    "ratings, middle": Recipe("ratings", 2.0),
    "ratings, wide": Recipe("ratings", 3.0, cut=True),
    "ratings, large": Recipe("ratings", 0.0, noise=ROUNDED, cut=True),
    "ratings, far off": Recipe("ratings", 2.0, far_off=True),
    "ratings, trends": Recipe("ratings", 1.2, noise=CARRIED, whole=True),
    "counts, small": Recipe("counts", 0.3),
    "counts, middle": Recipe("counts", 0.6),
    "counts, wide": Recipe("counts", 1.0),
    "counts, large": Recipe("counts", 0.0),
}
LARGE = {"ratings": (2.5, 6.0), "counts": (0.8, 2.0)}


def make(name: str, seed: int) -> tuple[Observed, int]:
    """Make one engagement's series, and say its kind."""
    recipe, chance = RECIPES[name], np.random.default_rng([seed, *name.encode()])
    weeks, kind = int(chance.choice([13, 26, 52])), int(chance.integers(4))
    step, start, end = timing(kind, weeks, 1, chance)
    week, line = np.arange(weeks), np.zeros(weeks)
    if recipe.whole and kind > 1:
        start, end = np.zeros(1), np.full(1, weeks - 1.0)
    if kind in (1, 3):
        line += _size(recipe, chance) * (week >= step[0])
    if kind > 1:
        line += _size(recipe, chance) * ((week - start[0]) / (end[0] - start[0])).clip(0, 1)
    values = (_counts if recipe.value == "counts" else _ratings)(recipe, line, chance)
    days = [date(2026, 1, 5) + timedelta(weeks=int(n)) for n in week]
    return observed(f"{name} {seed}", days, values.tolist()), kind


def _size(recipe: Recipe, chance: np.random.Generator) -> float:
    if recipe.sd:
        return float(chance.normal(0, recipe.sd))
    return float(chance.uniform(*LARGE[recipe.value]) * (1 if chance.random() < 0.8 else -1))


def _carried(weeks: int, least: float, chance: np.random.Generator) -> Column:
    error, carry = chance.standard_normal(weeks), chance.uniform(least, 0.8)
    for n in range(1, weeks):
        error[n] = carry * error[n - 1] + np.sqrt(1 - carry**2) * error[n]
    return error


def _ratings(recipe: Recipe, line: Column, chance: np.random.Generator) -> Column:
    noise = int(chance.integers(4)) if recipe.noise is None else recipe.noise
    error = chance.standard_normal(len(line))
    if noise == CARRIED:
        error = _carried(len(line), 0.1, chance)
    if noise == 2:
        error = chance.standard_t(3, len(line)) / np.sqrt(3)
    if recipe.far_off:
        error = error * np.where(chance.random(len(line)) < 0.08, 4, 1)
    values = chance.uniform(2, 8) + line + chance.uniform(0.3, 1.5) * error
    values = values.round() if noise == ROUNDED else values
    return values.clip(0, 10) if recipe.cut or noise == ROUNDED else values


def _counts(recipe: Recipe, line: Column, chance: np.random.Generator) -> Column:
    low, high = (0.5, 10.0) if recipe.sd else (0.3, 3.0)
    mean = np.exp(chance.uniform(np.log(low), np.log(high)) + line)
    noise = int(chance.integers(4))
    if noise == 1:
        mean = mean * chance.gamma(1 / 0.3, 0.3, len(line))
    if noise == 2:
        mean = mean * np.exp(0.4 * _carried(len(line), 0.3, chance))
    if noise == 3:
        mean = mean * (chance.random(len(line)) >= 0.15)
    return chance.poisson(mean).astype(float)


def asked(name: str, seed: int) -> tuple[list[float], int]:
    """The probabilities of the four kinds, and the kind that it was."""
    series, kind = make(name, seed)
    found = consider(series, "counts" if RECIPES[name].value == "counts" else "ratings")
    return list(kinds(found.shapes, posterior(found.shapes, found.weighed))), kind


def main() -> int:
    """Ask about every recipe and print a table; nothing is promised for them."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--engagements", type=int, default=400, help="of each recipe")
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    print("| engagements | cases | log-loss | accuracy | said, likeliest | ECE, likeliest | ECE, all four | alarms |")
    print("|:--|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    with ProcessPoolExecutor(chosen.processes) as pool:
        for name in RECIPES:
            found = list(pool.map(partial(asked, name), range(chosen.engagements), chunksize=5))
            chances, kind = np.array([one[0] for one in found]), np.array([one[1] for one in found])
            right = (chances.argmax(axis=1) == kind).astype(float)
            loss = -np.log(chances[np.arange(len(kind)), kind].clip(1e-9)).mean()
            errors = (
                calibration_error(chances.max(axis=1), right),
                calibration_error(chances.ravel(), np.eye(4)[kind].ravel()),
            )
            row = (loss, right.mean(), chances.max(axis=1).mean(), *errors, (chances[kind == 0, 0] <= 0.05).mean())
            print(f"| {name} | {len(kind)} | " + " | ".join(f"{one:.3f}" for one in row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
