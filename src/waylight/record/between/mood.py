"""How the client feels on a day: her own number, beside confidence. Nobody else writes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from waylight.record.insight import Said
from waylight.record.scope import Scoped
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from waylight.record.insight import Reflection


class Mood(Said):
    """The client's own rating of how she feels, 0 to 10, on a day, in her words."""

    value = models.FloatField()
    words = SealedText(blank=True)

    objects: ClassVar[Scoped[Mood]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0, value__lte=10), name="mood_0_to_10")]


def feel(reflection: Reflection, *, value: float, words: str = "") -> Mood:
    """Note in an entry how she feels. Raises ValueError for what is no number from 0 to 10."""
    if not 0 <= value <= 10:
        raise ValueError(gettext("Mood is a number from 0 to 10."))
    return Mood.objects.create(
        engagement=reflection.engagement, on=reflection.on, reflection=reflection, value=value, words=words.strip()
    )
