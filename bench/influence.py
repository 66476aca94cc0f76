"""One person's measures by the week over a million interactions, against pandas with NetworkX and against SQL by hand.

    python bench/influence.py                    1 million rows of 2,000 people
    python bench/influence.py --rows 10000000 --times 3

Each way runs in a process of its own after its imports, on the same Parquet file, some times over; all have to find the
same figures. Processor seconds count, since other work on the machine stretches the clock; the middle of them is given.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_log import write_log

PERSON = 0
NAMES = ("reach_out", "reach_in", "people", "reciprocity")
Figures = dict[int, tuple[float | None, ...]]


def ours(path: str, *, names: tuple[str, ...] = NAMES, again: bool = False) -> Figures:
    """Waylight: the file as it lies, one person, by the week; without ``again`` as the first time in a process."""
    from waylight.intake.log.in_process import read_log
    from waylight.intake.rows import Choices
    from waylight.lenses.influence.log import at_hand
    from waylight.lenses.influence.log.measure import measure
    from waylight.lenses.influence.log.windows import EPOCH, MONDAY, WEEK, Every

    if not again:
        at_hand._sql.cache_clear()
    log = read_log([Path(path)], Choices(), {})
    windows = measure(log.table, PERSON, Every.WEEK, only=names)
    return {
        int(((one.start - EPOCH).total_seconds() + MONDAY) // WEEK): tuple(
            one.measures[name].figure.value for name in names
        )
        for one in windows
    }


def pandas(path: str, *, network: bool = False) -> Figures:
    """The analyst's script."""
    from peers.influence_networkx import measure

    found = measure(path, PERSON, network=network)
    return {week: figures if network else figures[:4] for week, figures in found.items()}


def sql(path: str, *, any_log: bool) -> Figures:
    """DuckDB's SQL by hand; it has no network."""
    from peers.influence_sql import measure

    return {week: figures[:4] for week, figures in measure(path, PERSON, any_log=any_log).items()}


WAYS = {
    "Waylight, the first time in a process": ours,
    "Waylight, the next time": lambda path: ours(path, again=True),
    "SQL by hand, for any log": lambda path: sql(path, any_log=True),
    "SQL by hand, for this file": lambda path: sql(path, any_log=False),
    "pandas": pandas,
    "Waylight, with constraint": lambda path: ours(path, names=(*NAMES, "constraint")),
    "pandas and NetworkX, with constraint": lambda path: pandas(path, network=True),
}
COUNTS, CONSTRAINT = list(WAYS)[:5], list(WAYS)[5:]


def measure_one(way: str, path: str, times: int) -> None:
    """Child process: once on a small log, for the imports, then timed."""
    with tempfile.TemporaryDirectory() as folder:
        write_log(Path(folder) / "small.parquet", rows=5_000, people=50, leader=True)
        WAYS[way](str(Path(folder) / "small.parquet"))
    seconds, cpu = [], []
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        found = WAYS[way](path)
        seconds.append(time.perf_counter() - clock)
        cpu.append(time.process_time() - processor)
    took = {"seconds": statistics.median(seconds), "cpu": statistics.median(cpu)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    rows = [[week, *(None if value is None or math.isnan(value) else value for value in found[week])] for week in found]
    print(json.dumps({**took, "peak_mb": peak, "found": sorted(rows)}))


def same(one: list[list[float]], other: list[list[float]]) -> bool:
    """Whether all figures agree to a billionth."""
    return len(one) == len(other) and all(
        a == b or (a is not None and b is not None and abs(a - b) < 1e-9)
        for left, right in zip(one, other, strict=True)
        for a, b in zip(left, right, strict=True)
    )


def compare(path: str, ways: list[str], times: int) -> None:
    """Time each way and print its line; the first is what the others are told by."""
    print("| way | seconds | processor seconds | by the first | peak memory, MB |\n|:--|--:|--:|--:|--:|", flush=True)
    first = None
    for way in ways:
        command = [sys.executable, __file__, "--measure", way, path, "--times", str(times)]
        one = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        first = first or one
        assert same(one["found"], first["found"]), f"{way}: other figures"
        by = one["cpu"] / first["cpu"]
        print(f"| {way} | {one['seconds']:.2f} | {one['cpu']:.2f} | {by:.2f} | {one['peak_mb']:,.0f} |", flush=True)


def main() -> None:
    """Make the log, compare, and print Markdown tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--people", type=int, default=2_000)
    options.add_argument("--times", type=int, default=9, help="how often the counts are measured")
    options.add_argument("--counts-only", action="store_true", help="leave the network out: the peer takes minutes")
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure_one(*chosen.measure, chosen.times)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "log.parquet")
        write_log(Path(path), rows=chosen.rows, people=chosen.people, leader=True)
        print(f"{chosen.rows:,} rows of {chosen.people:,} people; all find the same figures.\n")
        compare(path, COUNTS, chosen.times)
        if not chosen.counts_only:
            print()
            compare(path, CONSTRAINT, 1)


if __name__ == "__main__":
    main()
