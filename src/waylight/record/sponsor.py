"""What a sponsor may see of an engagement: its goals, its dates, whether meetings were held. Nothing that was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.access import predicates
from waylight.record.engagement import Engagement
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from waylight.access.predicates import Asking


@dataclass(frozen=True, slots=True)
class Attendance:
    """A coaching meeting as a sponsor sees it: the day where it was, and *held*, *called off* or *to come*."""

    on: date
    state: str


def sponsored(user: Asking) -> QuerySet[Engagement]:
    """The engagements that somebody sponsors."""
    return Engagement.objects.filter(predicates.is_sponsor(user)).select_related("client", "coach__user")


def attendance(engagement: Engagement, user: Asking, *, now: datetime) -> list[Attendance]:
    """Its coaching meetings in order; nothing for who does not sponsor it."""
    meetings = Meeting.objects.filter(
        predicates.is_sponsor(user, "engagement"), engagement=engagement, kind=Meeting.Kind.COACHING
    )
    return [
        Attendance(one.local.date(), "called off" if one.cancelled else "held" if one.until < now else "to come")
        for one in meetings.order_by("at", "pk")
    ]
