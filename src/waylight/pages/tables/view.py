"""Bringing a table that another tool left into an engagement: what its columns hold, and then as any file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop

from waylight.access.rates import spend
from waylight.intake.exported.headings import OF_ENGAGEMENT
from waylight.intake.exported.reading import why_not
from waylight.pages.engagement_page import find, show
from waylight.pages.files.limits import IMPORTS
from waylight.pages.tables.forms import TableForm
from waylight.pages.tables.reading import Previewed, opened, previewed, sent_again
from waylight.record.imports import Packing, receive
from waylight.record.people import as_coach
from waylight.record.remembered_map import RememberedMap, remember

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.rows import Row
    from waylight.pages.tables.forms import ColumnsForm
    from waylight.record.engagement import Engagement
    from waylight.record.imports import Import

FOR = RememberedMap.For.ENGAGEMENT
LOST = gettext_noop("The table did not arrive whole. Nothing was changed; choose the file again.")


def bring_table(request: HttpRequest, engagement: int) -> HttpResponse:
    """Take a table, ask what its columns hold, and hand it over to the preview that every file has."""
    found = find(request, engagement)
    if "content" in request.POST:
        return _columns(request, found)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        columns, known = opened(name, data, form.cleaned_data["map"], OF_ENGAGEMENT, as_coach(request.user), FOR)
        if columns.sheet.rows:
            return _shown(request, found, columns, remembered=known)
        for problem in columns.sheet.problems:
            form.add_error("file", problem.reason)
    return show(request, "tables/bring.html", found, "files", form=form, status=422 if form.errors else 200)


def _columns(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """The preview again with the columns as they were named, the choices as a file, or on to the import."""
    sent = sent_again(request, OF_ENGAGEMENT)
    if sent is None:
        messages.error(request, gettext(LOST))
        return redirect("bring-table", engagement.pk)
    form, data = sent
    if "save" in request.POST:
        return map_file(form.named)
    preview = previewed(form.sheet, form.named, engagement.zone)
    if "go" not in request.POST or form.data is not request.POST:
        return _shown(request, engagement, form, preview)
    wrong = why_not(form.sheet, form.named)
    if not wrong and not preview.rows:
        wrong = gettext("Not one line can be read like this, so nothing would come in.")
    if wrong:
        return _shown(request, engagement, form, preview, wrong=wrong)
    spend(IMPORTS, request.user.pk)
    if coach := as_coach(request.user):
        remember(coach, FOR, form.sheet.columns, form.named)
    brought = _staged(request, engagement, form, data, preview)
    return redirect("import", engagement.pk, brought.pk)


def _staged(request: HttpRequest, engagement: Engagement, form: ColumnsForm, data: bytes, preview: Previewed) -> Import:
    """What was read, staged like what was read of any file. The same table with other columns is another file."""
    packing = Packing(form.sheet.name)
    packing.add([*_rows(preview), *preview.problems])
    digest = hashlib.sha256(data + form.named.as_json().encode()).hexdigest()
    return receive(engagement, request.user, [packing.finish(digest)])  # type: ignore[arg-type]


def _rows(preview: Previewed) -> list[Row]:
    return preview.rows  # type: ignore[return-value]  # hours come in elsewhere


def _shown(
    request: HttpRequest,
    engagement: Engagement,
    form: ColumnsForm,
    preview: Previewed | None = None,
    *,
    wrong: str = "",
    remembered: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "found": preview or previewed(form.sheet, form.named, engagement.zone),
        "wrong": wrong,
        "remembered": remembered,
        "action": request.path,
    }
    return show(request, "tables/columns.html", engagement, "files", status=422 if wrong else 200, **context)


def map_file(named: ColumnMap) -> HttpResponse:
    """A map as a file: for another time, and for the command line."""
    response = HttpResponse(named.as_json(), content_type="application/json; charset=utf-8")  # not for readers
    response["Content-Disposition"] = f'attachment; filename="columns-of-{named.rows}.json"'  # not for readers
    return response
