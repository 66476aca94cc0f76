"""The pulse of an engagement: what the client works on, and its rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.pulse.forms import BehaviourForm
from waylight.record.asking import behaviours
from waylight.record.consent import Consent, agreed
from waylight.record.pulse import MOST_BEHAVIOURS, Behaviour, Pulse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def pulse(request: HttpRequest, engagement: int) -> HttpResponse:
    """What is asked about, a form for one more, and the rounds, the newest first."""
    found = find(request, engagement)
    form = BehaviourForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            behaviours.choose(found, **form.cleaned_data, on=found.local_day(today()))
        except ValueError as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, gettext("Chosen."))
            return redirect("pulse", found.pk)
    chosen, now = behaviours.chosen(found), today()
    mine = Pulse.objects.visible_to(request.user).filter(engagement=found).select_related("engagement")
    context: dict[str, Any] = {"form": form, "chosen": chosen, "may_choose": len(chosen) < MOST_BEHAVIOURS}
    context["rounds"] = [(one, one.state(now)) for one in mine]
    context["agreed"] = agreed(found, Consent.Use.PULSE)
    return show(request, "pulse/pulse.html", found, "pulse", **context)


@require_POST
def retire_behaviour(request: HttpRequest, engagement: int, behaviour: int) -> HttpResponse:
    """Ask about something no more."""
    found = find(request, engagement)
    mine = Behaviour.objects.visible_to(request.user).filter(engagement=found)
    behaviours.retire(get_object_or_404(mine, pk=behaviour), on=found.local_day(today()))
    messages.success(request, gettext("It is asked about no more; what was answered stays."))
    return redirect("pulse", found.pk)


@require_POST
def listening_behaviour(request: HttpRequest, engagement: int, behaviour: int) -> HttpResponse:
    """Say that a behaviour is listening, or that it is not."""
    found = find(request, engagement)
    mine = get_object_or_404(Behaviour.objects.visible_to(request.user).filter(engagement=found), pk=behaviour)
    behaviours.is_listening(mine, yes=not mine.listening)
    said = gettext("What is answered on it stands on the path, under listening.")
    if mine.listening:
        said = gettext("What is answered on it stands on the path no more.")
    messages.success(request, said)
    return redirect("pulse", found.pk)
