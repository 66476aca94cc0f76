"""Made interactions by the million: COPY into PostgreSQL, its indexes made afterwards; many at once into SQLite."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection, transaction

from waylight.record.interaction import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

TABLE = Interaction._meta.db_table
COLUMNS = [one.column for one in Interaction._meta.concrete_fields]
ANSWERED, HERS, MEETINGS = (
    0.55,
    0.5,
    0.1,
)  # shares: of rows with one that answers it, of threads she begins, of meetings
WEEK_S = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Written:
    """The aliases under which rows are written: the client's, and everybody else's."""

    hers: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of made rows, in order of time."""

    at: NDArray[np.int64]  # seconds
    sender: NDArray[np.int64]
    recipient: NDArray[np.int64]
    thread: NDArray[np.int64]
    meeting: NDArray[np.bool_]
    reply: NDArray[np.bool_]

    @classmethod
    def made(cls, rng: np.random.Generator, of: Written, rows: int, begins: date, weeks: int) -> Rows:
        """Threads of a few rows with one other, who is one of few people more often than not."""
        length = np.minimum(rng.geometric(1 - ANSWERED, size=rows), 12)
        length = length[: int(np.searchsorted(np.cumsum(length), rows)) + 1]
        thread = np.repeat(np.arange(len(length)), length)[:rows]
        place = np.arange(rows) - np.repeat(np.cumsum(length) - length, length)[:rows]
        weight = np.arange(1, len(of.others) + 1) ** -0.8
        other = np.array(of.others)[rng.choice(len(of.others), size=len(length), p=weight / weight.sum())][thread]
        first = int(np.datetime64(begins, "s").astype(np.int64))
        begun = first + rng.uniform(0, weeks * WEEK_S, size=len(length)).astype(np.int64)
        at = np.minimum(
            begun[thread] + (place * rng.uniform(600, 30_000, size=rows)).astype(np.int64), first + weeks * WEEK_S
        )
        out = (rng.uniform(size=len(length)) < HERS)[thread] ^ (place % 2 == 1)
        order = np.argsort(at, kind="stable")
        meeting = (rng.uniform(size=len(length)) < MEETINGS)[thread]
        columns = (at, np.where(out, of.hers, other), np.where(out, other, of.hers), thread, meeting, place > 0)
        return cls(*(one[order] for one in columns))


class _Contacts:
    """Where rows go. ``add`` makes those of one engagement."""

    def __init__(self, seed: int) -> None:
        self.rng, self.number = np.random.default_rng(seed), 1

    def add(self, engagement: int, of: Written, rows: int, begins: date, weeks: int) -> None:
        """Make the rows of an engagement and hand them to the store."""
        made = Rows.made(self.rng, of, rows, begins, weeks)
        numbers = range(self.number, self.number + rows)
        self.number += rows
        at = np.datetime_as_string(made.at.astype("datetime64[s]"), unit="s").tolist()
        lists = (one.tolist() for one in (made.sender, made.recipient, made.thread, made.meeting, made.reply))
        self.write(engagement, numbers, at, *lists)

    def write(self, engagement: int, numbers: range, *columns: list[Any]) -> None:
        """Hand rows to the store."""
        raise NotImplementedError


class _Postgres(_Contacts):
    def __init__(self, seed: int, copy: Any) -> None:
        super().__init__(seed)
        self.copy = copy

    def write(self, engagement: int, numbers: range, *columns: list[Any]) -> None:
        lines = [
            f"{n}\t{engagement}\t\\N\t\\N\t{'meeting' if meeting else 'mail'}\t{at}Z\t{sender}\t{recipient}\t"
            f"{engagement:08x}{thread:032x}\t{'t' if reply else 'f'}\t1\t\t\\\\x\t{engagement:08x}{n:032x}\n"
            for n, at, sender, recipient, thread, meeting, reply in zip(numbers, *columns, strict=True)
        ]
        self.copy.write("".join(lines))


class _Sqlite(_Contacts):
    def write(self, engagement: int, numbers: range, *columns: list[Any]) -> None:
        rows = [
            (
                *(n, engagement, None, None, "meeting" if meeting else "mail", at.replace("T", " "), sender, recipient),
                *(f"{engagement:08x}{thread:032x}", reply, 1, "", b"", f"{engagement:08x}{n:032x}"),
            )
            for n, at, sender, recipient, thread, meeting, reply in zip(numbers, *columns, strict=True)
        ]
        marks = ", ".join("?" * len(COLUMNS))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.cursor.executemany(
                f"INSERT INTO {TABLE} ({', '.join(map(_quoted, COLUMNS))}) VALUES ({marks})", rows
            )


def _quoted(name: str) -> str:
    return f'"{name}"'


@contextlib.contextmanager
def _without_indexes() -> Iterator[None]:
    """Take the table's indexes away, and make them again in one go each: they cost more, row by row, than the rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'u'",
            [TABLE],
        )
        unique = cursor.fetchall()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)",
            [TABLE, TABLE],
        )
        indexes = cursor.fetchall()
        for name, _ in unique:
            cursor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT {_quoted(name)}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {_quoted(name)}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for name, how in unique:
            cursor.execute(f"ALTER TABLE {TABLE} ADD CONSTRAINT {_quoted(name)} {how}")
        for _, how in indexes:
            cursor.execute(how)


@contextlib.contextmanager
def _beside() -> Iterator[Any]:
    """A connection of its own, through which rows go while others are written; what they lead to is not looked up."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield cursor.cursor
    finally:
        other.close()


@contextlib.contextmanager
def write_contacts(seed: int) -> Iterator[_Contacts]:
    """Where interactions go; when it ends, they are there and can be found quickly."""
    assert [
        *("id", "engagement_id", "source_id", "line", "kind", "at", "sender_id", "recipient_id"),
        *("thread", "reply", "recipients", "answer", "title", "key"),
    ] == COLUMNS, COLUMNS
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA foreign_keys=OFF")  # what rows lead to comes a moment later
        yield _Sqlite(seed)
    else:
        into = f"COPY {TABLE} ({', '.join(map(_quoted, COLUMNS))}) FROM STDIN"
        with _without_indexes(), _beside() as cursor, cursor.copy(into) as copy:
            yield _Postgres(seed, copy)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
