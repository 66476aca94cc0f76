"""What stays of an engagement that was erased: that it was, with which coach, and how long they met.

Coaches and practices account for hours for years. Whom they met, and anything that was said, does not stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone

from waylight.access import predicates
from waylight.record.meeting import Meeting
from waylight.record.people import Member, Practice
from waylight.record.scope import Scoped

if TYPE_CHECKING:
    from django.db.models import Q

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class PastHours(models.Model):
    """Dates and hours of one erased engagement. ``number`` is the one that the audit log knows it by."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="past_hours")
    coach = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveBigIntegerField(unique=True)
    begins = models.DateField()
    ends = models.DateField(null=True)
    held = models.PositiveIntegerField()
    called_off = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    erased_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[PastHours]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["begins", "number"]

    def __str__(self) -> str:
        return f"engagement {self.number}, erased"

    @property
    def hours(self) -> float:
        """Hours of meetings held."""
        return self.minutes / 60

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Those who look after the practice."""
        return predicates.administers(user, "practice")


def keep_hours(engagement: Engagement) -> PastHours:
    """Write down dates and hours of an engagement that is about to be erased; of meetings, those held until now."""
    past = Meeting.objects.filter(engagement=engagement, kind=Meeting.Kind.COACHING, at__lt=timezone.now())
    held = list(past.filter(cancelled=False).values_list("minutes", flat=True))
    return PastHours.objects.create(
        practice_id=engagement.practice_id,
        coach_id=engagement.coach_id,
        number=engagement.pk,
        begins=engagement.begins,
        ends=engagement.ends,
        held=len(held),
        called_off=past.filter(cancelled=True).count(),
        minutes=sum(held),
    )
