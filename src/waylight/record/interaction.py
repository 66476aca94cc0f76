"""Interactions: who turned to whom, when, and how. Of mail and calendar nothing else is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from waylight.record.people import Alias
from waylight.record.scope import FromFile, OfEngagement, Scoped
from waylight.record.sealing import SealedText


class Interaction(FromFile, OfEngagement):
    """One person turned to one other: a message has one row for each recipient, a meeting one for each invited.

    ``key`` names the row within the engagement, so that the same message brought twice is one row. ``answer`` is the
    calendar's word (accepted, declined, tentative, needs-action, or cancelled). ``recipients`` counts all recipients.
    """

    class Kind(models.TextChoices):
        MAIL = "mail"
        MEETING = "meeting"
        MESSAGE = "message"
        CALL = "call"

    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()  # a meeting's start
    sender = models.ForeignKey(Alias, models.PROTECT, related_name="sent")
    recipient = models.ForeignKey(Alias, models.PROTECT, related_name="received")
    thread = models.CharField(max_length=64, blank=True)
    reply = models.BooleanField(default=False)
    recipients = models.PositiveIntegerField(default=1)
    answer = models.CharField(max_length=12, blank=True)
    title = SealedText(blank=True, row=("key",))  # only where the user asked to keep subjects
    key = models.CharField(max_length=64)

    objects: ClassVar[Scoped[Interaction]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "key"], name="interaction_once_per_key"),
            models.CheckConstraint(condition=~Q(sender=F("recipient")), name="interaction_between_two"),
            models.CheckConstraint(condition=Q(recipients__gte=1), name="interaction_has_a_recipient"),
            models.CheckConstraint(
                condition=Q(kind__in=["mail", "meeting", "message", "call"]), name="interaction_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["engagement", "at"]),
            models.Index(fields=["source"]),
        ]
