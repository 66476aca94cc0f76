"""One part of what is held on a person: its name, what it is, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from waylight.record.privacy.held_titles import TITLES

if TYPE_CHECKING:
    from django.db import models

Plain: TypeAlias = "str | int | float | bool | list[str] | None"
Held: TypeAlias = "dict[str, Plain]"  # not for readers


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind. ``key`` and ``columns`` are stable; ``engagement`` is its number, None for the account.

    ``title`` is its key in words, in the language that is spoken while it is asked for.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Held]]
    engagement: int | None = None
    count: Callable[[], int] | None = None

    def how_many(self) -> int:
        """How many rows there are."""
        return self.count() if self.count else sum(1 for _ in self.rows())


def part(
    key: str,
    query: models.QuerySet[Any],
    columns: dict[str, Callable[[Any], object]],
    *,
    engagement: int | None = None,
) -> Part:
    """A part whose rows are those of a query, read piece by piece."""

    def rows() -> Iterator[Held]:
        for one in query.iterator(chunk_size=500):
            yield {name: plain(read(one)) for name, read in columns.items()}

    return Part(key, str(TITLES[key]), tuple(columns), rows, engagement, query.count)


def listed(key: str, rows: Iterable[Held], *, engagement: int | None = None) -> Part:
    """A part of a few rows that are known already."""
    known = list(rows)
    shown = tuple(known[0]) if known else ()
    return Part(key, str(TITLES[key]), shown, lambda: iter(known), engagement, lambda: len(known))


def plain(value: object) -> Plain:
    """A value as JSON writes it: times and days as ISO 8601."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return str(value)


def its(name: str) -> Callable[[Any], object]:
    """Reads an attribute, through others by dots; None where one on the way is missing."""

    def read(row: Any) -> object:
        for step in name.split("."):
            row = getattr(row, step, None)
        return row

    return read


def columns(*names: str) -> dict[str, Callable[[Any], object]]:
    """Columns that are attributes of the row, named as they are; ``file: source.name`` names one otherwise."""
    found = {}
    for name in names:
        shown, _, path = name.partition(": ")
        found[shown] = its(path or shown)
    return found


FROM = ("file: source.name", "line")  # not for readers
