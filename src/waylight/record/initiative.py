"""Initiatives: who owns, leads, contributes, is consulted, is told, since when; and how others see them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from waylight.record.insight import Said
from waylight.record.people import Person
from waylight.record.scope import OfEngagement, Scoped
from waylight.record.sealing import SealedText


class Initiative(OfEngagement):
    """Something the client has begun and others take part in."""

    name = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[Initiative]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "name"], name="initiative_once")]

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """What a person is to an initiative from a day on, until another day or still."""

    class Part(models.TextChoices):
        OWNS = "owns"
        LEADS = "leads"
        CONTRIBUTES = "contributes"
        CONSULTED = "consulted", "is consulted"
        TOLD = "told", "is told"

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    part = models.CharField(max_length=12, choices=Part)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person", "part", "since"], name="participation_once_per_day"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="participation_ends_after_it_begins"
            ),
        ]


class Perspective(Said):
    """A stakeholder's view on an initiative: whether it differs from the client's, and what it changed."""

    class Stance(models.TextChoices):
        DIFFERS = "differs"
        AGREES = "agrees"

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="perspectives")
    person = models.ForeignKey(Person, models.CASCADE, related_name="perspectives")
    stance = models.CharField(max_length=8, choices=Stance)
    text = SealedText()
    changed = SealedText(blank=True)

    objects: ClassVar[Scoped[Perspective]] = Scoped.as_manager()  # type: ignore[assignment]
