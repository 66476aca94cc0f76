"""The log of a coach's continuing education: hours by kind, with topics, to keep as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.learning.forms import StudyForm
from waylight.pages.learning.view import coach_of
from waylight.pages.packages.forms import in_hours, in_minutes
from waylight.pages.packages.remarks import of_studies
from waylight.pages.writing_again import Came, take_back, write_again
from waylight.record.learning import Study, forget_study, restudy, study
from waylight.record.rewritten import put_back
from waylight.record.rewritten import remove as take_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


def hours(request: HttpRequest) -> HttpResponse:
    """Every entry, newest first, sums by year and kind, and a form for the next."""
    form = StudyForm(request.POST or None, initial={"on": today().date()})
    if request.method == "POST" and form.is_valid():
        try:
            study(coach_of(request), **_written(form))
        except ValueError as reason:
            form.add_error("hours", str(reason))
        else:
            messages.success(request, gettext("Noted in your log."))
            return redirect("hours")
    known = list(_mine(request))
    every = [one for one in known if not one.removed_at]
    context = {
        "form": form,
        "studies": every,
        "strikes": of_studies(every, today().date()),
        "removed": [one for one in known if one.removed_at],
        "years": _by_year(every),
        "kinds": Study.Kind.labels,
    }
    return render(request, "learning/hours.html", context)


def edit(request: HttpRequest, study: int) -> HttpResponse:
    """Write an entry again, or take that back."""
    one = get_object_or_404(_mine(request), pk=study)
    if request.method == "POST" and request.POST.get("do") == "before":
        take_back(request, one)
        return redirect("hours")
    form = StudyForm(request.POST or None, initial=_as_typed(one))
    came = write_again(request, form, lambda seen: restudy(one, **_written(form), seen=seen), "hours")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again. What it said before can be put back."))
        return redirect("hours")
    if came.changed:
        one = Study.objects.select_related("coach").get(pk=one.pk)
    context = {"form": form, "one": one, "changed": came.changed}
    return render(request, "learning/hours_edit.html", context, status=came.status)


def _written(form: StudyForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    minutes = in_minutes(given.pop("hours"))
    return {**given, "minutes": minutes}


def _as_typed(one: Study) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("on", "kind", "topic", "given_by")}
    return {**said, "hours": in_hours(one.minutes)}


def hours_csv(request: HttpRequest) -> HttpResponse:
    """The log as a table to keep, oldest first."""
    rows = [
        (one.on.isoformat(), one.minutes / 60, str(one.get_kind_display()), one.topic, one.given_by)
        for one in _mine(request).filter(removed_at=None).order_by("on", "pk")
    ]
    header = [pgettext("a column", "day"), pgettext("a column", "hours"), pgettext("a column", "kind")]
    header += [pgettext("a column", "topic"), pgettext("a column", "given by")]
    return csv_file(header, rows, "continuing-education.csv")


@require_POST
def remove(request: HttpRequest, study: int) -> HttpResponse:
    """Count an entry no more, or again."""
    one = get_object_or_404(_mine(request), pk=study)
    (put_back if one.removed_at else take_out)(one)
    again, removed = gettext("It counts again."), gettext("Removed; below it can be put back.")
    messages.success(request, again if one.removed_at else removed)
    return redirect("hours")


@require_POST
def forget(request: HttpRequest, study: int) -> HttpResponse:
    """Remove for good what was removed."""
    forget_study(get_object_or_404(_mine(request), pk=study))
    messages.success(request, gettext("It is gone."))
    return redirect("hours")


def _mine(request: HttpRequest) -> QuerySet[Study]:
    """Her entries, as they read now; what one said before stands behind it."""
    mine = Study.objects.visible_to(request.user).filter(replaced_by=None)
    return mine.select_related("coach", "replaces__coach")


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
