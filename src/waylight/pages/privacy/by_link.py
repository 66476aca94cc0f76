"""What is held on somebody without an account, who comes by a link that names her. Whose link it is, others say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from waylight.pages.brief.commitments import today
from waylight.pages.privacy.archive import Export, as_zip
from waylight.pages.privacy.held import grouped
from waylight.record.privacy.erasing import engagements_with
from waylight.record.privacy.held import NOT_GIVEN, held_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from waylight.record.people import Person


def held_by_link(request: HttpRequest, person: Person, export_address: str) -> HttpResponse:
    """What is held on the person whose link this is; ``export_address`` is where she gets it as a ZIP."""
    context = {
        "person": person,
        "groups": grouped(held_on(person, asked_by=None)),
        "not_given": NOT_GIVEN,
        "coaches": list({one.coach_id: one.coach for one in engagements_with(person)}.values()),
        "export_address": export_address,
    }
    return render(request, "privacy/by_link.html", context)


def export_by_link(person: Person) -> StreamingHttpResponse:
    """The same as a ZIP."""
    return as_zip(Export(person.name, lambda: held_on(person, asked_by=None), [], today()))
