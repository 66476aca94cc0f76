"""The audit log of a practice, for its admin: who did what and when, and never what was said or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext

from waylight.access.models import User
from waylight.pages.audit.words import Told, told
from waylight.pages.csv_file import csv_file
from waylight.record.audit import AuditEvent
from waylight.record.engagement import Engagement
from waylight.record.people import Member

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 100
AT_MOST = 50_000  # rows of a file: more than a spreadsheet is pleasant with, and a page can make in a few seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """The day (UTC) and the account that are asked about; None for all. ``wrong`` says what could not be read."""

    day: date | None
    person: int | None
    wrong: str = ""

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        given = {"day": self.day.isoformat() if self.day else "", "person": self.person or ""}
        return urlencode({name: value for name, value in given.items() if value})


def audit(request: HttpRequest) -> HttpResponse:
    """What was done in the practice, the newest first; of one day, of one person, or all."""
    practices, asked = _practices(request), _asked(request)
    page = Paginator(_events(practices, asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": told(list(page.object_list)), "asked": asked, "people": _people(practices)}
    coaches = Engagement.objects.filter(pk__in={event.engagement_id for event in page.object_list})
    context["coach_of"] = {one.pk: str(one.coach) for one in coaches.select_related("coach__user")}
    return render(request, "audit/audit.html", context)


def download_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file: number, time (UTC), who, what, engagement, hash."""
    events = list(_events(_practices(request), _asked(request))[:AT_MOST])
    rows = [_row(one, event) for one, event in zip(told(events), events, strict=True)]
    return csv_file(["number", "at", "who", "did", "what", "engagement", "hash"], rows, "audit.csv")


def _row(one: Told, event: AuditEvent) -> list[str | float | None]:
    return [event.number, event.at.isoformat(), one.who, one.did, event.what, event.engagement_id, event.hash]


def _practices(request: HttpRequest) -> list[int]:
    """The practices that the asking person is admin of. Raises PermissionDenied if there are none."""
    mine = Member.objects.filter(user=request.user.pk, role=Member.Role.ADMIN).values_list("practice", flat=True)
    if not mine:
        raise PermissionDenied(gettext("Only the admin of a practice sees its audit log."))
    return list(mine)


def _events(practices: list[int], asked: Asked) -> QuerySet[AuditEvent]:
    """Events in the practices' engagements, and the sign-ins of those who work there; the newest first."""
    members = Member.objects.filter(practice__in=practices).values("user")
    mine = Q(practice_id__in=practices) | Q(practice_id=None, user_id__in=members)
    events = AuditEvent.objects.filter(mine).order_by("-number")
    if asked.person is not None:
        events = events.filter(user_id=asked.person)
    if asked.day is not None:
        begins = datetime.combine(asked.day, time(), UTC)
        events = events.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return events


def _people(practices: list[int]) -> list[User]:
    """Those who can be asked about: members, and clients who have an account."""
    mine = Q(memberships__practice__in=practices) | Q(people__coached_in__practice__in=practices)
    return list(User.objects.filter(mine).distinct().order_by("name", "email"))


def _asked(request: HttpRequest) -> Asked:
    day, person = request.GET.get("day", ""), request.GET.get("person", "")
    number = int(person) if person.isdecimal() and len(person) < 18 else None
    try:
        return Asked(date.fromisoformat(day) if day else None, number)
    except ValueError:
        wrong = gettext("“{day}” is not a day; write it as 2026-03-12. All days are shown.").format(day=day)
        return Asked(None, number, wrong)
