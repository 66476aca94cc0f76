"""Erase a person: first what will go and what stays, then a name typed by hand, then it is done for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from waylight.pages.engagement_page import find, show
from waylight.pages.privacy.view import asking, person_of
from waylight.record.privacy.erased import Erasure
from waylight.record.privacy.erasing import CannotErase, confirmed, engagements_with, erase_person, may_be_erased
from waylight.record.privacy.names import by_kind
from waylight.record.privacy.preview import preview

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.people import Person
    from waylight.record.privacy.preview import Preview

QUOTED = 40  # texts shown; the rest is counted


class EraseForm(forms.Form):
    """Why a person is erased, and her name as a last question."""

    why = forms.ChoiceField(label=gettext_lazy("Why"), choices=Erasure.Why.choices)
    typed = forms.CharField(
        label=gettext_lazy("Type the name to confirm"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def erase(request: HttpRequest, engagement: int, person: int) -> HttpResponse:
    """Show what erasing would do; with the right name typed, do it."""
    found = find(request, engagement)
    one = person_of(request, found, person)
    form = EraseForm(request.POST or None)
    refused = _refused(one, asking(request))
    if request.method == "POST" and form.is_valid() and not refused:
        if not confirmed(one, form.cleaned_data["typed"]):
            form.add_error(
                "typed", gettext("This is not the name. Type “{name}” if you mean it.").format(name=one.name)
            )
        elif done := _done(request, one, form.cleaned_data["why"]):
            return done
    seen = [] if refused else [_seen(preview(one, place, asking(request))) for place in engagements_with(one)]
    return show(request, "privacy/erase.html", found, "people", person=one, form=form, previews=seen, refused=refused)


def _refused(person: Person, by: User) -> str:
    """Why this person cannot be erased by who asks, as a sentence; "" if she can."""
    try:
        may_be_erased(person)
    except CannotErase as reason:
        return str(reason)
    if any(one.coach.user_id != by.pk for one in engagements_with(person)):
        also = gettext(
            "{name} also stands in an engagement of another coach; whoever coaches there has to agree first."
        )
        return also.format(name=person.name)
    return ""


def _done(request: HttpRequest, person: Person, why: str) -> HttpResponse | None:
    engagement = request.resolver_match.kwargs["engagement"]  # type: ignore[union-attr]
    try:
        erase_person(person, by=asking(request), why=why)
    except CannotErase as reason:  # somebody else was quicker
        messages.error(request, str(reason))
        return None
    done = gettext("The person is erased. What others wrote is as it was; look at what the preview listed.")
    messages.success(request, done)
    return redirect("people", engagement)


def _seen(found: Preview) -> dict[str, object]:
    """A preview with the texts that the reader may see, and the others counted by kind."""
    quoted = [one for one in found.mentions if one.seen]
    return {
        "preview": found,
        "quoted": quoted[:QUOTED],
        "more": max(len(quoted) - QUOTED, 0),
        "hidden": by_kind([one for one in found.mentions if not one.seen]),
    }
