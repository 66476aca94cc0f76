"""The mails that lead to the client's page: she asks for them and stops them, she alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.record.between import wish as wishes
from waylight.record.between.wish import DAYS, Wish

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement

MORNING = 8


class LettersForm(forms.Form):
    """On which days, from which hour."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        coerce=int,
        choices=list(enumerate(DAYS)),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    hour = forms.TypedChoiceField(
        label=pgettext_lazy("beginning with", "From"), coerce=int, choices=[(n, f"{n:02}:00") for n in range(24)]
    )


def letters(request: HttpRequest, engagement: int) -> HttpResponse:
    """What she asked for, and asking for it."""
    found = find(request, engagement)
    wish = wish_of(request, found)
    form = LettersForm(request.POST or None, initial=as_asked(wish))
    if request.method == "POST" and form.is_valid():
        wishes.wish_for(found, **form.cleaned_data, site=request.build_absolute_uri("/"), now=today())
        messages.success(request, gettext("The mails will come. Each of them can stop them all."))
        return redirect("today-letters", found.pk)
    context: dict[str, Any] = {"form": form, "wish": wish, "address": request.user.email}  # type: ignore[union-attr]
    return show(request, "today/letters.html", found, "today", **context)


def wish_of(request: HttpRequest, engagement: Engagement) -> Wish | None:
    """What she asked for and did not stop."""
    return Wish.objects.visible_to(request.user).filter(engagement=engagement, stopped_at=None).first()


def as_asked(wish: Wish | None) -> dict[str, object]:
    """The days and the hour that she asked for; before that, the hour that is offered."""
    return {"days": [int(one) for one in wish.days], "hour": wish.hour} if wish else {"hour": MORNING}


@require_POST
def stop(request: HttpRequest, engagement: int) -> HttpResponse:
    """Send no more of them."""
    found = find(request, engagement)
    wish = wish_of(request, found)
    if wish and wishes.stop(wish, now=today()):
        messages.success(request, gettext("Stopped. No more of these mails are sent."))
    else:
        messages.success(request, gettext("No mails are sent."))
    return redirect("today-letters", found.pk)
