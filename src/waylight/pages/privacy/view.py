"""What is held on who asks, and on a person of an engagement; each can be taken along as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.privacy.archive import Export, as_zip
from waylight.pages.privacy.held import grouped
from waylight.record.engagement import Engagement
from waylight.record.imports import ImportFile
from waylight.record.people import Alias, Member, Person, Practice
from waylight.record.privacy.asked import LONGEST_REASON, ErasureAsked
from waylight.record.privacy.held import NOT_GIVEN, held_by_account, held_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from waylight.access.models import User


def asking(request: HttpRequest) -> User:
    """Who asks: the door lets nobody in here who is not signed in."""
    return cast("User", request.user)


def privacy(request: HttpRequest) -> HttpResponse:
    """What is held on who asks, how it is protected, and how to have it, or have it gone."""
    user = asking(request)
    mine = Engagement.objects.filter(client__user=user.pk).select_related("coach__user")
    context = {
        "groups": grouped(held_by_account(user)),
        "not_given": NOT_GIVEN,
        "coached_by": [one.coach for one in mine],
        "works_in": Member.objects.filter(user=user.pk).select_related("practice"),
        "administers": Practice.objects.visible_to(user).exists(),
    }
    return render(request, "privacy/privacy.html", context)


def export_mine(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that is held on who asks, as a ZIP."""
    user = asking(request)
    files = ImportFile.objects.filter(brought__by=user.pk).order_by("pk")
    return as_zip(Export(str(user), lambda: held_by_account(user), files, today()))


def person_of(request: HttpRequest, engagement: Engagement, pk: int) -> Person:
    """A person who stands in the engagement's files, or its sponsor. Raises Http404 for anybody else."""
    here = Alias.objects.visible_to(request.user).filter(engagement=engagement).values("person")
    return get_object_or_404(Person.objects.filter(Q(pk__in=here) | Q(pk=engagement.sponsor_id)), pk=pk)


def person_privacy(request: HttpRequest, engagement: int, person: int) -> HttpResponse:
    """What is held on a person of the engagement, as far as the coach may see it."""
    found = find(request, engagement)
    one = person_of(request, found, person)
    return show(
        request,
        "privacy/person.html",
        found,
        "people",
        person=one,
        erased=one.erasures.first(),
        groups=grouped(held_on(one, asked_by=asking(request))),
        not_given=NOT_GIVEN,
        asked=ErasureAsked.objects.visible_to(request.user).filter(engagement=found, alias__person=one).first(),
        longest=LONGEST_REASON,
    )


def export_person(request: HttpRequest, engagement: int, person: int) -> StreamingHttpResponse:
    """What is held on a person, as a ZIP that the coach hands on."""
    one = person_of(request, find(request, engagement), person)
    return as_zip(Export(one.name, lambda: held_on(one, asked_by=asking(request)), [], today()))
