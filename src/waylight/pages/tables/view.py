"""Bringing a table that another tool left into an engagement: what its columns hold, and then as any file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop

from waylight.intake.exported.headings import OF_ENGAGEMENT
from waylight.pages.engagement_page import find, show
from waylight.pages.tables.bringing import FOR, NotLikeThis, bring
from waylight.pages.tables.forms import TableForm
from waylight.pages.tables.reading import opened, previewed, sent_again
from waylight.record.people import as_coach

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.access.models import User
    from waylight.intake.exported.column_map import ColumnMap
    from waylight.pages.tables.forms import ColumnsForm
    from waylight.pages.tables.reading import Previewed
    from waylight.record.engagement import Engagement

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
    user = cast("User", request.user)
    try:
        brought = bring(engagement, user, data, sheet=form.sheet, named=form.named, preview=preview)
    except NotLikeThis as reason:
        return _shown(request, engagement, form, preview, wrong=str(reason))
    return redirect("import", engagement.pk, brought.pk)


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
