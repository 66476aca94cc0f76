"""A store as it was at one moment, to which a journey goes back while a server goes on serving it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "waylight.sqlite3"
FORGOTTEN = ("cache", "audit-waiting")  # told apart by numbers of rows, which are given again
AT_WORK = "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
LONGEST_S = 60


class AsItWas:
    """Tables and keys of the store in a folder, as they are now."""

    def __init__(self, var: Path) -> None:
        self.var = var
        until_the_worker_rests(var)
        self.tables = sqlite3.connect(":memory:")
        with opened(var) as store:
            store.backup(self.tables)
        self.keys = {path: path.read_bytes() for path in (var / "keys").iterdir() if path.is_file()}

    def again(self) -> None:
        """Make the store what it was; whoever has it open reads that from now on."""
        until_the_worker_rests(self.var)
        for path, key in self.keys.items():
            if not path.exists():  # erasing destroys keys
                path.write_bytes(key)
        with opened(self.var) as store:
            self.tables.backup(store)
        for name in FORGOTTEN:
            shutil.rmtree(self.var / name, ignore_errors=True)


class Moments:
    """The moments of a store that journeys begin at: one, and what was made from it for some of them."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.first = AsItWas(var)
        self.later: dict[str, tuple[AsItWas, str]] = {}

    def after(self, what: str, make: Callable[[], str]) -> str:
        """Make something and keep the moment after it, or go back to that; either way, what was said when it was made.

        What else was done since the first moment is gone when it is gone back to: a journey begins with this.
        """
        if what in self.later:
            self.later[what][0].again()
        else:
            said = make()
            self.later[what] = AsItWas(self.var), said
        return self.later[what][1]


def opened(var: Path) -> contextlib.closing[sqlite3.Connection]:
    """The tables of the store in a folder."""
    return contextlib.closing(sqlite3.connect(var / FILE, timeout=LONGEST_S))


def until_the_worker_rests(var: Path) -> None:
    """Wait until what the worker was asked to do is done: it would write into tables that know nothing of it."""
    until = time.monotonic() + LONGEST_S
    with opened(var) as store:
        while store.execute(AT_WORK).fetchone()[0]:
            assert time.monotonic() < until, "The worker does not come to an end."
            time.sleep(0.02)
