"""Tables as XLSX files. What people wrote stands in them as text, whatever it begins with: nothing is calculated."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.cell.cell import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60  # letters of a column

Value = str | float | date | None


def xlsx_file(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> HttpResponse:
    """Answer with a table as a workbook of one sheet; numbers and days are such, so that they can be added up."""
    from openpyxl import Workbook  # slow to load: only where it is asked for

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title, sheet.freeze_panes = title[:31], "A2"
    book.properties.creator = "Waylight"
    widths = [len(one) for one in header]
    for number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value, head=number == 1)
            widths[column - 1] = max(widths[column - 1], len(str(value or "")))
    for column, width in enumerate(widths):
        sheet.column_dimensions[sheet.cell(1, column + 1).column_letter].width = min(width + 2, WIDEST)
    content = BytesIO()
    book.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'  # not for readers
    return response


def _write(cell: Cell, value: Value, *, head: bool) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # what begins with “=” would be a formula otherwise
        cell.quotePrefix = not head  # a spreadsheet that saves it keeps it text, too
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if head:
        cell.font = Font(bold=True)
