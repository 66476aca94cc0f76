"""Makes the tables as they were when a backup was made, fills them, compares, and brings them up to date."""

# not for readers

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from waylight.record.backup.columns import writer
from waylight.record.backup.frames import Rows, reading
from waylight.record.backup.sealing import Unreadable
from waylight.record.backup.tables import sum_of

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.record.backup.checking import Checked
    from waylight.record.backup.tables import Table

VALUES_AT_ONCE = 900  # SQLite takes at least 999 in a statement, whatever it was built with


def load(path: Path, key: bytes, checked: Checked) -> None:
    """Fill the store that the connection leads to, which has no tables yet. Raises Unreadable if it is not the same."""
    MigrationExecutor(connection).migrate(_latest(checked.head.migrations))
    tables = checked.head.as_tables()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _run("SET CONSTRAINTS ALL DEFERRED")  # tables come by name; a row may point to one of a later table
        for table in tables:
            _run(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 - what a migration put there
        _fill(path, key, {table.name: table for table in tables})
        if connection.vendor == "postgresql":
            _run("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                _go_on_counting(table)
    wrong = [table.name for table in tables if sum_of(table) != checked.end.tables[table.name]]
    if wrong:
        raise Unreadable(f"What was restored is not what was backed up, in {', '.join(wrong)}. Nothing was changed.")
    call_command("migrate", verbosity=0, interactive=False)


def _latest(applied: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of the migrations of each app the one that all others lead to."""
    graph = MigrationExecutor(connection).loader.graph
    there = set(applied)
    return [
        node
        for node in applied
        if not any(child.key in there and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]


def _fill(path: Path, key: bytes, tables: dict[str, Table]) -> None:
    for frame in reading(path, key):
        if isinstance(frame, Rows):
            _insert(tables[frame.table], frame.rows)


def _insert(table: Table, rows: list[list[Any]]) -> None:
    quote, write = connection.ops.quote_name, writer(table.columns, connection)
    columns = ", ".join(quote(column.name) for column in table.columns)
    one = f"({', '.join(['%s'] * len(table.columns))})"
    left = iter(rows)
    while batch := list(islice(left, max(1, VALUES_AT_ONCE // len(table.columns)))):
        values = [value for row in batch for value in write(row)]
        _run(f"INSERT INTO {quote(table.name)} ({columns}) VALUES {', '.join([one] * len(batch))}", values)  # noqa: S608


def _go_on_counting(table: Table) -> None:
    """Numbers given next follow the highest that is there; PostgreSQL counts apart from the rows."""
    key = table.columns[0]
    if key.kind.endswith("AutoField"):
        quoted = connection.ops.quote_name(key.name)
        _run(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), COALESCE(MAX({quoted}), 1), MAX({quoted}) IS NOT NULL) "  # noqa: S608
            f"FROM {connection.ops.quote_name(table.name)}",
            [connection.ops.quote_name(table.name), key.name],
        )


def _run(sql: str, values: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
