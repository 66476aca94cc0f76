"""Weekly reach and reciprocity of everybody in a log of 1, 10 and 100 million rows.

    python bench/influence_everyone.py                     1 and 10 million
    python bench/influence_everyone.py --millions 1 10 100

Each runs in a process of its own, which may take 6 GB before it uses the disk, on Parquet that is deleted afterwards.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_log import write_log

PEOPLE = 100_000
MEMORY = "6GB"


def measure(path: str, out: str) -> None:
    """Child process: measure everybody and print what it took."""
    from waylight.cli import main as waylight

    start = time.perf_counter()
    said = ["influence", path, "--everyone", "--every", "week", "--memory", MEMORY, "--out", out]
    assert waylight(said) == 0
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"seconds": seconds, "cpu": own.ru_utime + own.ru_stime, "peak_mb": own.ru_maxrss * 1024 / 1e6}))


def main() -> None:
    """Make each log, measure it, and print a Markdown table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--millions", type=float, nargs="+", default=[1, 10])
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure(*chosen.measure)
        return
    print("| rows | people | seconds | processor seconds | rows a second | peak memory, MB | rows out |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for millions in chosen.millions:
        with tempfile.TemporaryDirectory() as folder:
            log, out = Path(folder) / "log.parquet", Path(folder) / "out.parquet"
            rows = int(millions * 1e6)
            people = min(PEOPLE, rows // 50)
            write_log(log, rows=rows, people=people)
            command = [sys.executable, __file__, "--measure", str(log), str(out)]
            said, took = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-2:]
            one = json.loads(took)
            print(
                f"| {rows:,} | {people:,} | {one['seconds']:.1f} | {one['cpu']:.1f} | {rows / one['seconds']:,.0f} "
                f"| {one['peak_mb']:,.0f} | {said.split(': ')[1].split(' ')[0]} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
