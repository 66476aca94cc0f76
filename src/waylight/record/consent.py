"""What the client agreed to, when, and in which words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from waylight.record.scope import OfEngagement, Scoped


class Consent(OfEngagement):
    """An agreement to one use, from a day on, until it is withdrawn."""

    class Use(models.TextChoices):
        RECORDING = "recording"
        MAIL = "mail", "mail headers"
        CALENDAR = "calendar"
        PULSE = "pulse"
        SPONSOR_REPORT = "sponsor report"
        STORY = "story"

    use = models.CharField(max_length=20, choices=Use)
    words = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Consent]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]
