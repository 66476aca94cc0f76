"""A store of its own in a folder, and processes that work on it, as the server, the worker and commands do."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.servers import POSTGRES_BIN

if TYPE_CHECKING:
    from collections.abc import Callable

MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
SET_UP = "import django; django.setup()\n"
ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache" / "waylight"


@dataclass(frozen=True)
class Store:
    """Where it is, and the environment that leads to it. SQLite, unless ``DATABASE_URL`` is among ``also``."""

    var: Path
    also: dict[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, var: Path, **also: str) -> Store:
        """Make a store with its tables and nothing in them. The tables of files are made once, and copied."""
        var.mkdir(parents=True, exist_ok=True)
        store = cls(var, also)
        if "DATABASE_URL" in also:
            _make_on_postgres(also["DATABASE_URL"])
        else:
            shutil.copyfile(empty(), store.sqlite)
            with contextlib.closing(sqlite3.connect(store.sqlite)) as database:
                database.execute("PRAGMA journal_mode=WAL")  # as after migrating; two that turn it on at once lock out
        return store

    @property
    def sqlite(self) -> Path:
        """The file of an SQLite store."""
        return self.var / "waylight.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find this store and no other."""
        known = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "WAYLIGHT_TASKS"}}
        found = {**known, "DJANGO_SETTINGS_MODULE": "waylight.settings", "WAYLIGHT_VAR": str(self.var)}
        return {**found, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", **self.also}

    def start(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Run Python on this store, without waiting for it."""
        command = [sys.executable, "-c", SET_UP + code, *arguments]
        return subprocess.Popen(
            command, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def says(self, code: str, *arguments: str, within_s: float = 120) -> str:
        """What Python on this store prints; fails with its errors if it fails, or takes longer."""
        child = self.start(code, *arguments)
        said, errors = child.communicate(timeout=within_s)
        assert child.returncode == 0, errors
        return said.strip()

    def command(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a ``waylight`` command on this store."""
        return subprocess.run(
            [sys.executable, "-m", "waylight", *arguments],
            capture_output=True,
            text=True,
            env={**self.environment, **more},
            check=False,
            timeout=300,
        )


@functools.cache
def empty() -> Path:
    """A file with tables and nothing in them, kept for later runs as long as neither our code nor a library changes."""
    return _kept("sqlite3", _make)


def _kept(kind: str, make: Callable[[Path], None]) -> Path:
    """A file that is made by whoever needs it first; the others wait for that."""
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"empty-{_of_what()}.{kind}"
    with (KEPT / f"lock-{kind}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in KEPT.glob(f"empty-*.{kind}"):
                old.unlink()
            make(made)
    return made


@functools.cache
def _of_what() -> str:
    """A hash of everything that migrations are made of."""
    found = hashlib.sha256()
    for path in [*sorted((ROOT / "src").rglob("*.py")), ROOT / "requirements.lock"]:
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _make(made: Path) -> None:
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        store = Store(Path(folder))
        store.says(MIGRATE, within_s=600)
        with contextlib.closing(sqlite3.connect(store.sqlite)) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # a copy in memory can have no log beside it
            database.execute("VACUUM")  # migrations leave room in the file, and a full disk would not be full
        store.sqlite.rename(made)


def _make_on_postgres(url: str) -> None:
    """Make an empty database anew, as a copy of one with tables that is made once on each server."""
    server, _, name = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {with_tables(server)}')


@functools.cache
def with_tables(server: str) -> str:
    """The name of a PostgreSQL database with tables and nothing in them, to be copied on its server."""
    name = f"tables_{os.getpid()}"
    url = f"{server}/{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    here: list[Path] = []

    def make(kept: Path) -> None:
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            Store(Path(folder), {"DATABASE_URL": url}).says(MIGRATE, within_s=600)
            _run("pg_dump", "--no-owner", "--file", f"{folder}/tables", url)
            Path(folder, "tables").rename(kept)
        here.append(kept)

    kept = _kept("sql", make)
    if kept not in here:  # somebody else made them, on another server
        _run("psql", "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--file", str(kept), url)
    return name


def _run(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own tools."""
    done = subprocess.run([f"{POSTGRES_BIN}/{tool}", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def copied_into(name: str) -> sqlite3.Connection:
    """Copy the empty tables into an SQLite database; one in memory lives as long as what is returned is open."""
    database = sqlite3.connect(name, uri=name.startswith("file:"))
    with contextlib.closing(sqlite3.connect(empty())) as tables:
        tables.backup(database)
    return database
