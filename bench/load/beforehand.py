"""Makes the figures of the engagements that people will open, as the worker does at night for those opened lately."""

from __future__ import annotations

import argparse
import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import django


def make(number: int) -> bool:
    """Make what is missing of an engagement's figures; returns whether there was anything to make."""
    from django.utils import timezone

    from waylight.pages.beforehand.making import make

    return make(number, timezone.now())


def main() -> None:
    """Make them all, on two cores, and say how long it took."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--who", type=Path, required=True)
    options.add_argument("--a-day", type=int, default=3, help="engagements that a coach will look at")
    chosen = options.parse_args()
    people = json.loads(chosen.who.read_text())
    every = [one["engagements"][: chosen.a_day] for part in ("coaches", "clients") for one in people[part]]
    numbers = sorted({number for some in every for number in some})
    began = time.perf_counter()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a server process
    with ProcessPoolExecutor(2, initializer=django.setup) as pool:
        made = sum(pool.map(make, numbers))
    print(f"Figures of {made} of {len(numbers)} engagements made beforehand in {time.perf_counter() - began:,.0f} s.")


if __name__ == "__main__":
    main()
