"""Fits the signs of stalling on made engagements (``stalling_made``) and prints ``lenses/growth/stalling/fitted.py``.

python -m train.stalling > src/waylight/lenses/growth/stalling/fitted.py
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from train.stalling_made import Recipe, make
from waylight.lenses.growth.stalling.signs import NAMES, read

Floats = NDArray[np.float64]
THERE, ABSENT, UNKNOWN = 1, 0, -1
RIDGE = 1.0  # on weights: of some thousands of engagements it takes nothing, and keeps a rare sign from the clouds
HEAD = '''\
"""What ``python -m train.stalling`` fitted on made engagements. It prints this file; nothing here is set by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.growth.stalling.signs import Weight

if TYPE_CHECKING:
    from waylight.lenses.growth.stalling.signs import Name
'''


def states(seed: int) -> tuple[list[int], bool]:
    """The state of each sign in one engagement, and whether it stalls."""
    made = make(seed)
    signs = [UNKNOWN if one.there is None else int(one.there) for one in read(made.rows, made.today)]
    return signs, made.stalls


def fitted(state: NDArray[np.int64], stalls: Floats, base: float) -> Floats:
    """Weights of there (first row) and absent (second), by penalised maximum likelihood, the base rate given."""
    columns = np.concatenate([state == THERE, state == ABSENT], axis=1).astype(float)
    start = np.log(base / (1 - base))

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = start + columns @ weights
        chance = 1 / (1 + np.exp(-odds))
        value = (np.logaddexp(0, odds) - stalls * odds).sum() + RIDGE / 2 * weights @ weights
        return float(value), columns.T @ (chance - stalls) + RIDGE * weights

    found = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B", options={"gtol": 1e-6})
    return np.asarray(found.x).reshape(2, -1)


def main() -> int:
    """Make, fit, and print the module."""
    options = argparse.ArgumentParser(prog="train.stalling", description="Fit the signs of stalling.")
    options.add_argument("--engagements", type=int, default=20_000)
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    with ProcessPoolExecutor(chosen.processes) as pool:
        found = list(pool.map(states, range(chosen.engagements), chunksize=200))
    state, stalls = np.array([one[0] for one in found]), np.array([one[1] for one in found], dtype=float)
    base = Recipe().stalls
    there, absent = fitted(state, stalls, base)
    lines = [HEAD + f"\nBASE = {base}  # the share of made engagements that stall", "WEIGHTS: dict[Name, Weight] = {"]
    for n, name in enumerate(NAMES):
        known = state[:, n] != UNKNOWN
        of = [float((state[known & (stalls == kind), n] == THERE).mean()) for kind in (1, 0)]
        lines.append(f'    "{name}": Weight({there[n]:.3f}, {absent[n]:.3f}, {of[0]:.2f}, {of[1]:.2f}),')
    sys.stdout.write("\n".join([*lines, "}", ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
