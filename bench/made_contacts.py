"""Writes a made table of one person's contacts as CSV: seeded, years long, with threads of a few messages.

    python bench/made_contacts.py --rows 500000 --people 1500 --weeks 156 --file /tmp/made.csv

Every row has the same person on one side. A few others are met often and most now and then (Zipf's law, exponent 0.8).
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

BEGIN = datetime(2023, 1, 2, tzinfo=UTC)  # a Monday
WEEK_S = 7 * 86_400
ANSWERED = 0.6
HERS = 0.5  # of the threads she begins


def write_contacts(
    path: Path, *, hers: str, rows: int, people: int, weeks: int, first_week: int = 0, seed: int = 1
) -> None:
    """Write the table; the same for the same numbers. ``hers`` is her address, ``first_week`` counts from ``BEGIN``."""
    rng = np.random.default_rng(seed)
    lengths = rng.geometric(1 - ANSWERED, size=rows)
    lengths = lengths[: int(np.searchsorted(np.cumsum(lengths), rows)) + 1]
    thread = np.repeat(np.arange(len(lengths)), lengths)[:rows]
    place = np.arange(rows) - np.repeat(np.cumsum(lengths) - lengths, lengths)[:rows]
    weight = np.arange(1, people + 1) ** -0.8
    other = rng.choice(people, size=len(lengths), p=weight / weight.sum())[thread]
    begun = (first_week + rng.uniform(0, weeks, size=len(lengths))) * WEEK_S
    at = np.minimum(begun[thread] + place * rng.uniform(600, 30_000, size=rows), (first_week + weeks) * WEEK_S - 1)
    out = (rng.uniform(size=len(lengths)) < HERS)[thread] ^ (place % 2 == 1)
    with path.open("w") as file:
        file.write("at,sender,recipient,kind,thread\n")
        for n in np.argsort(at, kind="stable").tolist():
            both = (hers, f"person{other[n]}@norvia.example")
            sender, recipient = both if out[n] else both[::-1]
            when = BEGIN + timedelta(seconds=int(at[n]))
            file.write(f"{when:%Y-%m-%dT%H:%M:%SZ},{sender},{recipient},mail,{first_week}-{thread[n]}\n")


def main() -> None:
    """Write one table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rows", type=int, required=True)
    options.add_argument("--people", type=int, default=1_500)
    options.add_argument("--weeks", type=int, default=156)
    options.add_argument("--hers", default="ines@norvia.example")
    options.add_argument("--file", type=Path, required=True)
    chosen = options.parse_args()
    write_contacts(chosen.file, hers=chosen.hers, rows=chosen.rows, people=chosen.people, weeks=chosen.weeks)


if __name__ == "__main__":
    main()
