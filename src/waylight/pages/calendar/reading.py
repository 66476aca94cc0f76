"""The page on which a client says where her calendar is read, sees what came of it, and ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.record.bringing.agreement import NotAgreed
from waylight.record.calendars import subscription as record
from waylight.record.calendars.outside import NotReached
from waylight.record.calendars.reading import hand_over
from waylight.record.calendars.subscription import Subscription
from waylight.record.consent import Consent, agreed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement


class CalendarForm(forms.Form):
    """Where a calendar is, and how it is read."""

    way = forms.ChoiceField(
        label=gettext_lazy("How it is read"),
        choices=Subscription.Way.choices,
        initial=Subscription.Way.FEED,
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("Its address"), max_length=2000, help_text=gettext_lazy("As https://calendar.example/…")
    )
    user = forms.CharField(
        label=gettext_lazy("Name at the calendar server"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password at the calendar server"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Most servers give out one for an app alone; use such a one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def _mine(request: HttpRequest, engagement: Engagement) -> Subscription | None:
    mine = Subscription.objects.visible_to(request.user).filter(engagement=engagement)
    return mine.select_related("engagement").first()


def reading(request: HttpRequest, engagement: int) -> HttpResponse:
    """Where the calendar is read, and what came of it last."""
    found = find(request, engagement)
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "way": form.cleaned_data["way"] or Subscription.Way.FEED}
        try:
            record.subscribe(found, by=cast("User", request.user), **given)
        except (NotReached, NotAgreed, ValueError) as reason:
            form.add_error("address", str(reason))
        else:
            hand_over(today())
            messages.success(request, gettext("It is read now, and every day from now on."))
            return redirect("calendar-reading", found.pk)
    context = {"form": form, "mine": _mine(request, found), "agreed": agreed(found, Consent.Use.CALENDAR)}
    return show(request, "calendar/reading.html", found, "files", **context)  # type: ignore[arg-type]


@require_POST
def again(request: HttpRequest, engagement: int) -> HttpResponse:
    """Read it now, whenever it would have been."""
    found = find(request, engagement)
    mine = get_object_or_404(Subscription.objects.visible_to(request.user), engagement=found)
    record.read_soon(mine)
    hand_over(today())
    messages.success(request, gettext("It is read now."))
    return redirect("calendar-reading", found.pk)


@require_POST
def stop(request: HttpRequest, engagement: int) -> HttpResponse:
    """Read it no more."""
    found = find(request, engagement)
    if mine := _mine(request, found):
        record.unsubscribe(mine)
    messages.success(request, gettext("Ended. It is not read any more, and its address is forgotten."))
    return redirect("calendar-reading", found.pk)
