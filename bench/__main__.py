"""``make bench``: every measurement, one after the other, as Markdown tables on standard output."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEASUREMENTS = [
    ("Mail headers", ["bench/mail.py"]),
    ("Mail headers, memory on 2 GB", ["bench/mail.py", "--size-mb", "2000", "--memory-only"]),
    ("Transcripts", ["bench/transcripts.py"]),
    ("Calendars made to be slow", ["-m", "bench.bounds"]),
    ("How far a movement can be trusted", ["-m", "bench.movement"]),
    ("A moment or growth", ["-m", "bench.growth"]),
    ("A moment or growth: other recipes", ["-m", "bench.growth_otherwise"]),
    ("A moment or growth: speed", ["-m", "bench.growth_speed"]),
    ("What went before what", ["-m", "bench.growth_links"]),
    ("Stalling", ["-m", "bench.stalling"]),
    ("Influence of one person", ["bench/influence.py"]),
    ("Influence of one person, ten million rows", ["bench/influence.py", "--rows", "10000000", "--counts-only"]),
    ("Influence of everybody", ["bench/influence_everyone.py"]),
    ("The map", ["-m", "bench.map_page"]),
    ("The mirror", ["-m", "bench.mirror"]),
    ("The pulse", ["-m", "bench.pulse"]),
    ("Fuzzing", ["bench/fuzz.py", "--seconds", "120"]),
    ("Kills", ["-m", "bench.crash"]),
    ("Reminders", ["-m", "bench.reminders"]),
    ("Names in stories", ["-m", "bench.story"]),
    ("Starting", ["-m", "bench.start"]),
]


def machine() -> str:
    """The machine in words: cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}"


def main() -> int:
    """Run every measurement; a failing one is said and the rest still run."""
    print(f"Measured on {datetime.now(UTC):%-d %B %Y}; {machine()}.\n", flush=True)
    failed = 0
    for heading, command in MEASUREMENTS:
        print(f"## {heading}\n\n`python {' '.join(command)}`\n", flush=True)
        failed |= subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode
        print(flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
