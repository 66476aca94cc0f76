"""A practice as its admin sees it: dates and hours of its engagements, and its own words. No content of any meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from waylight.pages.brief.commitments import today
from waylight.pages.practice.forms import Words
from waylight.record.practice import as_admin, attendance, revise_practice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.people import Practice


def _mine(request: HttpRequest) -> Practice:
    admin = as_admin(request.user)
    if admin is None:
        raise PermissionDenied
    return admin.practice


def practice(request: HttpRequest) -> HttpResponse:
    """Every engagement of the practice: who, since when, and how many hours."""
    mine = _mine(request)
    return render(request, "practice/practice.html", {"practice": mine, "rows": attendance(mine, today())})


def settings(request: HttpRequest) -> HttpResponse:
    """Change the practice's name and its words; a word that people stand at is taken away only when said twice."""
    mine = _mine(request)
    sent = request.POST if request.method == "POST" else None
    levels, sides = Words(mine, "level", sent), Words(mine, "side", sent)
    left = [*levels.left, *sides.left]
    wrong = ""
    if sent and (not left or sent.get("sure")):
        try:
            revise_practice(mine, name=sent.get("name", ""), levels=levels.given, sides=sides.given)
        except ValueError as reason:
            wrong = str(reason)
        else:
            messages.success(request, "Changed.")
            return redirect("practice-settings")
    context = {
        "practice": mine,
        "name": sent.get("name", "") if sent else mine.name,
        "words": [levels, sides],
        "left": left,
        "wrong": wrong,
    }
    return render(request, "practice/settings.html", context, status=422 if sent else 200)
