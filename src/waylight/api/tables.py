"""Tables that other tools leave: how one would be read, and bringing it with a map of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import Router

from waylight.access.tokens import Scope
from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.imports import get_import
from waylight.api.operations import operation
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Wrong
from waylight.api.shapes.imports import Import
from waylight.api.shapes.tables import NewTable, ReadTable
from waylight.intake.exported.headings import FIELDS, OF_ENGAGEMENT
from waylight.intake.exported.reading import why_not
from waylight.pages.clients.forms import content_of
from waylight.pages.files.arriving import last_part
from waylight.pages.tables.bringing import FOR, bring, why_not_brought
from waylight.pages.tables.forms import TableForm
from waylight.pages.tables.reading import PROBLEMS_SHOWN, opened, previewed
from waylight.record.people import as_coach

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from waylight.access.models import User
    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.sheet import Sheet

router = Router()
IT = f"{ONE}/tables"
NOT_READ = "This table cannot be read. Nothing was changed."


@operation(router, "POST", f"{IT}/read", like="bring-table", answers=ReadTable, scope=Scope.IMPORT)
def read_table(request: HttpRequest, engagement: int, given: NewTable) -> ReadTable:
    """How a table would be read, with its columns as the map says, as they were named before, or guessed.

    Nothing is kept of it.
    """
    found = engagement_of(request, engagement)
    sheet, named, _ = _opened(request, given)
    preview = previewed(sheet, named, found.zone)
    return ReadTable(
        rows=named.rows.value,  # type: ignore[arg-type]
        columns=named.columns,
        order=named.order,
        headings=list(sheet.columns),
        fields=list(FIELDS[named.rows]),
        lines=len(preview.rows),
        problems=[one.reason for one in preview.problems[:PROBLEMS_SHOWN]],
        problem_count=len(preview.problems),
        why_not=why_not_brought(sheet, named, preview),
    )


@operation(router, "POST", IT, like="bring-table", answers=Import, scope=Scope.IMPORT)
def bring_table(request: HttpRequest, engagement: int, given: NewTable) -> Import:
    """Bring a table, read by a map of its columns: an import, which is previewed and confirmed as that of any file."""
    found = engagement_of(request, engagement)
    sheet, named, data = _opened(request, given)
    preview = previewed(sheet, named, found.zone)
    with refusing():
        brought = bring(found, cast("User", request.user), data, sheet=sheet, named=named, preview=preview)
    return get_import(request, engagement, brought.pk)


def _opened(request: HttpRequest, given: NewTable) -> tuple[Sheet, ColumnMap, bytes]:
    """The table, the map that it is read by, and its content, checked by the page's form. Raises Problem 422."""
    data = content_of(given.content)
    if data is None:
        raise Problem(422, "The content is a table of at most 1 MB, in base64. Nothing was changed.")
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict({"file": [SimpleUploadedFile("table", data)]})
    if given.map is not None:
        files["map"] = SimpleUploadedFile("map.json", given.map.model_dump_json().encode())
    form = TableForm({}, files)
    if not form.is_valid():
        wrong = [Wrong(where=where, why=str(why)) for where, found in form.errors.items() for why in found]
        raise Problem(422, NOT_READ, errors=tuple(wrong))
    saved = form.cleaned_data["map"]
    columns, _ = opened(last_part(given.name), data, saved, OF_ENGAGEMENT, as_coach(request.user), FOR)
    sheet = columns.sheet
    if not sheet.rows:
        raise Problem(422, NOT_READ, errors=tuple(Wrong(where="content", why=one.reason) for one in sheet.problems))
    if saved is not None and set(saved.columns) - set(sheet.columns):
        raise Problem(422, why_not(sheet, saved))
    return sheet, columns.named, data
