"""Which column of a table holds what: as it was named by hand, kept in a file, or remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from waylight.intake.exported.days import Order
from waylight.intake.exported.headings import DAYS, FIELDS, NEEDED, SEVERAL, RowsOf
from waylight.language import gettext, gettext_noop

NO_MAP = gettext_noop("This is no map of columns; one is saved from the page that names them.")


class NoMap(ValueError):
    """Why a map cannot be used, as a sentence."""


class ColumnMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The field that each column holds, by its heading; columns that are not here are left out.

    ``order`` says how days such as 03/04/2026 are written; "" where the table writes none.
    """

    rows: RowsOf
    columns: dict[str, str]
    order: Order = ""

    def headings(self, field: str) -> list[str]:
        """The columns that hold a field."""
        return [heading for heading, held in self.columns.items() if held == field]

    def holds(self, field: str) -> bool:
        """Whether any column holds a field."""
        return field in self.columns.values()

    @property
    def days(self) -> list[str]:
        """The columns that hold days."""
        return [heading for heading, field in self.columns.items() if field in DAYS]

    def as_json(self) -> str:
        """The map as its file holds it."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode() + "\n"


def read_map(text: str | bytes) -> ColumnMap:
    """Read a map's file. Raises NoMap with what is wrong.

    >>> read_map('{"rows": "insights", "columns": {"when": "on", "what": "text"}}').headings("text")
    ['what']
    """
    try:
        found = msgspec.json.decode(text, type=ColumnMap)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise NoMap(gettext(NO_MAP)) from None
    unknown = sorted(set(found.columns.values()) - set(FIELDS[found.rows]))
    if unknown:
        said = gettext("“{field}” is nothing that rows of {rows} hold: {fields}.")
        fields = ", ".join(FIELDS[found.rows])
        raise NoMap(said.format(field=unknown[0][:40], rows=found.rows, fields=fields))
    return found


def twice(named: ColumnMap) -> list[str]:
    """The fields that several columns hold, though only one can."""
    held = list(named.columns.values())
    return [field for field in dict.fromkeys(held) if held.count(field) > 1 and field not in SEVERAL]


def lacking(named: ColumnMap) -> list[tuple[str, ...]]:
    """The fields that no column holds and rows cannot do without: of each group one is enough."""
    return [group for group in NEEDED[named.rows] if not any(named.holds(field) for field in group)]


def fingerprint(columns: Iterable[str]) -> str:
    """A name for a set of headings, by which a table of the same tool is known again (SHA-256, 40 hex digits)."""
    return hashlib.sha256("\x1f".join(sorted(columns)).encode()).hexdigest()[:40]
