"""Kills the server and the worker at random points of imports and edits, and looks at the store after each kill.

    python -m bench.crash                     200 kills on SQLite
    python -m bench.crash --kills 20 --seed 7

Each round sends a mailbox to the server, confirms it, and writes entries of a journal all the while; after a random
time the server, the worker or both are killed with SIGKILL, and started again for the next round. After each kill: is
the database whole, is every import there wholly or not at all, is every edit that was answered there, and none by half?
At the end: does every import that was stopped on its way come in when it is tried again?
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.crashing import LONGEST_S, Crashing


def main() -> int:
    """Kill, look, and print a table; 1 if anything was lost or half there."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance, began = random.Random(chosen.seed), time.monotonic()
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="waylight-crash-") as folder:
        crashing = Crashing(Path(folder) / "var")
        try:
            while found["kills"] < chosen.kills:
                found.update(crashing.round(chance.uniform(0, LONGEST_S), chance.choice(["server", "worker", "both"])))
                if found["kills"] % 10 == 0:
                    sys.stderr.write(f"{found['kills']} kills, {time.monotonic() - began:.0f} s\n")
        finally:
            found.update(crashing.end())
    print("| what | times |\n|:--|--:|")
    for what, times in found.items():
        print(f"| {what} | {times:,} |")
    print(f"\nSeed {chosen.seed}, {time.monotonic() - began:.0f} s.")
    return 1 if any(times for what, times in found.items() if what.startswith("WRONG")) else 0


if __name__ == "__main__":
    sys.exit(main())
