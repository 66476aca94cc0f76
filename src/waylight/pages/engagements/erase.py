"""Erase a whole engagement: what goes and what stays, first taken along, then a name typed by hand, then for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from waylight.pages.engagement_page import find, show
from waylight.pages.privacy.view import asking
from waylight.record import engagement as engagements
from waylight.record.privacy.whole import is_its_name, what_goes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class EraseForm(forms.Form):
    """The engagement's name, as a last question."""

    typed = forms.CharField(
        label=gettext_lazy("Type the client’s name to confirm"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def erase_engagement(request: HttpRequest, engagement: int) -> HttpResponse:
    """Show what erasing the engagement would do; with its name typed, do it."""
    found = find(request, engagement)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_its_name(found, form.cleaned_data["typed"]):
            engagements.erase(found, by=asking(request))
            messages.success(request, gettext("The engagement is erased, and its key destroyed."))
            return redirect("engagements")
        said = gettext("This is not the name. Type “{name}” if you mean it.")
        form.add_error("typed", said.format(name=found.client.name))
    return show(request, "engagements/erase.html", found, "engagement", form=form, goes=what_goes(found))
