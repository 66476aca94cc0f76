"""Whose hours are whose where an engagement was handed over: each coach's are those held while she was its coach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.record.handing_over import HandedOver
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from waylight.record.engagement import Engagement
    from waylight.record.people import Member


def taken_over_at(engagements: Iterable[Engagement]) -> dict[int, datetime]:
    """Since when the coach of today has each engagement; one that she began is not in it."""
    passed = HandedOver.objects.filter(engagement__in=list(engagements)).order_by("at", "pk")
    return dict(passed.values_list("engagement", "at"))


def held_before_handing_over(coach: Member, now: datetime) -> int:
    """Minutes of meetings held by a coach in engagements that are another's now. Dates and hours, no content."""
    passed = HandedOver.objects.filter(former__user=coach.user_id, former__practice=coach.practice_id)
    minutes = 0
    for one in passed.order_by("at", "pk"):
        before = HandedOver.objects.filter(engagement=one.engagement_id, at__lt=one.at).order_by("-at").first()
        mine = Meeting.objects.filter(
            engagement=one.engagement_id, kind=Meeting.Kind.COACHING, cancelled=False, at__lt=min(one.at, now)
        )
        mine = mine.filter(at__gte=before.at) if before else mine
        minutes += sum(mine.values_list("minutes", flat=True))
    return minutes
