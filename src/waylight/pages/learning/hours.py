"""The log of a coach's continuing education: hours by kind, with topics, to keep as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.learning.forms import StudyForm
from waylight.pages.learning.view import coach_of
from waylight.record.learning import Study, forget, forget_study, put_back, removed_studies, study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


def hours(request: HttpRequest) -> HttpResponse:
    """Every entry, newest first, sums by year and kind, and a form for the next."""
    form = StudyForm(request.POST or None, initial={"on": today().date()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        minutes = round(given.pop("hours") * 60)
        try:
            study(coach_of(request), minutes=minutes, **given)
        except ValueError as reason:
            form.add_error("hours", str(reason))
        else:
            messages.success(request, "Noted in your log.")
            return redirect("hours")
    every = list(_mine(request))
    context = {"form": form, "studies": every, "years": _by_year(every), "kinds": Study.Kind.labels}
    context["removed"] = removed_studies(request.user)
    return render(request, "learning/hours.html", context)


def hours_csv(request: HttpRequest) -> HttpResponse:
    """The log as a table to keep, oldest first."""
    rows = [
        (one.on.isoformat(), one.minutes / 60, one.get_kind_display(), one.topic, one.given_by)
        for one in _mine(request).order_by("on", "pk")
    ]
    return csv_file(("day", "hours", "kind", "topic", "given by"), rows, "continuing-education.csv")


@require_POST
def remove(request: HttpRequest, study: int) -> HttpResponse:
    """Remove an entry of the log, put it back, or remove for good what was removed."""
    if "back" in request.POST or "for_good" in request.POST:
        one = get_object_or_404(removed_studies(request.user), pk=study)
        (put_back if "back" in request.POST else forget)(one)
        messages.success(request, "It counts again." if "back" in request.POST else "The entry is gone.")
    else:
        forget_study(get_object_or_404(_mine(request), pk=study))
        messages.success(request, "Removed. Under “Removed”, at the end of this page, it can be put back.")
    return redirect("hours")


def _mine(request: HttpRequest) -> QuerySet[Study]:
    return Study.objects.visible_to(request.user).select_related("coach")


def _by_year(every: Iterable[Study]) -> list[tuple[int, list[float], float]]:
    """Hours by kind and in all, the newest year first."""
    found: dict[int, dict[str, int]] = {}
    for one in every:
        kinds = found.setdefault(one.on.year, dict.fromkeys(Study.Kind.values, 0))
        kinds[one.kind] += one.minutes
    return [
        (year, [minutes / 60 for minutes in kinds.values()], sum(kinds.values()) / 60)
        for year, kinds in sorted(found.items(), reverse=True)
    ]
