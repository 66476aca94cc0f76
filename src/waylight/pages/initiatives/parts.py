"""Who takes which part in an initiative: noted, changed, removed, put back, and as a table to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.initiatives.forms import PartForm, TakesPartForm
from waylight.pages.initiatives.view import one_initiative, parts_of, show_one
from waylight.pages.writing_again import Came, write_again
from waylight.record import taking_part as record
from waylight.record.initiative import Participation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.initiative import Initiative


@require_POST
def take(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """Note somebody's part."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    form = TakesPartForm(request.POST)
    form.offer(found, request.user)
    if form.is_valid():
        given = form.cleaned_data
        try:
            record.take_part(one, given["person"], part=given["part"], since=given["since"], until=given["until"])
        except ValueError as reason:
            form.add_error("person", str(reason))
        else:
            messages.success(request, gettext("{name}: noted.").format(name=given["person"].name))
            return redirect("initiative", found.pk, one.pk)
    return show_one(request, found, one, form)


def _taken(request: HttpRequest, initiative: Initiative, pk: int, *, removed: bool | None = None) -> Participation:
    """A part in this initiative. Raises Http404 if there is no such."""
    mine = Participation.objects.visible_to(request.user).filter(initiative=initiative).select_related("person")
    return get_object_or_404(mine if removed is None else mine.filter(removed_at__isnull=not removed), pk=pk)


def edit(request: HttpRequest, engagement: int, initiative: int, participation: int) -> HttpResponse:
    """Change which part somebody takes, or its days."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    taken = _taken(request, one, participation, removed=False)
    form = PartForm(request.POST or None, initial={"part": taken.part, "since": taken.since, "until": taken.until})
    came = write_again(request, form, lambda seen: record.rewrite_part(taken, **form.cleaned_data, seen=seen), "since")
    if came is Came.WRITTEN:
        messages.success(request, gettext("{name}: changed.").format(name=taken.person.name))
        return redirect("initiative", found.pk, one.pk)
    if came.changed:
        taken = _taken(request, one, participation)
    context = {"initiative": one, "taken": taken, "form": form, "changed": came.changed}
    return show(request, "initiatives/part.html", found, "initiatives", status=came.status, **context)


@require_POST
def remove(request: HttpRequest, engagement: int, initiative: int, participation: int) -> HttpResponse:
    """Remove a part, so that it can be put back; one that was removed goes for good."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    taken = _taken(request, one, participation)
    if taken.removed_at:
        record.forget_part(taken)
        messages.success(request, gettext("Gone for good."))
    else:
        record.remove_part(taken)
        said = gettext("{name}: removed. It can be put back below, under “Removed”.")
        messages.success(request, said.format(name=taken.person.name))
    return redirect("initiative", found.pk, one.pk)


@require_POST
def put_back(request: HttpRequest, engagement: int, initiative: int, participation: int) -> HttpResponse:
    """Put a part back that was removed."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    taken = _taken(request, one, participation)
    record.put_back_part(taken)
    messages.success(request, gettext("{name}: put back.").format(name=taken.person.name))
    return redirect("initiative", found.pk, one.pk)


def download_csv(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """Who took which part from when until when, as a file."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    rows = [
        [part.person.name, part.part, part.since.isoformat(), part.until.isoformat() if part.until else None]
        for part in parts_of(request, one)
    ]
    return csv_file(["person", "part", "since", "until"], rows, f"initiative-{one.pk}.csv")
