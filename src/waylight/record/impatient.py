"""Writing that can be left out for now: it gives up soon where another transaction is at work."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from django.db import connection

from waylight.record.trouble import READ_ONLY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import DatabaseError

PATIENCE_MS = 250  # a page waits no longer for the lock that an import holds
LOCKED = ("locked", "busy", "could not obtain lock")  # not for readers


@contextlib.contextmanager
def impatient() -> Iterator[None]:
    """Give up soon where another transaction is writing. On PostgreSQL rows are locked: ask for them with nowait."""
    if connection.vendor != "sqlite":
        yield
        return
    patient_ms = round(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patient_ms}")


def cannot_write_now(failure: DatabaseError) -> bool:
    """Whether the store takes nothing at this moment: somebody else is writing, or it cannot be written at all."""
    return any(word in str(failure).lower() for word in (*LOCKED, *READ_ONLY_WORDS))
