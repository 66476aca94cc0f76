"""Bringing files: drop or choose them, look at what was read, confirm, watch, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from waylight.intake.rows import Kind
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.files.arriving import IN_MEMORY, ReadFile
from waylight.pages.files.choices import chosen
from waylight.pages.files.preview import opened, preview
from waylight.pages.files.result import result_of
from waylight.pages.files.words import WHAT
from waylight.record.bringing import whole
from waylight.record.bringing.agreement import NotAgreed
from waylight.record.imports import Import, progress, quiet_for, receive
from waylight.record.imports import discard as throw_away

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.engagement import Engagement

PER_PAGE = 20
DOING = {Import.State.COMING: "coming", Import.State.IN: "in"}


def files(request: HttpRequest, engagement: int) -> HttpResponse:
    """Where files are dropped or chosen, and the imports that the asking person made before."""
    found = find(request, engagement)
    if request.method == "POST":
        return _take(request, found)
    mine = Import.objects.visible_to(request.user).filter(engagement=found).prefetch_related("files")
    kind, keep = request.GET.get("kind", ""), request.GET.get("keep_subjects") == "1"
    return show(
        request,
        "files/files.html",
        found,
        "files",
        page=Paginator(mine, PER_PAGE).get_page(request.GET.get("page")),
        action=_address(found, kind=kind, keep_subjects="1" if keep else "", zone=found.zone),
        keep_subjects=keep,
        most=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        largest=IN_MEMORY >> 20,
        together=settings.UPLOAD_MAX_BYTES >> 20,
        other_way=_address(found, kind=kind, keep_subjects="" if keep else "1"),
        kind=WHAT.get(Kind(kind)) if kind in set(Kind) else None,
        kinds=[(what, _address(found, kind=one.value)) for one, what in WHAT.items()],
    )


def _address(engagement: Engagement, **asked: str) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("files", args=[engagement.pk]) + (f"?{query}" if query else "")


def _take(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """The files were read while they arrived; stage what was read, and show it."""
    readings = [file.reading for file in request.FILES.getlist("files") if isinstance(file, ReadFile)]
    if readings:
        brought = receive(engagement, request.user, readings)  # type: ignore[arg-type]
        to = reverse("import", args=[engagement.pk, brought.pk])
    else:
        messages.error(request, gettext("No file was chosen. Choose one or several, then send them."))
        to = reverse("files", args=[engagement.pk])
    # A script follows a redirect by itself and would put the next page into this one; it is told to go there.
    return HttpResponseClientRedirect(to) if request.htmx else redirect(to)  # type: ignore[attr-defined]


def _mine(request: HttpRequest, engagement: Engagement, number: int) -> Import:
    """The import, if it is the asking person's. Raises Http404 otherwise."""
    mine = Import.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("engagement__client", "engagement__coach__user"), pk=number)


def one(request: HttpRequest, engagement: int, number: int) -> HttpResponse:
    """One import: its preview, its progress, or what came of it."""
    found = find(request, engagement)
    brought = _mine(request, found, number)
    partial = bool(request.htmx)  # type: ignore[attr-defined]
    if brought.state == Import.State.COMING:
        done, total = progress(brought)
        template = "files/_progress.html" if partial else "files/import.html"
        quiet = quiet_for(brought) >= whole.QUIET_S
        context: dict[str, Any] = {"done": done, "total": total, "quiet": quiet}
        return show(request, template, found, "files", brought=brought, doing="coming", **context)
    doing = DOING.get(Import.State(brought.state), "preview")
    context = {"result": result_of(brought)} if doing == "in" else {"preview": opened(brought)}
    template = "files/_import.html" if partial else "files/import.html"
    response = show(request, template, found, "files", brought=brought, doing=doing, **context)
    # Progress asks for itself again and again; when there is none any more, its whole import takes its place.
    return retarget(reswap(response, "outerHTML"), "#import") if partial else response


@require_POST
def confirm(request: HttpRequest, engagement: int, number: int) -> HttpResponse:
    """Bring in what was read, with what the user chose; say what is missing, if something is."""
    found = find(request, engagement)
    brought = _mine(request, found, number)
    if brought.state not in whole.CONFIRMABLE:
        messages.error(request, gettext("These files were confirmed already; nothing was done twice."))
        return redirect("import", found.pk, brought.pk)
    choices, wrong = chosen(brought, request.POST)
    if wrong:
        shown = preview(brought, choices, wrong)
        context: dict[str, Any] = {"brought": brought, "doing": "preview", "preview": shown, "wrong": wrong}
        return show(request, "files/import.html", found, "files", status=422, **context)
    try:
        whole.confirm(brought, choices)
    except (whole.NotNow, NotAgreed) as reason:
        messages.error(request, str(reason))
    return redirect("import", found.pk, brought.pk)


@require_POST
def stop(request: HttpRequest, engagement: int, number: int) -> HttpResponse:
    """Give up on an import that lost its worker, so that it can be tried again or thrown away."""
    found = find(request, engagement)
    brought = _mine(request, found, number)
    try:
        whole.stop_waiting(brought)
    except whole.NotNow as reason:
        messages.error(request, str(reason))
    return redirect("import", found.pk, brought.pk)


@require_POST
def undo(request: HttpRequest, engagement: int, number: int) -> HttpResponse:
    """Take an import out of the record; it can be brought in again."""
    found = find(request, engagement)
    brought = _mine(request, found, number)
    try:
        whole.undo(brought)
    except whole.NotNow as reason:
        messages.error(request, str(reason))
    else:
        said = gettext("Undone. What these files alone had brought is gone; you can bring them in again.")
        messages.success(request, said)
    return redirect("import", found.pk, brought.pk)


@require_POST
def discard(request: HttpRequest, engagement: int, number: int) -> HttpResponse:
    """Throw away what was read and is not in the record."""
    found = find(request, engagement)
    brought = _mine(request, found, number)
    try:
        throw_away(brought)
    except ValueError as reason:
        messages.error(request, str(reason))
        return redirect("import", found.pk, brought.pk)
    messages.success(request, gettext("Thrown away. Nothing that was read of these files is kept."))
    return redirect("files", found.pk)


def problems(request: HttpRequest, engagement: int, number: int) -> HttpResponse:
    """What was said of the files while they were read, as CSV: file, line, reason, and whether something is lost."""
    found = find(request, engagement)
    brought = _mine(request, found, number)
    rows = [
        [file.name, one["line"], one["reason"], gettext("yes") if lost else gettext("no")]
        for file in brought.files.all()
        for lost in (True, False)
        for one in file.said(lost=lost)
    ]
    heads = [pgettext("a column", "file"), pgettext("a column", "line")]
    heads += [pgettext("a column", "reason"), pgettext("a column", "lost")]
    return csv_file(heads, rows, f"not-read-{brought.pk}.csv")
