"""Which tables a backup holds, and their rows as they stood at one moment."""

# not for readers

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from waylight.record.backup.columns import Column, columns_of, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.apps.registry import Apps
    from django.db import models

AT_ONCE = 500  # rows; of those that hold packed files, AT_ONCE_PACKED
AT_ONCE_PACKED = 10
# A restored session would be signed in again that was signed out since, and a counter of attempts begins anew.
# What is kept of figures is made again from the rows. What was answered to a program is kept for a day only.
LEFT_OUT = {"sessions.Session", "access.Spent", "access.Answered", "record.Kept", "record.KeptAnswer"}


class Table(NamedTuple):
    """A table and its columns; the first is its primary key."""

    name: str
    columns: tuple[Column, ...]


class Sum(msgspec.Struct, frozen=True):
    """How many rows a table has, and the SHA-256 over all of them in order of their key."""

    rows: int
    sha256: str


def tables() -> list[Table]:
    """Every table that a backup holds, by name."""
    found = {
        model._meta.db_table: Table(model._meta.db_table, columns_of(model))
        for model in _models()
        if model._meta.label not in LEFT_OUT
    }
    return [found[name] for name in sorted(found)]


def _models() -> list[type[models.Model]]:
    every = _as_they_stand().get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _as_they_stand() -> Apps:
    """The models as the migrations left the tables; a store that was not yet brought up to date has earlier ones."""
    loader = MigrationLoader(connection)
    there = [one for one in loader.applied_migrations if one in loader.graph.nodes]
    return apps if set(loader.graph.leaf_nodes()) <= set(there) else loader.project_state(there).apps


def migrations() -> list[tuple[str, str]]:
    """The migrations that made the tables what they are, in order of their names."""
    return sorted(MigrationRecorder(connection).applied_migrations())


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it, every query sees the store as it stood when the first one began, whatever is written meanwhile.

    On SQLite a read transaction in WAL mode is such a view; on PostgreSQL a repeatable read is. Neither stops a writer.
    """
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def rows(table: Table) -> Iterator[list[list[Any]]]:
    """A table's rows in batches, in order of their key, each read by itself so that none has to fit in memory."""
    quote = connection.ops.quote_name
    key = quote(table.columns[0].name)
    if connection.vendor == "postgresql" and table.columns[0].kind in {"CharField", "TextField", "SlugField"}:
        key += ' COLLATE "C"'  # letters in the order of their bytes, as SQLite has them
    columns = ", ".join(quote(column.name) for column in table.columns)
    read = reader(table.columns, connection)
    select = f"SELECT {columns} FROM {quote(table.name)}"  # noqa: S608
    at_once = AT_ONCE_PACKED if any(c.kind == "BinaryField" for c in table.columns) else AT_ONCE
    where, after = "", list[Any]()
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{select}{where} ORDER BY {key} LIMIT {at_once}", after)
            batch = cursor.fetchall()
        if not batch:
            return
        yield [read(row) for row in batch]
        where, after = f" WHERE {key} > %s", [batch[-1][0]]


class Summing:
    """Adds rows up to a table's sum."""

    def __init__(self) -> None:
        self._rows, self._hash = 0, hashlib.sha256()

    def add(self, batch: list[list[Any]]) -> None:
        """Take the next rows."""
        self._rows += len(batch)
        for row in batch:
            self._hash.update(msgspec.msgpack.encode(row))

    def sum(self) -> Sum:
        """The sum of all that was taken."""
        return Sum(self._rows, self._hash.hexdigest())


def sum_of(table: Table) -> Sum:
    """Count and hash of a table as it stands in the store."""
    summing = Summing()
    for batch in rows(table):
        summing.add(batch)
    return summing.sum()
