"""What a sponsor may see of an engagement while its client agrees: goals, and whether meetings were held.

Nothing that was said. The dates of the engagement, and that there is one, a sponsor knows in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.access import predicates
from waylight.record.consent import Consent, agreed, agreed_to
from waylight.record.engagement import Engagement
from waylight.record.meeting import Meeting
from waylight.record.pulse import Pulse

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


@dataclass(frozen=True, slots=True)
class Progress:
    """The goals that were agreed ("" for none), and the coaching meetings in order."""

    goals: str
    meetings: tuple[Attendance, ...]


def progress(engagement: Engagement, user: Asking, *, now: datetime) -> Progress | None:
    """What its sponsor sees of an engagement; None where the client does not agree to it now, and for anybody else."""
    mine = sponsored(user).filter(pk=engagement.pk)
    if not agreed(engagement, Consent.Use.SPONSOR_REPORT) or (found := mine.first()) is None:
        return None
    return Progress(found.goals, tuple(attendance(engagement, user, now=now)))


def rounds_for_sponsor(engagement: Engagement, *, now: datetime) -> list[Pulse]:
    """The rounds of the pulse that are over, the newest first; none unless the client agrees to both uses."""
    uses = (Consent.Use.PULSE, Consent.Use.SPONSOR_REPORT)
    if not all(agreed(engagement, use) for use in uses):
        return []
    mine = Pulse.objects.filter(engagement=engagement).select_related("engagement__client")
    return [one for one in mine if one.state(now) == Pulse.State.OVER]


def attendance(engagement: Engagement, user: Asking, *, now: datetime) -> list[Attendance]:
    """Its coaching meetings in order; nothing for who does not sponsor it, or while the client does not agree."""
    meetings = Meeting.objects.filter(
        predicates.is_sponsor(user, "engagement"),
        agreed_to(Consent.Use.SPONSOR_REPORT),
        engagement=engagement,
        kind=Meeting.Kind.COACHING,
    )
    return [
        Attendance(one.local.date(), "called off" if one.cancelled else "held" if one.until < now else "to come")
        for one in meetings.order_by("at", "pk")
    ]
