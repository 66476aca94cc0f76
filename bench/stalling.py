"""How far the probability of stalling can be trusted: on engagements made as those it was fitted on, and otherwise.

    python -m bench.stalling

``train.stalling_made`` is the recipe. The rows after the first change it in what the fit did not know. Prints Markdown;
1 if the expected calibration error on new engagements of the recipe itself is over 0.05.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from train.stalling_made import Recipe, make

from bench.growth import calibration_error
from waylight.lenses.growth.stalling.chance import stalling
from waylight.lenses.growth.stalling.fitted import BASE

Column = NDArray[np.float64]
NEW = 1_000_000  # the first seed: none of those that were fitted
PROMISED = 0.05
RECIPES = {
    "the recipe itself": (Recipe(), BASE),
    "half as much is noted": (Recipe(noted=0.5), BASE),
    "twice as much is noted": (Recipe(noted=2.0), BASE),
    "stalls little by little": (Recipe(fades=True), BASE),
    "good and bad weeks follow one another": (Recipe(kept_in_spells=0.6), BASE),
    "each sign in 5 of 10 that stall": (Recipe(happens=0.5), BASE),
    "each sign in all that stall": (Recipe(happens=1.0), BASE),
    "15 of 100 stall, not known": (Recipe(stalls=0.15), BASE),
    "15 of 100 stall, known": (Recipe(stalls=0.15), 0.15),
    "50 of 100 stall, not known": (Recipe(stalls=0.5), BASE),
    "50 of 100 stall, known": (Recipe(stalls=0.5), 0.5),
}


def asked(recipe: Recipe, base: float, seed: int) -> tuple[float, bool]:
    """What is said of one engagement (not a number if nothing), and whether it stalls."""
    made = make(NEW + seed, recipe)
    chance = stalling(made.rows, made.today, base=base).chance
    return float("nan") if chance is None else chance, made.stalls


def row(chance: Column, stalls: Column) -> list[str]:
    """Engagements, how many stall, calibration error, log-loss beside that of the base rate, and area under the ROC."""
    base = stalls.mean()
    loss = -np.log(np.where(stalls > 0, chance, 1 - chance)).mean()
    of_base = -(base * np.log(base) + (1 - base) * np.log(1 - base))
    figures = (base, chance.mean(), calibration_error(chance, stalls), loss, of_base, roc_auc_score(stalls, chance))
    return [f"{len(chance):,}", *(f"{figure:.3f}" for figure in figures)]


def reliability(chance: Column, stalls: Column) -> str:
    """How many stall, by the probability that was said."""
    lines = ["| said | engagements | said, mean | stall |", "|:--|--:|--:|--:|"]
    for n in range(10):
        part = (chance >= n / 10) & (chance < (n + 1) / 10)
        if part.any():
            means = f"{chance[part].mean():.2f} | {stalls[part].mean():.2f}"
            lines.append(f"| {n / 10:.1f} to {(n + 1) / 10:.1f} | {part.sum():,} | {means} |")
    return "\n".join(lines)


def main() -> int:
    """Ask about every recipe and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--engagements", type=int, default=5000, help="of each recipe")
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    print("| engagements | said of | stall | said, mean | ECE | log-loss | of the base rate | area under ROC |")
    print("|:--|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    first = (np.empty(0), np.empty(0))
    with ProcessPoolExecutor(chosen.processes) as pool:
        for name, (recipe, base) in RECIPES.items():
            found = list(pool.map(partial(asked, recipe, base), range(chosen.engagements), chunksize=100))
            chance, stalls = np.array([one[0] for one in found]), np.array([one[1] for one in found], dtype=float)
            known = np.isfinite(chance)
            first = first if len(first[0]) else (chance[known], stalls[known])
            print(f"| {name} | {' | '.join(row(chance[known], stalls[known]))} |", flush=True)
    print(f"\n{reliability(*first)}")
    return 0 if calibration_error(*first) <= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
