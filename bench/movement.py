"""How far the figure of movement can be trusted: made companies of which the movement is known.

    python -m bench.movement                1,000 companies in each cell
    python -m bench.movement --runs 200     fewer

Each company is drawn, matched and measured as the lens does it. Covered: how often the 95 % interval holds the factor
that was put in. Seen: how often it lies above "none". Ends with 1 if any cell without an effect covers less than 93 or
more than 97 in 100, the one apart in which no measure could.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from math import log

from tests.lenses.influence.made_people import NOISES, one_run

FACTORS = (1.0, 1.25, 1.5, 2.0)
SIZES = (10, 20, 40)
PROMISED = (0.93, 0.97)
CANNOT = "own team"
PROCESSES = 2


def run(seed: int, noise: str, factor: float, around: int) -> tuple[float, float, float]:
    """One company: the figure and its interval, as shares more than expected."""
    found = one_run(noise, seed, effect=log(factor), around=around)
    assert found.value is not None, found.why_not
    assert found.low is not None
    assert found.high is not None
    return found.value, found.low, found.high


def cell(pool: ProcessPoolExecutor, runs: int, noise: str, factor: float, around: int) -> tuple[float, float, float]:
    """Of many companies: how often covered, how often seen, and the mean figure."""
    one = partial(run, noise=noise, factor=factor, around=around)
    found = list(pool.map(one, range(runs), chunksize=max(runs // (4 * PROCESSES), 1)))
    covered = sum(low <= factor - 1 <= high for _, low, high in found) / runs
    seen = sum(low > 0 for _, low, _ in found) / runs
    return covered, seen, sum(value for value, _, _ in found) / runs


def main() -> int:
    """Print a table; 1 if the promise is not kept."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--runs", type=int, default=1000)
    runs = options.parse_args().runs
    os.nice(10)
    heads = " | ".join(f"× {factor:g}: covered, seen" for factor in FACTORS)
    print(f"{runs:,} companies of 300 people in each cell; 13 weeks of choosing, 13 before, 26 after.\n")
    print(f"| what disturbs the weeks | around her | {heads} |\n|:--|--:|{'--:|' * len(FACTORS)}", flush=True)
    broken = False
    with ProcessPoolExecutor(PROCESSES) as pool:
        for noise in NOISES:
            for around in SIZES:
                found = [cell(pool, runs, noise, factor, around) for factor in FACTORS]
                broken |= noise != CANNOT and not PROMISED[0] <= found[0][0] <= PROMISED[1]
                cells = " | ".join(f"{covered:.1%}, {seen:.0%}" for covered, seen, _ in found)
                print(f"| {noise} | {around} | {cells} |", flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
