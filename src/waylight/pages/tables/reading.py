"""A table on its way in: read, its columns guessed or remembered, and the first rows as they would come in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waylight.intake.exported.guessing import guess
from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.hours import HourRow, hours_of
from waylight.intake.exported.reading import rows_of
from waylight.intake.exported.sheet import read_sheet
from waylight.intake.rows import Problem
from waylight.pages.clients.forms import content_of
from waylight.pages.tables.forms import ColumnsForm, as_named, guessed_again
from waylight.pages.tables.words import HEADS, cells
from waylight.record.remembered_map import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.utils.functional import Promise

    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.sheet import Sheet
    from waylight.intake.rows import Row
    from waylight.record.people import Member

ROWS_SHOWN, PROBLEMS_SHOWN = 6, 20


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a map makes of a table: rows, and what cannot be read, with how the first of both are shown."""

    rows: list[Row | HourRow]
    problems: list[Problem]
    heads: tuple[Promise, ...]
    first: list[tuple[int | None, tuple[str, ...]]]

    @property
    def more_problems(self) -> int:
        """How many problems are not shown."""
        return max(0, len(self.problems) - PROBLEMS_SHOWN)

    @property
    def shown_problems(self) -> list[Problem]:
        """The first problems."""
        return self.problems[:PROBLEMS_SHOWN]


def previewed(sheet: Sheet, named: ColumnMap, zone: str) -> Previewed:
    """Read a table by a map."""
    read: list[Row | HourRow | Problem] = list(sheet.problems)
    if sheet.rows:
        read += hours_of(sheet, named) if named.rows is RowsOf.HOURS else rows_of(sheet, named, zone)
    rows = [one for one in read if not isinstance(one, Problem)]
    first = [(row.place.line, cells(row, zone)) for row in rows[:ROWS_SHOWN]]
    return Previewed(rows, [one for one in read if isinstance(one, Problem)], HEADS[named.rows], first)


def opened(
    name: str,
    data: bytes,
    saved: ColumnMap | None,
    kinds: Sequence[RowsOf],
    coach: Member | None,
    used_for: str,
) -> tuple[ColumnsForm, bool]:
    """The form for a table that just came, and whether its columns are those that the coach named before."""
    sheet = read_sheet(io.BytesIO(data), name)
    before = remembered(coach, used_for, sheet.columns)
    known = before if before and before.rows in kinds and set(before.columns) <= set(sheet.columns) else None
    named = saved or known or guess(sheet, kinds)
    typed: dict[str, Any] = as_named(sheet, data, named)
    return ColumnsForm(sheet, kinds, typed), known is not None and saved is None


def sent_again(request: HttpRequest, kinds: Sequence[RowsOf]) -> tuple[ColumnsForm, bytes] | None:
    """The form as it was sent with the table in it; None if the table did not arrive whole.

    Where the lines are said to be something else than before, the columns are guessed for that.
    """
    data = content_of(request.POST.get("content", ""))
    if data is None:
        return None
    sheet = read_sheet(io.BytesIO(data), request.POST.get("name_of_file", "table.csv")[:100])
    form = ColumnsForm(sheet, kinds, request.POST)
    if request.POST.get("named_for") != form.kind:
        form = guessed_again(form, data)
    return form, data
