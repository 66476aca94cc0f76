"""Writes a log of made interactions as Parquet: seeded, a year long, with threads of a few messages among colleagues.

    python bench/made_log.py --rows 1000000 --people 2000 --file /tmp/made.parquet

Columns are those of a log: at (seconds), sender, recipient, kind, thread, reply. People are whole numbers, and each is
in touch with some forty others. With --leader, person 0 begins every fiftieth thread, with any of 300.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow
from pyarrow import parquet

START = 1_767_571_200  # Monday, 5 January 2026, UTC
YEAR = 52 * 7 * 86_400
CHUNK = 2_000_000  # rows
CIRCLE = 40
ANSWERED = 0.7


LED = 50
WIDE = 300


def chunk(rng: np.random.Generator, rows: int, people: int, first_thread: int, *, leader: bool) -> pyarrow.Table:
    """Some rows: each thread goes to and fro between two people, hours apart."""
    lengths = rng.geometric(1 - ANSWERED, size=rows)
    lengths = lengths[: int(np.searchsorted(np.cumsum(lengths), rows)) + 1]
    thread = np.repeat(np.arange(len(lengths)), lengths)[:rows]
    place = np.arange(rows) - np.repeat(np.cumsum(lengths) - lengths, lengths)[:rows]
    first = rng.integers(0, people, size=len(lengths))
    second = (first + rng.integers(1, CIRCLE // 2, size=len(lengths)) * rng.choice([-1, 1], size=len(lengths))) % people
    if leader:
        first[::LED], second[::LED] = 0, rng.integers(1, WIDE, size=len(second[::LED]))
    begins = rng.integers(0, YEAR, size=len(lengths))
    at = START + (begins[thread] + place * rng.integers(600, 30_000, size=rows)) % YEAR
    turn = place % 2 == 0
    return pyarrow.table(
        {
            "at": at.astype(np.int64),
            "sender": np.where(turn, first[thread], second[thread]).astype(np.int32),
            "recipient": np.where(turn, second[thread], first[thread]).astype(np.int32),
            "kind": pyarrow.DictionaryArray.from_arrays(np.zeros(rows, np.int8), ["mail"]),
            "thread": (thread + first_thread).astype(np.int64),
            "reply": place > 0,
        }
    )


def write_log(path: Path, *, rows: int, people: int, leader: bool = False, seed: int = 1) -> None:
    """Write the log; the same for the same numbers."""
    rng = np.random.default_rng(seed)
    with parquet.ParquetWriter(path, chunk(rng, 1, people, 0, leader=leader).schema) as out:
        for start in range(0, rows, CHUNK):
            out.write_table(chunk(rng, min(CHUNK, rows - start), people, start, leader=leader))


def main() -> None:
    """Write one log."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, required=True)
    options.add_argument("--people", type=int, required=True)
    options.add_argument("--leader", action="store_true")
    options.add_argument("--file", type=Path, required=True)
    chosen = options.parse_args()
    write_log(chosen.file, rows=chosen.rows, people=chosen.people, leader=chosen.leader)


if __name__ == "__main__":
    main()
