"""Restores a backup: beside the store first, and in its place only when all of it is there and the same.

What was there before stays beside it: a file or a schema whose name ends with the time.
"""

# not for readers

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db import connection, transaction

from waylight.record.backup.checking import Checked, check
from waylight.record.backup.folders import put_back
from waylight.record.backup.loading import load
from waylight.record.backup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rows that the making of tables puts there by itself.
OF_THE_TABLES = {"django_content_type", "auth_permission", "django_migrations"}


class NotNow(Exception):
    """The store cannot be replaced as it is; the message says why and what to do."""


class Restored(NamedTuple):
    """What was restored, and where what was there before is now ("" if there was nothing)."""

    checked: Checked
    before: str


def restore(path: Path, key: bytes, *, root: Path, replace: bool = False) -> Restored:
    """Put a backup in the place of the store, and the folders it holds into ``root``.

    Checked first: the key, every sum, the state of the tables. Raises Unreadable if one is not as it should be, NotNow
    if something stands in the store and ``replace`` does not say that it may go aside, or if the store is in use.
    """
    checked = check(path, key)
    held = _holds_something()
    if held and not replace:
        raise NotNow(
            "There is something in this store already, and nothing was restored. Say --replace to put the backup in "
            "its place; what is there now stays beside it."
        )
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    put = _in_place_of_the_file if connection.vendor == "sqlite" else _in_place_of_the_tables
    with put_back(path, key, root, stamp):
        before = put(path, key, checked, stamp)
    return Restored(checked, before if held else "")


def _holds_something() -> bool:
    there = set(connection.introspection.table_names())
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables():
            if table.name in there and table.name not in OF_THE_TABLES:
                cursor.execute(f"SELECT 1 FROM {quote(table.name)} LIMIT 1")  # noqa: S608
                if cursor.fetchone():
                    return True
    return False


def _in_place_of_the_file(path: Path, key: bytes, checked: Checked, stamp: str) -> str:
    store = Path(str(connection.settings_dict["NAME"]))
    made = store.with_name(f"{store.name}.restoring-{stamp}")
    connection.close()
    if store.exists():
        _not_in_use(store)  # asked again at the end; whoever has to wait for nothing is told at once
    try:
        with _leading_to(made):
            load(path, key, checked)
            connection.close()
        _settle(made)
        before = _set_aside(store, stamp) if store.exists() else ""
        os.replace(made, store)  # at no moment is there no store, or half of one
    finally:
        for left in (made, Path(f"{made}-wal"), Path(f"{made}-shm")):
            left.unlink(missing_ok=True)
    folder = os.open(store.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return before


@contextmanager
def _leading_to(file: Path) -> Iterator[None]:
    """Let the connection lead to another file for a while."""
    store = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = store


def _not_in_use(store: Path) -> None:
    try:
        _only_user(store)
    except sqlite3.OperationalError:
        raise NotNow("Waylight is running on this store. End it first; nothing was restored.") from None


def _settle(file: Path) -> None:
    """Everything stands in the one file, readable by this account alone, and on the disk."""
    _only_user(file)
    file.chmod(0o600)
    with file.open("rb+") as made:
        os.fsync(made.fileno())


def _set_aside(store: Path, stamp: str) -> str:
    """Give the store a second name, under which it stays. Raises NotNow if somebody else has it open."""
    _not_in_use(store)
    before = store.with_name(f"{store.name}.before-{stamp}")
    os.link(store, before)
    return str(before)


def _only_user(file: Path) -> None:
    """Fold what is written beside the file into it; SQLite lets only the one who is alone with it do so."""
    database = sqlite3.connect(file, timeout=2)
    try:
        database.execute("PRAGMA journal_mode=DELETE")
    finally:
        database.close()


def _in_place_of_the_tables(path: Path, key: bytes, checked: Checked, stamp: str) -> str:
    schema, quote = f"waylight_before_{stamp.lower()}", connection.ops.quote_name
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    with transaction.atomic():  # until all is done, whoever reads sees the tables as they were
        there = sorted(ours & set(connection.introspection.table_names()))
        with connection.cursor() as cursor:
            if there:
                cursor.execute(f"CREATE SCHEMA {quote(schema)}")
            for table in there:
                cursor.execute(f"ALTER TABLE {quote(table)} SET SCHEMA {quote(schema)}")
        load(path, key, checked)
    return f"schema {schema}" if there else ""
