"""Weekly reach and reciprocity of everybody in a log of 1, 10 and 100 million rows.

    python bench/influence_everyone.py                     1 and 10 million
    python bench/influence_everyone.py --millions 1 10 100
    python bench/influence_everyone.py --millions 100 --engine duckdb spark --months

With ``--months`` the log lies in a folder for each month, as a company's archive does, and all of them are read. Spark
runs in this process, on the cores there are.

Each runs in a process of its own, which may take 6 GB before it uses the disk, on Parquet that is deleted afterwards.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_log import write_log

PEOPLE = 100_000
MEMORY = "6GB"


def measure(engine: str, memory: str, out: str, *files: str) -> None:
    """Child process: measure everybody and print what it took."""
    from waylight.cli import main as waylight

    start = time.perf_counter()
    said = ["influence", *files, "--everyone", "--every", "week", "--memory", memory, "--out", out, "--engine", engine]
    assert waylight(said) == 0
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    used = own.ru_utime + own.ru_stime + of_children()
    print(json.dumps({"seconds": seconds, "cpu": used, "peak_mb": own.ru_maxrss * 1024 / 1e6}))


def of_children() -> float:
    """Processor seconds of the processes that this one has started and that still run: Spark works in one of them."""
    tick, found = os.sysconf("SC_CLK_TCK"), 0.0
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found += (int(fields[11]) + int(fields[12])) / tick
    return found


def by_month(log: Path) -> list[Path]:
    """Put a log into a folder for each month, a part at a time, and remove it; returns the files."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    folder, whole = log.parent / "months", ds.dataset(log)
    columns = {name: ds.field(name) for name in whole.schema.names}
    month = pc.strftime(ds.field("at").cast(pa.timestamp("s")), format="%Y-%m")
    ds.write_dataset(
        whole.scanner({**columns, "month": month}),
        folder,
        format="parquet",
        partitioning=["month"],
        partitioning_flavor="hive",
        max_rows_per_group=1_000_000,
        max_rows_per_file=10_000_000,
    )
    log.unlink()
    return sorted(folder.rglob("*.parquet"))


def main() -> None:
    """Make each log, measure it, and print a Markdown table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--millions", type=float, nargs="+", default=[1, 10])
    options.add_argument("--engine", nargs="+", choices=["duckdb", "spark"], default=["duckdb"])
    options.add_argument(
        "--memory", nargs="+", default=[MEMORY], help="how much is used before the disk is; each in turn"
    )
    options.add_argument("--months", action="store_true", help="a folder for each month")
    options.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure(*chosen.measure)
        return
    print(
        "| rows | engine | memory | people | seconds | processor seconds | rows a second | peak memory, MB | rows out |"
    )
    print("|--:|:--|--:|--:|--:|--:|--:|--:|--:|")
    for millions in chosen.millions:
        with tempfile.TemporaryDirectory() as folder:
            log, rows = Path(folder) / "log.parquet", int(millions * 1e6)
            people = min(PEOPLE, rows // 50)
            write_log(log, rows=rows, people=people)
            files = by_month(log) if chosen.months else [log]
            for engine, memory in itertools.product(chosen.engine, chosen.memory):
                print(line(engine, memory, files, rows, people), flush=True)


def line(engine: str, memory: str, files: list[Path], rows: int, people: int) -> str:
    """Measure with an engine; returns a line of the table, which says why if there is nothing to measure."""
    out = files[0].parent / "out.parquet"
    command = [sys.executable, __file__, "--measure", engine, memory, str(out), *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return f"| {rows:,} | {engine} | {memory} | {people:,} | ended: {(done.stderr or done.stdout).strip()[-200:]} |"
    said, took = done.stdout.splitlines()[-2:]
    one = json.loads(took)
    return (
        f"| {rows:,} | {engine} | {memory} | {people:,} | {one['seconds']:.1f} | {one['cpu']:.1f} "
        f"| {rows / one['seconds']:,.0f} | {one['peak_mb']:,.0f} | {said.split(': ')[1].split(' ')[0]} |"
    )


if __name__ == "__main__":
    main()
