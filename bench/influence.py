"""One person's measures by the week over a million interactions, against pandas with NetworkX and against SQL by hand.

    python bench/influence.py                    1 million rows of 2,000 people
    python bench/influence.py --rows 100000

Each runs in a process of its own after its imports, on the same Parquet file; all have to find the same figures.
Processor seconds count, since other work on the machine stretches the clock.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_log import write_log

PERSON = 0
NAMES = ("reach_out", "reach_in", "people", "reciprocity")


def ours(path: str, *, network: bool) -> dict[int, tuple[float, ...]]:
    """Waylight: the file as it lies, one person, by the week."""
    from waylight.intake.log.in_process import read_log
    from waylight.intake.rows import Choices
    from waylight.lenses.influence.log.measure import measure
    from waylight.lenses.influence.log.windows import EPOCH, MONDAY, WEEK, Every

    names = (*NAMES, "constraint") if network else NAMES
    log = read_log([Path(path)], Choices(), {})
    windows = measure(log.table, PERSON, Every.WEEK, only=names)
    return {
        int(((one.start - EPOCH).total_seconds() + MONDAY) // WEEK): (
            *(one.measures[name].figure.value for name in NAMES),
            one.measures["constraint"].figure.value if network else 0.0,
        )
        for one in windows
    }


def peer(path: str, *, network: bool) -> dict[int, tuple[float, ...]]:
    """The analyst's script."""
    from peers.influence_networkx import measure

    return measure(path, PERSON, network=network)


def sql(path: str, *, network: bool) -> dict[int, tuple[float, ...]]:
    """DuckDB's SQL by hand; it has no network."""
    from peers.influence_sql import measure

    return measure(path, PERSON)


WAYS = {"ours": ours, "peer": peer, "sql": sql}


def measure_one(way: str, path: str, network: bool) -> None:
    """Child process: once on a small log, for the imports, then timed."""
    with tempfile.TemporaryDirectory() as folder:
        write_log(Path(folder) / "small.parquet", rows=5_000, people=50, leader=True)
        WAYS[way](str(Path(folder) / "small.parquet"), network=network)
    clock, processor = time.perf_counter(), time.process_time()
    found = WAYS[way](path, network=network)
    took = {"seconds": time.perf_counter() - clock, "cpu": time.process_time() - processor}
    rows = [[week, *(None if value is None or math.isnan(value) else value for value in found[week])] for week in found]
    print(json.dumps({**took, "found": sorted(rows)}))


def same(one: list[list[float]], other: list[list[float]]) -> bool:
    """Whether all figures agree to a billionth."""
    return len(one) == len(other) and all(
        a == b or (a is not None and b is not None and abs(a - b) < 1e-9)
        for left, right in zip(one, other, strict=True)
        for a, b in zip(left, right, strict=True)
    )


def compare(path: str, ways: list[str], names: list[str], *, network: bool) -> None:
    """Time each way and print its line."""
    runs = {}
    for way in ways:
        command = [sys.executable, __file__, "--measure", way, path, *(["--network"] if network else [])]
        runs[way] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        assert same(runs[way]["found"], runs["ours"]["found"]), f"{way} finds other figures"
    for way, name in zip(ways, names, strict=True):
        one = runs[way]
        print(
            f"| {name} | {one['seconds']:.2f} | {one['cpu']:.2f} | {one['cpu'] / runs['ours']['cpu']:.2f} |", flush=True
        )


def main() -> None:
    """Make the log, compare, and print Markdown tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--people", type=int, default=2_000)
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options.add_argument("--network", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure_one(*chosen.measure, chosen.network)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "log.parquet")
        write_log(Path(path), rows=chosen.rows, people=chosen.people, leader=True)
        print(f"{chosen.rows:,} rows of {chosen.people:,} people; all find the same figures.\n")
        print("| way | seconds | processor seconds | by ours |\n|---|--:|--:|--:|")
        compare(path, ["ours", "sql", "peer"], ["Waylight, counts", "SQL by hand", "pandas"], network=False)
        names = ["Waylight, with constraint", "pandas and NetworkX, with constraint"]
        compare(path, ["ours", "peer"], names, network=True)


if __name__ == "__main__":
    main()
