"""Tables as CSV files that a spreadsheet opens as they are."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would calculate what begins so


def csv_file(header: Sequence[str], rows: Iterable[Sequence[str | float | None]], name: str) -> HttpResponse:
    """Answer with a table as a file to keep: UTF-8 with a byte order mark, empty cells for what is not known."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # not for readers
    response["Content-Disposition"] = f'attachment; filename="{name}"'  # not for readers
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return response


def _cell(value: str | float | None) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, int) or value is None:
        return "" if value is None else str(value)
    return f"{value:.4g}"
