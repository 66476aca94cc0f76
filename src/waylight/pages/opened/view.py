"""Shows the client who opened her engagement, when, and which page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils.translation import gettext

from waylight.pages.audit.words import told
from waylight.pages.engagement_page import find, show
from waylight.record.audit import AuditEvent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 200


def opened(request: HttpRequest, engagement: int) -> HttpResponse:
    """Everything that was done in the engagement, the newest first, or only what others did; for its client alone."""
    found = find(request, engagement)
    if found.client.user_id != request.user.pk:
        raise PermissionDenied(gettext("Only the client sees who opened her engagement."))
    events = AuditEvent.objects.filter(engagement_id=found.pk).order_by("-number")
    others = request.GET.get("others") == "1"
    if others:
        events = events.exclude(user_id=request.user.pk)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    zone = ZoneInfo(found.zone)
    by_day = groupby(told(list(page.object_list)), key=lambda one: one.at.astimezone(zone).date())
    days = [(day, list(those)) for day, those in by_day]
    return show(request, "opened/opened.html", found, "consent", page=page, days=days, others=others)
