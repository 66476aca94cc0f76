"""Planning a round: its question, its days, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.pulse.forms import LANGUAGES, AddressForm, RoundForm, as_planned, language_options
from waylight.record.asking.planning import plan, planned
from waylight.record.asking.raters import could_be_asked, give_address, speaks
from waylight.record.people import Stakeholder
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def plan_round(request: HttpRequest, engagement: int) -> HttpResponse:
    """A form for a round; planned, it can be looked at as those will who are asked."""
    found = find(request, engagement)
    day = found.local_day(today())
    last = Pulse.objects.filter(engagement=found).select_related("engagement").first()
    form = RoundForm(request.POST or None, initial=as_planned(planned(found) or last, day, found.practice.language))
    raters = could_be_asked(found)
    form.offer(raters)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("round", found.pk, plan(found, form.planned(), today=day).pk)
        except ValueError as reason:
            form.add_error(None, str(reason))
    wanted = set(form["raters"].value() or [])
    options = {code: language_options(code) for code, _ in LANGUAGES}
    rows = [
        (one, str(one.stakeholder.pk) in wanted, options.get(form.language_for(one), options[""])) for one in raters
    ]
    context: dict[str, Any] = {"form": form, "raters": rows}
    return show(request, "pulse/plan.html", found, "pulse", **context)


@require_POST
def rater_address(request: HttpRequest, engagement: int, person: int) -> HttpResponse:
    """Note the address of somebody who has none, and in which language she is asked."""
    found = find(request, engagement)
    mine = Stakeholder.objects.visible_to(request.user).filter(engagement=found).select_related("engagement", "person")
    rater, form = get_object_or_404(mine, person=person), AddressForm(request.POST)
    if not form.is_valid():
        why = gettext("{name}: choose one of the languages. Nothing was changed.")
        if form.errors.get("address"):
            why = gettext("{name}: that is not an e-mail address. Nothing was changed.")
        messages.error(request, why.format(name=rater))
        return redirect("plan-round", found.pk)
    try:
        give_address(rater, form.cleaned_data["address"])
        speaks(rater, form.cleaned_data["language"])
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("{name} can be asked now.").format(name=rater))
    return redirect("plan-round", found.pk)
