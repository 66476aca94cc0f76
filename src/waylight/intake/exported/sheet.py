"""A table as it stands in a file: CSV or TSV in whatever encoding, or the first sheet of a workbook (XLSX)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import BinaryIO

from waylight.intake.recognise import ZIP
from waylight.intake.rows import Place, Problem
from waylight.intake.tables import Table
from waylight.language import gettext, gettext_noop, number

LARGEST_WORKBOOK = 32 * 2**20  # bytes that a workbook may unfold to
MOST_COLUMNS = 200
MOST_ROWS = 100_000
ABOVE = 20  # rows looked through for the one that names the columns: titles and logos may stand above it
LONGEST_CELL = 100_000
NO_WORKBOOK = gettext_noop("This workbook could not be opened; save it anew as XLSX, or as CSV.")
TOO_LARGE = gettext_noop("This workbook unfolds to more than {most} MB; save the one sheet as CSV.")
NOTHING = gettext_noop("There is no line that names columns with one below it.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a table as they are headed, its rows by line, and what could not be split into cells."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[Problem, ...] = ()

    def column(self, heading: str) -> Iterator[str]:
        """What stands in a column, where anything does."""
        return (cell for _, cells in self.rows if (cell := cells.get(heading, "")))


def read_sheet(stream: BinaryIO, name: str) -> Sheet:
    """Split a table into rows. Never fails: what cannot be read is a problem."""
    head = stream.read(4)
    whole = io.BytesIO(head + stream.read())
    found = _workbook(whole, name) if head.startswith(ZIP) else _delimited(whole, name)
    if not found.problems and not (found.columns and found.rows):
        return Sheet(name, (), (), (Problem(Place(name, 1), gettext(NOTHING)),))
    return found


def _delimited(stream: BinaryIO, name: str) -> Sheet:
    table = Table(stream, name)
    table.columns = _apart(table.columns)
    rows, problems = list[tuple[int, Mapping[str, str]]](), list[Problem]()
    for one in table.rows():
        if isinstance(one, Problem):
            problems.append(one)
        elif len(rows) == MOST_ROWS:
            problems.append(_too_many(name, one[0]))
            break
        else:
            rows.append(one)
    return Sheet(name, _named(table.columns), tuple(rows), tuple(problems))


def _workbook(stream: io.BytesIO, name: str) -> Sheet:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST_WORKBOOK:
                return Sheet(name, (), (), (Problem(Place(name), too_large()),))
        book = load_workbook(stream, read_only=True, data_only=True)
        try:
            first = next((one for one in book.worksheets if one.sheet_state == "visible"), book.worksheets[0])
            lines = [tuple(map(_text, row[:MOST_COLUMNS])) for row in islice(first.values, MOST_ROWS + ABOVE)]
        finally:
            book.close()
    except Exception:  # a broken workbook raises whatever its part does; nothing of it can be trusted
        return Sheet(name, (), (), (Problem(Place(name), no_workbook()),))
    return _from_lines(name, lines)


def _from_lines(name: str, lines: list[tuple[str, ...]]) -> Sheet:
    """The columns are named by the first of the lines at the top that fills the most cells."""
    filled = [sum(map(bool, line)) for line in lines[:ABOVE]]
    if not filled or not max(filled):
        return Sheet(name, (), ())
    top = filled.index(max(filled)) if max(filled) > 1 else next(n for n, many in enumerate(filled) if many)
    columns = _apart([one.casefold().replace("_", " ").strip() for one in lines[top]])
    rows = [
        (number, dict(zip(columns, line, strict=False)))
        for number, line in enumerate(lines[top + 1 :], start=top + 2)
        if any(line)
    ]
    problems = (_too_many(name, rows[MOST_ROWS][0]),) if len(rows) > MOST_ROWS else ()
    return Sheet(name, _named(columns), tuple(rows[:MOST_ROWS]), problems)


def _text(cell: object) -> str:
    """A cell as it would be written in a CSV file that nobody can misread."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return f"{round(cell.total_seconds() / 60)} min"
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell).strip()[:LONGEST_CELL]


def _apart(columns: Iterable[str]) -> list[str]:
    """Headings of which none is said twice: the second *notes* is *notes 2*."""
    seen, apart = set[str](), list[str]()
    for heading in columns:
        name, number = heading, 1
        while heading and name in seen:
            number += 1
            name = f"{heading} {number}"
        seen.add(name)
        apart.append(name)
    return apart


def _named(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in columns if one)[:MOST_COLUMNS]


def _too_many(name: str, line: int) -> Problem:
    said = gettext("A table of more than {most} rows; bring it in parts.")
    return Problem(Place(name, line), said.format(most=number(MOST_ROWS)))


def no_workbook() -> str:
    """That a workbook could not be opened."""
    return gettext(NO_WORKBOOK)


def too_large() -> str:
    """That a workbook is too large to be unfolded."""
    return gettext(TOO_LARGE).format(most=LARGEST_WORKBOOK >> 20)
