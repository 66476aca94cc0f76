"""How long it takes to begin: ``waylight --help`` beside an empty Python, and the server until it answers.

python -m bench.start
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.servers import free_port, serving
from tests.stores import Store

TIMES = 9
EMPTY, HELP = [sys.executable, "-c", "pass"], [sys.executable, "-m", "waylight", "--help"]


def spent(command: list[str]) -> tuple[float, float]:
    """Seconds and processor seconds that a command takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used


def paired() -> list[tuple[str, float, float]]:
    """The middle of some runs of both, one after the other each time."""
    runs = [(spent(EMPTY), spent(HELP)) for _ in range(TIMES)]
    names = ("an empty Python", "waylight --help")
    return [
        (name, *(statistics.median(run[which][what] for run in runs) for what in (0, 1)))
        for which, name in enumerate(names)
    ]


def server(folder: Path) -> tuple[float, list[float]]:
    """Seconds until ``waylight run`` answers, and the megabytes of each of its processes then."""
    import psutil

    store, port = Store.made(folder / "var"), free_port()
    with serving("--no-sample", port=port, environment=store.environment):
        pass  # the first start gathers styles and scripts
    began = time.perf_counter()
    with serving("--no-sample", port=port, environment=store.environment):
        took = time.perf_counter() - began
        every = psutil.Process(os.getpid()).children(recursive=True)
        return took, sorted(one.memory_full_info().pss / 2**20 for one in every)


def main() -> None:
    """Measure and print a table."""
    print("| what | seconds | processor seconds |\n|:--|--:|--:|")
    for name, took, used in paired():
        print(f"| {name} | {took:.3f} | {used:.3f} |", flush=True)
    with tempfile.TemporaryDirectory(prefix="waylight-start-") as folder:
        took, megabytes = server(Path(folder))
    print(f"| waylight run, until it answers | {took:.2f} | |")
    print(f"\nMemory of its processes, MB: {', '.join(f'{one:,.0f}' for one in megabytes)}.")


if __name__ == "__main__":
    main()
