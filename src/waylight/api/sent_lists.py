"""A list as a program sends it: one small file, kept in memory alone, and what its columns hold if it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.datastructures import MultiValueDict

from waylight.api.problem import Problem
from waylight.api.shapes.base import InAddress, Wrong
from waylight.api.shapes.lists import NamedColumns, UnreadLine
from waylight.intake.exported.column_map import NoMap, read_map
from waylight.intake.exported.guessing import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.headings import RowsOf
    from waylight.intake.exported.sheet import Sheet
    from waylight.intake.rows import Problem as OfLine
    from waylight.pages.clients.forms import ListForm
    from waylight.pages.clients.looking import CannotBeRead
    from waylight.pages.tables.forms import TableForm

MOST_SAID = 100  # lines that a refusal names
ONE_FILE = "Send one file, as “files”: CSV, TSV or XLSX, at most 1 MB."
LIST_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {"type": "string", "format": "binary"},
                        "columns": {"type": "string", "description": "NamedColumns as JSON; guessed without it."},
                    },
                }
            }
        },
    }
}


class Bringing(InAddress):
    """Whether lines that cannot be read are left out; otherwise nothing comes in while there are any."""

    leave_out: bool = False


def sent_list(request: HttpRequest, form: type[ListForm] | type[TableForm]) -> tuple[str, bytes]:
    """The name and content of the one file that was sent, as the page's form takes it. Raises Problem."""
    files = request.FILES.getlist("files")
    if len(files) != 1:
        raise Problem(422, ONE_FILE)
    looked = form({}, MultiValueDict({"file": files}))
    if not looked.is_valid():
        raise Problem(422, " ".join(map(str, looked.errors["file"])))
    found: tuple[str, bytes] = looked.cleaned_data["file"]
    return found


def sent_columns(request: HttpRequest, sheet: Sheet, rows: RowsOf) -> ColumnMap | None:
    """What the columns were said to hold; None if nothing was said. Raises Problem for what is no such map."""
    said = request.POST.get("columns", "")
    if not said:
        return None
    try:
        named = read_map(said)
    except NoMap as reason:
        raise Problem(422, str(reason)) from None
    if named.rows is not rows:
        raise Problem(422, f"These are columns of {named.rows}; here come {rows}.")
    return in_order(sheet, named)


def named_columns(named: ColumnMap) -> NamedColumns:
    """A map as programs see it."""
    return NamedColumns(rows=named.rows.value, columns=named.columns, order=named.order)  # type: ignore[arg-type]


def unread(problems: Iterable[OfLine]) -> list[UnreadLine]:
    """Lines that cannot be read, as programs see them."""
    return [UnreadLine(line=one.place.line, why=one.reason) for one in problems]


def not_brought(reason: CannotBeRead) -> Problem:
    """Why nothing of a list came in, with the lines that are in the way."""
    lines = [Wrong(where=f"line {one.place.line}", why=one.reason) for one in reason.problems[:MOST_SAID]]
    return Problem(422, str(reason), errors=tuple(lines))
