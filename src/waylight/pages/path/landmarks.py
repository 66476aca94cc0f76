"""Notes at a date on the path: set down, written again, and taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.engagement_page import find, show
from waylight.pages.path.forms import LandmarkForm
from waylight.pages.path.view import the_page
from waylight.pages.removed import is_of_removed, put_back_or_forget, say_removed
from waylight.pages.writing_again import Came, write_again
from waylight.record import landmark as record
from waylight.record.landmark import Landmark

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


@require_POST
def add(request: HttpRequest, engagement: int) -> HttpResponse:
    """Set a note down."""
    found = find(request, engagement)
    form = LandmarkForm(request.POST)
    if form.is_valid():
        try:
            record.set_down(found, **form.cleaned_data)
        except ValueError as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, gettext("Noted on the path."))
            return redirect(_address(found))
    return the_page(request, found, landmark_form=form)


def edit(request: HttpRequest, engagement: int, landmark: int) -> HttpResponse:
    """Write a note again."""
    found = find(request, engagement)
    noted = _noted(request, found, landmark)
    typed = {name: getattr(noted, name) for name in ("on", "until", "away", "text")}
    form = LandmarkForm(request.POST or None, initial=typed)
    came = write_again(request, form, lambda seen: record.rewrite(noted, **form.cleaned_data, seen=seen), "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect(_address(found))
    if came.changed:
        noted = _noted(request, found, landmark)
    context = {"form": form, "landmark": noted, "changed": came.changed}
    return show(request, "path/landmark.html", found, "path", status=came.status, **context)


@require_POST
def remove(request: HttpRequest, engagement: int, landmark: int) -> HttpResponse:
    """Take a note up, put it back, or remove for good what was taken up."""
    found = find(request, engagement)
    if is_of_removed(request):
        noted = get_object_or_404(record.removed_landmarks(found, request.user), pk=landmark)
        put_back_or_forget(request, noted, put_back=record.put_back, forget=record.forget)
    else:
        record.take_up(_noted(request, found, landmark))
        say_removed(request)
    return redirect(_address(found))


def _noted(request: HttpRequest, engagement: Engagement, pk: int) -> Landmark:
    mine = Landmark.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("engagement"), pk=pk)


def _address(engagement: Engagement) -> str:
    return f"{reverse('path', args=[engagement.pk])}#notes"
