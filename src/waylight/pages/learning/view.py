"""The coach's own journal: what she notices about her own work. Nobody else reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.learning.about import about, about_note, asked_for
from waylight.pages.learning.forms import LearningForm
from waylight.record.learning import (
    LearningNote,
    Study,
    forget_note,
    learn,
    put_note_back,
    relearn,
    removed_notes,
    take_to_supervision,
    unlearn,
)
from waylight.record.people import Member, as_coach

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


def coach_of(request: HttpRequest) -> Member:
    """The coach who asks. Raises PermissionDenied for who coaches nobody."""
    coach = as_coach(request.user)
    if coach is None:
        raise PermissionDenied
    return coach


def learning(request: HttpRequest) -> HttpResponse:
    """The coach's notes, newest first, or her questions for supervision; and a form for the next."""
    tie = asked_for(request.POST if request.method == "POST" else request.GET, request.user)
    questions = request.GET.get("only") == "questions"
    kind = LearningNote.Kind.QUESTION if questions else LearningNote.Kind.NOTE
    form = LearningForm(request.POST or None, initial={"on": today().date(), "kind": kind})
    if request.method == "POST" and form.is_valid():
        written = learn(coach_of(request), **form.cleaned_data, **tie)
        messages.success(request, gettext("Written. Nobody else reads it."))
        return redirect(f"{reverse('learning')}#note-{written.pk}")
    mine = _notes(request).order_by("-on", "-pk")
    if questions:
        mine = mine.filter(kind=LearningNote.Kind.QUESTION)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "notes": [(note, about_note(note)) for note in page],
        "form": form,
        "about": about(**tie),
        "questions": questions,
        "this_year": today().year,
        "removed": removed_notes(request.user),
        "months": LearningNote.objects.visible_to(request.user).dates("on", "month", order="DESC"),
    }
    return render(request, "learning/learning.html", context)


def _notes(request: HttpRequest) -> QuerySet[LearningNote]:
    mine = LearningNote.objects.visible_to(request.user)
    return mine.select_related("coach", "meeting__engagement__client", "utterance")


def _mine(request: HttpRequest, pk: int) -> LearningNote:
    return get_object_or_404(_notes(request), pk=pk)


def one(request: HttpRequest, learning: int) -> HttpResponse:
    """Write a note again."""
    note = _mine(request, learning)
    form = LearningForm(request.POST or None, initial={"on": note.on, "text": note.text, "kind": note.kind})
    if request.method == "POST" and form.is_valid():
        relearn(note, **form.cleaned_data)
        messages.success(request, gettext("Written again."))
        return redirect(f"{reverse('learning')}#note-{note.pk}")
    return render(request, "learning/one.html", {"note": note, "form": form, "about": about_note(note)})


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """What the coach wrote in a month, unchanged, in the order of its days; with her questions and hours."""
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        raise Http404("There is no such month.")  # not for readers
    of = {"on__year": year, "on__month": month}
    notes = _notes(request).filter(**of).order_by("on", "pk")
    studies = (
        Study.objects.visible_to(request.user)
        .select_related("coach")
        .filter(**of, removed_at=None)
        .order_by("on", "pk")
    )
    context = {
        "notes": [(note, about_note(note)) for note in notes],
        "studies": studies,
        "minutes": sum(one.minutes for one in studies),
        "first": today().date().replace(year=year, month=month, day=1),
    }
    return render(request, "learning/month.html", context)


@require_POST
def taken(request: HttpRequest, learning: int) -> HttpResponse:
    """Say that a question was taken to supervision today, or that it was not after all."""
    note = _mine(request, learning)
    take_to_supervision(note, today().date())
    done, not_yet = gettext("Taken to supervision."), gettext("Still to be taken to supervision.")
    messages.success(request, done if note.taken_on else not_yet)
    return redirect(f"{reverse('learning')}?only=questions#note-{note.pk}")


@require_POST
def remove(request: HttpRequest, learning: int) -> HttpResponse:
    """Remove a note, put it back, or remove for good what was removed."""
    if "back" in request.POST or "for_good" in request.POST:
        note = get_object_or_404(removed_notes(request.user), pk=learning)
        (put_note_back if "back" in request.POST else forget_note)(note)
        messages.success(request, gettext("It is back.") if "back" in request.POST else gettext("The note is gone."))
    else:
        unlearn(_mine(request, learning))
        messages.success(request, gettext("Removed. Under “Removed”, at the end of this page, it can be put back."))
    return redirect("learning")
