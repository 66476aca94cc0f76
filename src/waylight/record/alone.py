"""Nobody else works on the store: for what must not meet a process that still remembers how things were."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_MS = 2_000


class NotAlone(Exception):
    """Somebody else is connected to the store; nothing was done."""


@contextmanager
def alone() -> Iterator[None]:
    """Keep everybody else out of the store for a while. Raises NotAlone if somebody is in it."""
    with _alone_with_the_file() if connection.vendor == "sqlite" else _alone_with_the_tables():
        yield


@contextmanager
def _alone_with_the_file() -> Iterator[None]:
    """A connection that locks the file and keeps it locked; it lets go by being closed."""
    connection.close()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
            # Only who is alone may leave the write-ahead log; the next connection goes back to it by itself.
            cursor.execute("PRAGMA journal_mode = DELETE")
            if cursor.fetchone() != ("delete",):
                raise _not_alone()
    except OperationalError:
        connection.close()
        raise _not_alone() from None
    try:
        yield
    finally:
        connection.close()


@contextmanager
def _alone_with_the_tables() -> Iterator[None]:
    """Who connects from now on waits for the engagements; who is connected already may remember some."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [PATIENCE_MS])
            try:
                cursor.execute("LOCK TABLE record_engagement IN ACCESS EXCLUSIVE MODE")
            except OperationalError:
                raise _not_alone() from None
            others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"{others} AND backend_type = 'client backend' LIMIT 1")
            if cursor.fetchone():
                raise _not_alone()
        yield


def _not_alone() -> NotAlone:
    return NotAlone("Waylight is running on this store. End it first; nothing was changed.")  # not for readers
