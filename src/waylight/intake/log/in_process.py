"""Reads a log with DuckDB, in this process: nothing to start, and nothing leaves it."""

from __future__ import annotations

import itertools
import os
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import ibis

from waylight.intake.log.columns import Chosen, choose
from waylight.intake.log.dialects import DUCKDB, broken, columns
from waylight.intake.log.log import SOURCE, Log, as_arrow, united
from waylight.intake.log.rows import Read, read_cells, read_rows
from waylight.intake.log.source import Source, sources
from waylight.intake.rows import Choices, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

SMALL = 20_000_000  # bytes of a text table that is read again line by line where a row of it is unsound
CHUNK = 10_000
NOT_READ = "This Parquet file could not be read: {}"


@dataclass(frozen=True, slots=True)
class _Scan:
    """A source as the engine reads it: what stands after FROM, the engine's own columns, and their types."""

    sql: str
    chosen: Chosen
    titles: Mapping[str, str]
    types: Mapping[str, str]
    line: str  # the expression of a row's line


def read_log(paths: list[Path], choices: Choices, given: Mapping[str, str], *, memory: str = "") -> Log:
    """Read every path into one table. Times that name no zone are in ``choices.zone``.

    A text table is held in memory; Parquet stays where it is and is read anew by each expression. ``memory``, as in
    8GB, bounds what DuckDB takes before it uses the disk.
    """
    engine = ibis.duckdb.connect()
    for setting in ("autoinstall_known_extensions = false", "autoload_known_extensions = false"):
        engine.raw_sql(f"SET {setting}")
    # What does not fit into memory goes where short-lived files go, not beside whatever is being worked on.
    engine.raw_sql(f"SET temp_directory = {_text(f'{tempfile.gettempdir()}/waylight-{os.getpid()}')}")
    engine.raw_sql(f"SET TimeZone = {_text(choices.zone)}")
    if memory:
        engine.raw_sql(f"SET memory_limit = {_text(memory)}")
    log, parts = Log(), []
    for source in sources(paths, given):
        if isinstance(source, Problem):
            log.problems.append(source)
            continue
        number = len(log.names)
        log.names.append(source.name)
        try:
            parts += _read(engine, source, number, choices, given, log)
        except duckdb.Error as reason:
            # An encoding or a line that the engine does not take; row by row everything is taken.
            if source.parquet:
                log.problems.append(Problem(Place(source.name), NOT_READ.format(str(reason).splitlines()[0])))
            else:
                parts.append(_kept(read_rows(source.path, choices, given), number, log))
    log.table = united(parts)
    return log


def _read(
    engine: Backend, source: Source, number: int, choices: Choices, given: Mapping[str, str], log: Log
) -> list[ir.Table]:
    scan = _scan_parquet(engine, source, given) if source.parquet else _scan_text(source)
    if scan.chosen.why_not:
        log.problems.append(Problem(Place(source.name), scan.chosen.why_not))
        return []
    log.directed &= scan.chosen.directed
    if not scan.chosen.directed:
        return [_kept(_again(engine, scan, source.name, choices, "TRUE"), number, log)]
    named = columns(DUCKDB, scan.titles, scan.types)
    chosen = ", ".join(f'{expression} AS "{name}"' for name, expression in named.items())
    kind, table = "VIEW" if source.parquet else "TABLE", f"log_{number}"
    engine.raw_sql(f"CREATE {kind} {table} AS SELECT {number * SOURCE} + {scan.line} AS id, {chosen} FROM {scan.sql}")
    rules = broken(named)
    looks = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {rule})" for rule in rules)
    [[unsound]] = engine.raw_sql(f"SELECT {looks}").fetchall()
    if not unsound:
        return [engine.table(table)]
    if not source.parquet and source.path.stat().st_size <= SMALL:
        return [_kept(read_rows(source.path, choices, given), number, log)]
    rule = " OR ".join(rules)
    engine.raw_sql(f"CREATE VIEW sound_{number} AS SELECT * FROM {table} WHERE NOT ({rule})")
    where = f"line IN (SELECT id - {number * SOURCE} FROM {table} WHERE {rule})"
    return [
        engine.table(f"sound_{number}"),
        _kept(_again(engine, scan, source.name, choices, where), number, log),
    ]


def _scan_text(source: Source) -> _Scan:
    cells = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(source.columns)))
    titles = {name: f"c{source.columns.index(title)}" for name, title in source.chosen.titles.items()}
    sql = (
        f"read_csv({_text(str(source.path))}, columns = {{{cells}}}, delim = {_text(source.delimiter)}, quote = '\"', "
        f"escape = '\"', header = false, skip = {source.above}, auto_detect = false, null_padding = true, "
        "strict_mode = false)"
    )
    line = f"{source.above} + row_number() OVER ()"
    return _Scan(sql, source.chosen, titles, dict.fromkeys(titles.values(), "VARCHAR"), line)


def _scan_parquet(engine: Backend, source: Source, given: Mapping[str, str]) -> _Scan:
    folder = source.path.is_dir()
    sql = f"read_parquet({_text(source.pattern)}, union_by_name = {folder}, hive_partitioning = {folder})"
    found = engine.raw_sql(f"DESCRIBE SELECT * FROM {sql}").fetchall()
    types = {str(name): str(kind) for name, kind, *_ in found}
    chosen = choose(list(types), given)
    return _Scan(sql, chosen, chosen.titles, types, _line(engine, source, types))


def _line(engine: Backend, source: Source, types: Mapping[str, str]) -> str:
    """The line of a row of Parquet: its place in its file, after the files before it.

    Counted over all rows, a line would keep the engine from leaving out rows while it reads.
    """
    if {"file_row_number", "file_index"} & set(types):
        return "row_number() OVER ()"
    if not source.path.is_dir():
        return "1 + file_row_number"
    found = engine.raw_sql(f"SELECT num_rows FROM parquet_file_metadata({_text(source.pattern)})").fetchall()
    before = list(itertools.accumulate((rows for (rows,) in found[:-1]), initial=1))
    return f"{before}[CAST(file_index AS BIGINT) + 1] + file_row_number"


def _again(engine: Backend, scan: _Scan, name: str, choices: Choices, where: str) -> Iterator[Read]:
    """Look at rows as Python has them, for what the engine's own reading does not know."""
    cells = ", ".join(f'"{title}"' for title in scan.titles.values())
    numbered = f"SELECT {scan.line} AS line, {cells} FROM {scan.sql}"
    found = engine.raw_sql(f"SELECT * FROM ({numbered}) WHERE {where} ORDER BY line")
    while rows := found.fetchmany(CHUNK):
        for line, *values in rows:
            yield read_cells(dict(zip(scan.titles, values, strict=True)), Place(name, line), choices, scan.chosen)


def _kept(items: Iterable[Read], number: int, log: Log) -> ir.Table:
    """Make a table of rows that were read one at a time; problems go to the log's."""
    rows = []
    for item in items:
        if isinstance(item, Problem):
            log.problems.append(item)
        else:
            rows.append(item)
    return ibis.memtable(as_arrow(rows, number))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
