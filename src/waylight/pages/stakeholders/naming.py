"""Name somebody who matters and stood in none of the files: an empty place on the map is filled so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext

from waylight.pages.engagement_page import find, show
from waylight.pages.stakeholders.forms import NamingForm
from waylight.record.stakeholder import name_somebody

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def name_a_person(request: HttpRequest, engagement: int) -> HttpResponse:
    """A short form; the place is that of the address it was opened by."""
    found = find(request, engagement)
    form = NamingForm(request.POST or None, initial={name: request.GET.get(name, "") for name in ("level", "side")})
    form.offer(found.practice)
    if request.method == "POST" and form.is_valid():
        try:
            named = name_somebody(found, **form.cleaned_data)
        except ValueError as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, gettext("{name} stands on the map now.").format(name=named.person.name))
            return redirect("stakeholder", found.pk, named.person_id)
    return show(request, "stakeholders/naming.html", found, "stakeholders", form=form)
