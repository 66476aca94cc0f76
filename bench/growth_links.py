"""Whether links between stages are told by chance: engagements whose stages do not go with one another, or some do.

    python -m bench.growth_links

Each engagement has six weekly series of 26 or 52 weeks: five of counts (3 to 8 a week at first) and a rating. Nothing
links them but what a row says:

- *even*: chance alone; *runs*: departures that carry over (autoregression, 0.5; or 0.8) with a standard deviation of
  0.5 of the log rate, or 1 point;
- *grew*: the same with 0.5, and each grows by a factor of 3 (3 points) at a time of its own, at a moment or over ten
  weeks;
- *grew together*: the same, all in the same ten weeks;
- *holidays*: runs of 0.5, with two fortnights of absence;
- *two linked*: runs of 0.5, and of the six links two are made: a week's departure carries 0.8 of one two weeks before.

Prints the rate of false discoveries (the mean over engagements of false links among those told) and, where some are
made, how many of them are told. 1 if a false discovery rate is over what is promised by more than chance.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from waylight.lenses.growth.answer import consider
from waylight.lenses.growth.loop import FALSE, NEIGHBOURS, STAGES, Link, links
from waylight.lenses.growth.observed import observed

Column = NDArray[np.float64]
ROWS = ("even", "runs, 0.5", "runs, 0.8", "grew", "grew together", "holidays", "two linked")
CARRY = {"even": 0.0, "runs, 0.8": 0.8}
MADE = (("listening", "insight"), ("reaching_out", "sharing"))
LAG, SHARE, SPREAD = 2, 0.8, 0.5


def departing(row: str, weeks: int, chance: np.random.Generator) -> dict[str, Column]:
    """What every stage departs by, in standard deviations."""
    carry = CARRY.get(row, 0.5)
    off = {}
    for name in STAGES:
        fresh = chance.standard_normal(weeks + 50)
        for week in range(1, len(fresh)):
            fresh[week] = carry * fresh[week - 1] + np.sqrt(1 - carry**2) * fresh[week]
        off[name] = fresh[50:]
    if row == "two linked":
        for earlier, later in MADE:
            off[later][LAG:] = SHARE * off[earlier][:-LAG] + np.sqrt(1 - SHARE**2) * off[later][LAG:]
    return off


def grown(row: str, weeks: int, chance: np.random.Generator) -> Column:
    """How much of its growth a series has in each week."""
    if not row.startswith("grew"):
        return np.zeros(weeks)
    start = weeks // 3 if row == "grew together" else int(chance.integers(3, weeks - 13))
    width = 10 if row == "grew together" or chance.random() < 0.5 else 0.01
    return np.asarray(((np.arange(weeks) - start) / width).clip(0, 1))


def told(row: str, seed: int) -> tuple[float, float]:
    """The share of false links among those told, and the share of links made that are told, of one engagement."""
    chance = np.random.default_rng([seed, ROWS.index(row)])
    weeks = int(chance.choice([26, 52]))
    days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(weeks)]
    worked = np.ones(weeks)
    if row == "holidays":
        for first in chance.integers(0, weeks - 2, 2):
            worked[first : first + 2] = 0
    considered = {}
    for name, off in departing(row, weeks, chance).items():
        line = grown(row, weeks, chance)
        if name == "confidence":
            values = (chance.uniform(3, 6) + 3 * line + off).round().clip(0, 10)
        else:
            spread = 0.0 if row == "even" else SPREAD
            values = chance.poisson(worked * np.exp(np.log(chance.uniform(3, 8)) + np.log(3) * line + spread * off))
        series = observed(name, days, values.tolist(), worked.tolist())
        considered[name] = consider(series, "ratings" if name == "confidence" else "counts")
    return _shares(row, links(considered))  # type: ignore[arg-type]


def _shares(row: str, found: tuple[Link, ...]) -> tuple[float, float]:
    made = set(MADE) if row == "two linked" else set()
    said = [(link.earlier, link.later) for link in found if link.told]
    return sum(one not in made for one in said) / max(len(said), 1), sum(one in said for one in made) / len(MADE)


def main() -> int:
    """Measure every row and print a table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--engagements", type=int, default=1000, help="in each row")
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    print(f"{len(NEIGHBOURS)} links each, {chosen.engagements} engagements a row.\n")
    print("| stages | false discoveries | links made that are told |\n|:--|--:|--:|")
    bound = FALSE + 2 * np.sqrt(FALSE * (1 - FALSE) / chosen.engagements)
    broken = False
    with ProcessPoolExecutor(chosen.processes) as pool:
        for row in ROWS:
            false, power = np.mean(list(pool.map(partial(told, row), range(chosen.engagements), chunksize=5)), axis=0)
            broken |= bool(false > bound)
            print(f"| {row} | {false:.3f} | {f'{power:.2f}' if row == 'two linked' else '–'} |", flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
