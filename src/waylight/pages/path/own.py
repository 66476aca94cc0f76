"""What the client answers herself to whether there was a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.engagement_page import find
from waylight.pages.path.forms import OwnAnswerForm
from waylight.pages.path.view import the_page
from waylight.record import moment
from waylight.record.moment import OwnAnswer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def answer(request: HttpRequest, engagement: int) -> HttpResponse:
    """Keep her answer beside those before it."""
    found = find(request, engagement)
    form = OwnAnswerForm(request.POST)
    if not form.is_valid():
        return the_page(request, found, own_form=form)
    moment.say(found, by=request.user, text=form.cleaned_data["text"], private=not form.cleaned_data["shared"])  # type: ignore[arg-type]
    messages.success(request, gettext("Kept, with today’s date. What is measured stands beside it."))
    return redirect(f"{reverse('path', args=[found.pk])}#own")


@require_POST
def share(request: HttpRequest, engagement: int, answer: int) -> HttpResponse:
    """Share an answer with the coach, or take it back."""
    found = find(request, engagement)
    mine = OwnAnswer.objects.visible_to(request.user).filter(engagement=found)
    said = get_object_or_404(mine, pk=answer)
    moment.share(said, private=not said.private)
    messages.success(request, gettext("Shared with your coach.") if said.private else gettext("Private again."))
    return redirect(f"{reverse('path', args=[found.pk])}#own")
