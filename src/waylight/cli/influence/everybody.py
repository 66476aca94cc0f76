"""Reach and reciprocity of everybody, as a table: a line for each person and window with contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow

from waylight.cli.influence.words import write_table
from waylight.lenses.influence.log.everyone import everyone
from waylight.lenses.influence.log.table import full
from waylight.lenses.influence.log.windows import bounds

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.cli.influence.given import Given

STAMP = pyarrow.timestamp("s", "UTC")


def write_everyone(found: Given, path: Path) -> int:
    """Write a line for each person and window, by window and person; returns how many. Raises OSError."""
    log = full(found.table())
    span = log.aggregate(first=log.at.min(), last=log.at.max()).to_pyarrow().to_pylist()[0]
    table = everyone(log, found.every, found.rule).to_pyarrow()
    table = table.sort_by([("window", "ascending"), ("person", "ascending")])
    numbers, where = np.unique(table["window"].to_numpy(), return_inverse=True)
    if len(numbers):
        both = [bounds(number, found.every, span["first"], span["last"]) for number in numbers.tolist()]
        for place, (name, dates) in enumerate(zip(("from", "to"), zip(*both, strict=True), strict=True), start=1):
            table = table.add_column(place + 1, name, pyarrow.array(dates, STAMP).take(pyarrow.array(where)))
    write_table(table.drop_columns("window"), path)
    return len(table)
