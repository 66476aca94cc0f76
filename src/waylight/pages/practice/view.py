"""A practice as its admin sees it: dates and hours of its engagements, and its own words. No content of any meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.pages.practice.forms import BeginForm, Words, as_begun
from waylight.pages.templatetags.words import count_of
from waylight.record.past_hours import PastHours
from waylight.record.people import Practice
from waylight.record.practice import begin_with, hours_of, loads_of, revise_practice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _mine(request: HttpRequest, pk: int) -> Practice:
    return get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)


def hours(request: HttpRequest, practice: int) -> HttpResponse:
    """Every engagement of the practice: who, since when, and how many hours."""
    mine = _mine(request, practice)
    past = PastHours.objects.visible_to(request.user).filter(practice=mine).select_related("coach__user")
    loads = loads_of(mine, today())
    context = {"practice": mine, "rows": hours_of(mine, today()), "past": past, "loads": loads, "here": "hours"}
    return render(request, "practice/hours.html", context)


def settings(request: HttpRequest, practice: int) -> HttpResponse:
    """Change the practice's name and its words; a word that people stand at is taken away only when said twice."""
    mine = _mine(request, practice)
    sent = request.POST if request.method == "POST" else None
    levels, sides = Words(mine, "level", sent), Words(mine, "side", sent)
    begin = BeginForm({**as_begun(mine), **sent.dict()} if sent else None, initial=as_begun(mine))
    left = [*levels.left, *sides.left]
    wrong = ""
    if sent and begin.is_valid() and (not left or sent.get("sure")):
        try:
            with transaction.atomic():
                begin_with(mine, **begin.cleaned_data)
                revise_practice(mine, name=sent.get("name", ""), levels=levels.given, sides=sides.given)
        except ValueError as reason:
            wrong = str(reason)
        else:
            messages.success(request, gettext("Changed."))
            return redirect("practice-settings", mine.pk)
    context = {
        "practice": mine,
        "name": sent.get("name", "") if sent else mine.name,
        "begin": begin,
        "words": [levels, sides],
        "left": left,
        "left_in_words": ", ".join(f"{word} ({count_of(people, 'person,people')})" for word, people in left),
        "here": "settings",
        "wrong": wrong,
    }
    return render(request, "practice/settings.html", context, status=422 if sent else 200)
