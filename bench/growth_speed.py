"""How long the growth command takes: one engagement of six series over a year, and many series in several processes.

python -m bench.growth_speed [--series 10000]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import date, timedelta

import numpy as np

from waylight.analysis.series import growth
from waylight.lenses.growth.observed import Observed, observed

REPEATS = 5


def series(many: int, weeks: int, seed: int = 1) -> list[Observed]:
    """Weekly counts by days worked, half of which double over time."""
    chance = np.random.default_rng(seed)
    days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(weeks)]
    made = []
    for number in range(many):
        worked = chance.choice([5.0, 4.0, 0.0], weeks, p=[0.8, 0.15, 0.05])
        rise = 2.0 ** (np.linspace(0, 1, weeks) * (number % 2))
        made.append(observed(f"series {number}", days, chance.poisson(0.8 * worked * rise).tolist(), worked.tolist()))
    return made


def main() -> int:
    """Measure and print a table; 1 if the engagement takes half a second or more of a processor."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--series", type=int, default=10_000)
    options.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    chosen = options.parse_args()
    six, took = series(6, 52), []
    for _ in range(REPEATS):
        began = time.perf_counter(), time.process_time()
        growth(six, "counts", 1)
        took.append((time.perf_counter() - began[0], time.process_time() - began[1]))
    print("| what | seconds | of a processor |\n|:--|--:|--:|")
    wall, busy = min(took)
    print(f"| six series of 52 weeks, with the joint answer, best of {REPEATS} | {wall:.2f} | {busy:.2f} |", flush=True)
    began = time.perf_counter(), os.times()
    growth(series(chosen.series, 26), "counts", chosen.processes)
    ended = os.times()
    spent = sum(ended[:4]) - sum(began[1][:4])
    took_all = time.perf_counter() - began[0]
    print(f"| {chosen.series:,} series of 26 weeks, {chosen.processes} processes | {took_all:.0f} | {spent:.0f} |")
    return 0 if busy < 0.5 else 1


if __name__ == "__main__":
    sys.exit(main())
