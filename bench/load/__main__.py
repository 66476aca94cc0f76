"""Make a practice, serve it as in production, let people work on it, and say how long pages took."""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.servers import free_port, postgres, serving
from tests.stores import Store

from bench.load.bringing import bringing

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


@contextlib.contextmanager
def a_store(folder: Path, *, sqlite: bool, database: str) -> Iterator[Store]:
    """An empty store with its tables."""
    if sqlite:
        yield Store.made(folder / "var")
    elif database:
        yield Store.made(folder / "var", DATABASE_URL=database)
    else:
        with postgres() as url:
            yield Store.made(folder / "var", DATABASE_URL=url.rpartition("/")[0] + "/practice")


def at_work(
    store: Store,
    who: Path,
    address: str,
    people: int,
    seconds: int,
    folder: Path,
    *,
    arriving: int = 0,
    writing: bool = False,
) -> Path:
    """Let people work; returns the table that Locust wrote, of what came after all had arrived if that takes time."""
    rate = ["-r", str(people / arriving), "--reset-stats"] if arriving else ["-r", "10"]
    command = [
        *(sys.executable, "-m", "locust", "-f", str(HERE / "people.py"), "--headless", "--host", address),
        *("-u", str(people), *rate, "-t", f"{arriving + seconds}s", "--csv", str(folder / "load"), "--only-summary"),
        *("--loglevel", "WARNING"),
    ]
    environment = {**store.environment, "WAYLIGHT_LOAD_PEOPLE": str(who)} | (
        {"WAYLIGHT_LOAD_WRITING": "1"} if writing else {}
    )
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    return folder / "load_stats.csv"


def memory_mb(parent: int) -> list[tuple[str, float]]:
    """What each process under one holds in memory, shared parts divided among those who share them."""
    import psutil

    every = psutil.Process(parent).children(recursive=True)
    return [(" ".join(one.cmdline())[-60:], one.memory_full_info().pss / 2**20) for one in every]


def table(written: Path) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| page | requests | errors | median, ms | p95, ms | slowest, ms |"
    yield "|:--|--:|--:|--:|--:|--:|"
    with written.open() as file:
        rows = list(csv.DictReader(file))
    for row in sorted(rows, key=lambda one: ("first" in one["Name"], one["Name"] == "Aggregated", one["Name"])):
        cells = [
            row["Request Count"],
            row["Failure Count"],
            row["50%"],
            row["95%"],
            f"{float(row['Max Response Time'] or 0):.0f}",
        ]
        yield f"| {row['Name']} | " + " | ".join(cells) + " |"


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--of", type=float, default=0.01, help="which part of the whole practice")
    options.add_argument("--coach", action="store_true", help="one coach with ten years of work, on SQLite")
    options.add_argument("--sqlite", action="store_true", help="on SQLite")
    options.add_argument(
        "--database", default="", help="an empty PostgreSQL database of a superuser, instead of a server of its own"
    )
    options.add_argument("--people", type=int, default=100)
    options.add_argument("--seconds", type=int, default=180)
    options.add_argument("--arriving", type=int, default=0, help="seconds in which people arrive, not measured")
    options.add_argument("--cold", action="store_true", help="nobody ever opened anything, so no figures are made yet")
    options.add_argument("--writing", action="store_true", help="clients write an entry now and then, too")
    options.add_argument(
        "--bringing", type=int, default=0, help="MB of a mailbox that comes in meanwhile, then another"
    )
    options.add_argument("--workers", type=int, default=4)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="waylight-load-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        sqlite = chosen.coach or chosen.sqlite
        store = stack.enter_context(a_store(folder, sqlite=sqlite, database=chosen.database))
        who = folder / "who.json"
        size = [] if chosen.coach else ["--of", str(chosen.of)]
        fill = [sys.executable, "-m", "bench.load.filling", "--who", str(who), *size]
        subprocess.run(fill, env=store.environment, check=True, cwd=HERE.parents[1])
        if not chosen.cold:
            made = [sys.executable, "-m", "bench.load.beforehand", "--who", str(who)]
            subprocess.run(made, env=store.environment, check=True, cwd=HERE.parents[1])
        port = free_port()
        began = time.perf_counter()
        server = ["--no-sample", "--workers", str(chosen.workers)]
        environment = {**store.environment, "WAYLIGHT_TASKS": "django_tasks_db.DatabaseBackend"}
        with serving(*server, port=port, environment=environment):
            print(f"Serving after {time.perf_counter() - began:.1f} s.", flush=True)
            with bringing(store, who, chosen.bringing, folder):
                written = at_work(
                    store,
                    who,
                    f"http://127.0.0.1:{port}",
                    chosen.people,
                    chosen.seconds,
                    folder,
                    arriving=chosen.arriving,
                    writing=chosen.writing,
                )
            print(*table(written), sep="\n", flush=True)
            for what, megabytes in memory_mb(os.getpid()):
                print(f"{megabytes:,.0f} MB: {what}", flush=True)


if __name__ == "__main__":
    main()
