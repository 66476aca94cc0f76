"""Reach and reciprocity of everybody, written as they come: there may be more rows than fit into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow
from pyarrow import csv, parquet

from waylight.lenses.influence.log.everyone import everyone
from waylight.lenses.influence.log.table import full
from waylight.lenses.influence.log.windows import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from waylight.cli.influence.given import Given
    from waylight.lenses.influence.log.windows import Every

CHUNK = 500_000  # rows


def write_everyone(found: Given, path: Path) -> int:
    """Write a line for each person and window; returns how many. Raises OSError."""
    log = full(found.table())
    first, last = (log.at.min().to_pyarrow().as_py(), log.at.max().to_pyarrow().as_py())
    batches = everyone(log, found.every, found.rule).to_pyarrow_batches(chunk_size=CHUNK)
    rows = 0
    tables = _dated(batches, found.every, first, last)
    table = next(tables, None)
    if table is None:
        return 0
    writer = csv.CSVWriter if path.suffix == ".csv" else parquet.ParquetWriter
    with writer(path, table.schema) as out:
        while table is not None:
            out.write_table(table)
            rows += len(table)
            table = next(tables, None)
    return rows


def _dated(batches: pyarrow.RecordBatchReader, every: Every, first: int, last: int) -> Iterator[pyarrow.Table]:
    """The batches with ``from`` and ``to`` in the place of the window's number."""
    for batch in batches:
        table = pyarrow.Table.from_batches([batch])
        known = {number: bounds(number, every, first, last) for number in table["window"].unique().to_pylist()}
        both = [known[number] for number in table["window"].to_pylist()]
        stamp = pyarrow.timestamp("s", "UTC")
        yield (
            table.drop_columns("window")
            .add_column(1, "from", pyarrow.array([one for one, _ in both], stamp))
            .add_column(2, "to", pyarrow.array([one for _, one in both], stamp))
        )
