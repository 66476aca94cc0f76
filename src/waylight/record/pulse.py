"""The pulse: a few questions asked of stakeholders, and what they answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from waylight.record.people import Stakeholder
from waylight.record.scope import OfEngagement, Scoped
from waylight.record.sealing import SealedText


class Pulse(OfEngagement):
    """One round of questions, open between two days."""

    questions = models.JSONField(default=list)
    opens = models.DateField()
    closes = models.DateField()

    objects: ClassVar[Scoped[Pulse]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="pulse_closes_after_it_opens")]


class Invitation(models.Model):
    """A stakeholder is asked to answer a pulse. Not readable through any scoped query: who answered stays unknown."""

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="invitations")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="invitations")
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pulse", "stakeholder"], name="invitation_once")]


class Answer(models.Model):
    """One answer to one question of a pulse, -3 to +3, with free text."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    question = models.PositiveSmallIntegerField()
    value = models.SmallIntegerField(null=True, blank=True)
    text = SealedText(blank=True, of="invitation__pulse__engagement", row=("invitation_id", "question"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "question"], name="answer_once_per_question"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=-3, value__lte=3), name="answer_minus_3_to_3"
            ),
        ]
