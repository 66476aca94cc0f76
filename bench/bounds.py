"""Calendars made to be slow or large: processor time and peak memory for each, against the promised 10 s and 500 MB.

python -m bench.bounds
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.intake.nasty_calendars import NASTY, read_in_a_process

MOST_SECONDS, MOST_MIB = 10, 500


def main() -> int:
    """Read each and print a table; 1 if one takes more than is promised."""
    print("| calendar | seconds | peak memory | rows kept |")
    print("|:--|--:|--:|--:|")
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        for made, _ in NASTY:
            seconds, megabytes, rows, _ = read_in_a_process(made, Path(folder) / "nasty.ics")
            over += seconds > MOST_SECONDS or megabytes > MOST_MIB
            print(f"| {made.__name__.replace('_', ' ')} | {seconds:.1f} | {megabytes:.0f} MiB | {rows:,} |", flush=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
