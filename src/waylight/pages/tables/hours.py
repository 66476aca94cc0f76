"""Bringing hours of coaching from another tool's log into a coach's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from waylight.pages.clients.looking import CannotBeRead
from waylight.pages.learning.view import coach_of
from waylight.pages.tables.forms import TableForm
from waylight.pages.tables.hours_read import FOR, KINDS, hours_in, note_hours
from waylight.pages.tables.reading import opened, previewed, sent_again
from waylight.pages.tables.view import LOST, map_file
from waylight.pages.templatetags.words import in_words
from waylight.record.clients_brought import ClientsBrought
from waylight.record.hours_brought import noted_already, take_hours_back

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.pages.tables.forms import ColumnsForm


def bring_hours(request: HttpRequest) -> HttpResponse:
    """Take a table of hours, ask what its columns hold, and note what the log does not have."""
    if "content" in request.POST:
        return _columns(request)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        columns, known = opened(name, data, form.cleaned_data["map"], KINDS, coach_of(request), FOR)
        if columns.sheet.rows:
            return _shown(request, columns, remembered=known)
        for problem in columns.sheet.problems:
            form.add_error("file", problem.reason)
    mine = ClientsBrought.objects.visible_to(request.user).filter(hours__isnull=False).distinct()
    context = {"form": form, "brought": mine.prefetch_related("hours__coach")}
    return render(request, "tables/bring_hours.html", context, status=422 if form.errors else 200)


def _columns(request: HttpRequest) -> HttpResponse:
    sent = sent_again(request, KINDS)
    if sent is None:
        messages.error(request, gettext(LOST))
        return redirect("bring-hours")
    form, _ = sent
    if "save" in request.POST:
        return map_file(form.named)
    if "go" not in request.POST:
        return _shown(request, form)
    try:
        made = note_hours(coach_of(request), form.sheet, form.named, leave_out=bool(request.POST.get("leave_out")))
    except CannotBeRead as reason:
        return _shown(request, form, wrong=str(reason))
    if made is None:
        messages.success(request, gettext("All of it is in your log already. Nothing was changed."))
    else:
        said = ngettext(
            "{count} line noted in your log. It can be undone.",
            "{count} lines noted in your log. It can be undone.",
            made[1],
        )
        messages.success(request, said.format(count=in_words(made[1]).capitalize()))
    return redirect("bring-hours")


def _shown(request: HttpRequest, form: ColumnsForm, *, wrong: str = "", remembered: bool = False) -> HttpResponse:
    found = previewed(form.sheet, form.named, "UTC")
    noted = noted_already(coach_of(request), hours_in(found))
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "wrong": wrong,
        "remembered": remembered,
        "action": request.path,
        "of_hours": True,
        "known": len(noted),
    }
    return render(request, "tables/columns.html", context, status=422 if wrong else 200)


@require_POST
def take_back(request: HttpRequest, listed: int) -> HttpResponse:
    """Undo bringing a table of hours."""
    one = get_object_or_404(
        ClientsBrought.objects.visible_to(request.user).filter(hours__isnull=False).distinct(), pk=listed
    )
    gone = take_hours_back(one)
    said = ngettext("{count} line removed from your log.", "{count} lines removed from your log.", gone)
    messages.success(request, said.format(count=in_words(gone).capitalize()))
    return redirect("bring-hours")
