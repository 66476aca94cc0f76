"""The coach's own journal: what she notices about her own work. Nobody else reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.record.people import as_coach
from waylight.record.story import LearningNote, learn, relearn, unlearn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


class LearningForm(forms.Form):
    """One note."""

    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label="What I noticed about my own work", widget=forms.Textarea(attrs={"rows": 6}), max_length=50_000
    )


def learning(request: HttpRequest) -> HttpResponse:
    """The coach's notes, newest first, and a form for the next."""
    form = LearningForm(request.POST or None, initial={"on": today().date()})
    if request.method == "POST" and form.is_valid():
        coach = as_coach(request.user)
        if coach is None:
            raise PermissionDenied
        written = learn(coach, **form.cleaned_data)
        messages.success(request, "Written. Nobody else reads it.")
        return redirect(f"{reverse('learning')}#note-{written.pk}")
    mine = LearningNote.objects.visible_to(request.user).order_by("-on", "-pk")
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "learning/learning.html", {"page": page, "form": form})


def _mine(request: HttpRequest, pk: int) -> LearningNote:
    return get_object_or_404(LearningNote.objects.visible_to(request.user), pk=pk)


def one(request: HttpRequest, learning: int) -> HttpResponse:
    """Write a note again."""
    note = _mine(request, learning)
    form = LearningForm(request.POST or None, initial={"on": note.on, "text": note.text})
    if request.method == "POST" and form.is_valid():
        relearn(note, **form.cleaned_data)
        messages.success(request, "Written again.")
        return redirect(f"{reverse('learning')}#note-{note.pk}")
    return render(request, "learning/one.html", {"note": note, "form": form})


@require_POST
def remove(request: HttpRequest, learning: int) -> HttpResponse:
    """Remove a note."""
    unlearn(_mine(request, learning))
    messages.success(request, "The note is gone.")
    return redirect("learning")
