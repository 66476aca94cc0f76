"""Expressions over a table at hand: her own rows are counted in the process, whatever engine read them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeAlias

import duckdb
import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow

Made: TypeAlias = "Callable[..., ir.Table]"


def over(rows: pyarrow.Table, made: Made, *settings: Hashable) -> pyarrow.Table:
    """Return what the expression ``made(rows, *settings)`` finds in the rows, with DuckDB.

    It becomes SQL once in a process for each shape of table and settings: for one person's rows that takes longer than
    running it.
    """
    with _engine().cursor() as connection:
        connection.register("rows", rows)
        return connection.execute(_sql(made, rows.schema, settings)).to_arrow_table()


@functools.cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})  # a second one costs more than it brings to some thousands of rows


@functools.lru_cache(maxsize=64)
def _sql(made: Made, schema: pyarrow.Schema, settings: tuple[Hashable, ...]) -> str:
    rows = ibis.table(ibis.Schema.from_pyarrow(schema), name="rows")
    return str(ibis.to_sql(made(rows, *settings), dialect="duckdb"))
