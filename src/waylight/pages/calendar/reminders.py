"""Being reminded by mail: chosen on the page of one's own calendar, ended there or by the link in each mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waylight.access.links import LinkClosed
from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.engagements.forms import ZONES
from waylight.pages.one_click import one_click
from waylight.record.engagement import Engagement
from waylight.record.planning import reminding
from waylight.record.planning.feed import Feed
from waylight.record.planning.reminding import AHEAD, Reminding

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User

# How long before a meeting, as part of a sentence; the record knows these times by their hours.
BEFORE = {
    2: gettext_lazy("2 hours before"),
    24: gettext_lazy("a day before"),
    48: gettext_lazy("two days before"),
    168: gettext_lazy("a week before"),
}
CLOCK: dict[str, Any] = {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}


class RemindForm(forms.Form):
    """How long before, by which clock, and when not."""

    hours = forms.TypedChoiceField(
        label=gettext_lazy("How long before"), choices=list(AHEAD.items()), coerce=int, initial=24
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Your time zone"), choices=[("UTC", "UTC"), *((zone, zone) for zone in ZONES)]
    )
    quiet_from = forms.TimeField(label=gettext_lazy("No mail from"), initial="21:00", **CLOCK)
    quiet_until = forms.TimeField(label=gettext_lazy("No mail until"), initial="07:00", **CLOCK)


def form_of(user: User, typed: Any = None) -> RemindForm:
    """The form as it was filled in last; the first time, with the zone of somebody's own engagement."""
    mine = Reminding.objects.filter(user=user).first()
    if mine is not None:
        initial = {name: getattr(mine, name) for name in RemindForm.base_fields}
    else:
        engagement = Engagement.objects.visible_to(user).order_by("-pk").first()
        initial = {"zone": engagement.zone if engagement else "UTC"}
    return RemindForm(typed, initial=initial)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Be reminded, otherwise than before, or no more."""
    user = cast("User", request.user)
    mine = Reminding.objects.filter(user=user).first()
    if request.POST.get("do") == "stop":
        if mine:
            reminding.remind_no_more(mine)
        messages.success(request, gettext("You are reminded no more."))
        return redirect("my-calendar")
    form = form_of(user, request.POST)
    if not form.is_valid():
        context = {"form": form, "reminding": mine, "before": before_words(mine), "feed": _feed(user)}
        return render(request, "calendar/mine.html", context)
    reminding.remind(user, **form.cleaned_data, site=request.build_absolute_uri("/"))
    said = gettext("You are reminded by mail, {before}.").format(before=BEFORE[form.cleaned_data["hours"]])
    messages.success(request, said)
    return redirect("my-calendar")


def before_words(mine: Reminding | None) -> str:
    """How long before a meeting somebody is reminded: *a day before*."""
    return str(BEFORE[mine.hours]) if mine else ""


def _feed(user: User) -> Feed | None:
    return Feed.objects.filter(user=user).first()


@one_click
@never_cache
def stop(request: HttpRequest, reminders: str) -> HttpResponse:
    """Stop reminders by the link in a mail, and take that back. Looking at the page changes nothing."""
    try:
        mine = reminding.by_token(reminders)
    except LinkClosed as reason:
        spend(LINKS, address_of(request))
        return render(request, "calendar/no_link.html", {"reason": str(reason)}, status=404)
    spend(LINKS, f"reminders {mine.pk}")
    if request.method == "POST":
        reminding.remind_again(mine) if request.POST.get("do") == "again" else reminding.remind_no_more(mine)
        return redirect("stop-reminders", reminders)
    return render(request, "calendar/stop.html", {"reminding": mine, "before": before_words(mine)})
