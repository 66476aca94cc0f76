"""Stories told without naming the client."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedJSON, SealedText


class Story(WithSeal, OfEngagement):
    """A draft of the client's path, and what replaces every name in it."""

    draft = SealedText(blank=True)
    replacements = SealedJSON(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Story]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "stories"
