"""Guesses what a table's rows are and which column holds what, by headings first and then by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from waylight.intake.exported.column_map import ColumnMap, lacking
from waylight.intake.exported.days import DAY_FIRST, MONTH_FIRST, NoDay, order_of, when
from waylight.intake.exported.headings import FIELDS, RowsOf, plain
from waylight.intake.exported.sheet import Sheet

LOOKED_AT = 50  # cells of a column, to tell what it holds
MOSTLY = 0.8  # of them, for a column to be one of addresses or days
ADDRESS = re.compile(r"<?[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+>?")
# Fields that tell a kind of rows from another; a day or a name alone does not.
TELLING: dict[RowsOf, tuple[str, ...]] = {
    RowsOf.INTERACTIONS: ("sender", "recipient"),
    RowsOf.INSIGHTS: ("text", "heard_from", "changed"),
    RowsOf.COMMITMENTS: ("text", "due", "state", "settled_on"),
    RowsOf.MEETINGS: ("at", "clock", "until", "minutes", "hours", "notes"),
    RowsOf.JOURNAL: ("text", "title", "private", "confidence"),
    RowsOf.STAKEHOLDERS: ("name", "first_name", "last_name", "address", "organisation", "level", "side"),
    RowsOf.HOURS: ("paid", "pro_bono", "form", "number"),
    RowsOf.CLIENTS: ("name", "first_name", "last_name", "address", "goals", "pronouns", "zone", "hours"),
}
DAY_FIELD = {
    RowsOf.MEETINGS: "at",
    RowsOf.INTERACTIONS: "at",
    RowsOf.JOURNAL: "on",
    RowsOf.COMMITMENTS: "on",
    RowsOf.INSIGHTS: "on",
    RowsOf.HOURS: "begins",
}
ADDRESS_FIELD = {RowsOf.STAKEHOLDERS: "address", RowsOf.CLIENTS: "address", RowsOf.HOURS: "contact"}


def guess(sheet: Sheet, among: Iterable[RowsOf]) -> ColumnMap:
    """The kind of rows, of those given, that fits a table best, with its columns."""
    guessed = [guess_columns(sheet, rows) for rows in among]
    return max(guessed, key=_fit)


def _fit(named: ColumnMap) -> tuple[bool, int, float]:
    """How well a kind fits: what it needs is there, how many of its columns tell it, and how much of it they are."""
    telling = sum(field in named.columns.values() for field in TELLING[named.rows])
    return not lacking(named), telling, telling / len(TELLING[named.rows])


def guess_columns(sheet: Sheet, rows: RowsOf) -> ColumnMap:
    """Which column holds what, if the rows are of this kind."""
    columns = _by_heading(sheet, rows)
    _by_values(sheet, rows, columns)
    if {"name", "last_name"} <= set(columns.values()) and "first_name" not in columns.values():
        # Beside a family name, a “nombre” is the given one.
        columns = {heading: "first_name" if field == "name" else field for heading, field in columns.items()}
    if {"name", "first_name", "last_name"} <= set(columns.values()):
        # A “name” beside both parts is often that of a company.
        columns = {heading: field for heading, field in columns.items() if field != "name"}
    return in_order(sheet, ColumnMap(rows, columns))


def in_order(sheet: Sheet, named: ColumnMap) -> ColumnMap:
    """A map that says how days are written: where it did not, as the table shows, and "" if that leaves it open."""
    texts = (text for heading in named.days for text in sheet.column(heading))
    return ColumnMap(named.rows, named.columns, named.order or order_of(texts) or "")


def _by_heading(sheet: Sheet, rows: RowsOf) -> dict[str, str]:
    """Each field takes the column whose heading stands first in its list; no column is taken twice."""
    headed = {heading: plain(heading) for heading in sheet.columns}
    found: dict[str, str] = {}
    for field, words in FIELDS[rows].items():
        ranked = [
            (words.index(bare), heading) for heading, bare in headed.items() if bare in words and heading not in found
        ]
        if ranked:
            found[min(ranked)[1]] = field
    return {heading: found[heading] for heading in sheet.columns if heading in found}


def _by_values(sheet: Sheet, rows: RowsOf, columns: dict[str, str]) -> None:
    """What no heading spoke of, by the cells: a column of addresses, a column of days."""
    for field, holds in ((ADDRESS_FIELD.get(rows), _is_address), (DAY_FIELD.get(rows), _is_day)):
        if field is None or field in columns.values():
            continue
        free = (heading for heading in sheet.columns if heading not in columns)
        if found := next((heading for heading in free if _mostly(sheet, heading, holds)), None):
            columns[found] = field


def _mostly(sheet: Sheet, heading: str, holds: Callable[[str], bool]) -> bool:
    cells = list(islice(sheet.column(heading), LOOKED_AT))
    return bool(cells) and sum(map(holds, cells)) >= MOSTLY * len(cells)


def _is_address(cell: str) -> bool:
    return ADDRESS.fullmatch(cell) is not None


def _is_day(cell: str) -> bool:
    for order in (DAY_FIRST, MONTH_FIRST):
        try:
            when(cell, order)
        except NoDay:
            continue
        return True
    return False
