"""Tables that other tools leave, with a map of what their columns hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Line, Shape, ShortText

RowsOf = Literal["stakeholders", "meetings", "journal", "commitments", "insights", "interactions"]
Order = Literal["", "day", "month"]
Content = Annotated[str, StringConstraints(min_length=1, max_length=2_000_000, pattern=NO_NUL)]


class TableMap(Given):
    """What the lines are, and the field that each column holds, by its heading as `read_table` says it.

    Other columns are left out.
    ``order`` is what comes first in days such as 03/04/2026; "" where the table itself shows it.
    """

    rows: RowsOf
    columns: Annotated[dict[ShortText, Line], Field(max_length=500)]
    order: Order = ""


class NewTable(Given):
    """A table: CSV, TSV or XLSX, at most 1 MB, in base64. Without a map its columns are guessed, or remembered."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=NO_NUL)]
    content: Content
    map: TableMap | None = None


class ReadTable(Shape):
    """How a table would be read: what its lines and columns are taken for, and how many lines can be read.

    ``headings`` are all its columns, ``fields`` all that lines of this kind hold. ``why_not`` says why it cannot be
    brought like this, and is "" if it can; a line that cannot be read is a problem, and is left out.
    """

    rows: RowsOf
    columns: dict[str, str]
    order: Order
    headings: list[str]
    fields: list[str]
    lines: int
    problems: list[str]
    problem_count: int
    why_not: str
