"""Every query starts from what the asking person may see."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from waylight.access import predicates

if TYPE_CHECKING:
    from waylight.access.predicates import Asking

M = TypeVar("M", bound=models.Model)


class Scoped(models.QuerySet[M]):
    """A query set that can be narrowed to what somebody may see."""

    def visible_to(self, user: Asking) -> Self:
        """Keep what ``user`` may see; the model says which predicate applies."""
        return self.filter(self.model.seen_by(user))  # type: ignore[attr-defined]


class OfEngagement(models.Model):
    """Something that belongs to one engagement and is seen by its coach and its client."""

    engagement = models.ForeignKey("record.Engagement", models.CASCADE, related_name="%(class)s_set")

    class Meta:
        abstract = True

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "engagement")


class FromFile(models.Model):
    """Something that may have come from a file: which one, and the line it stood on. That place is its evidence."""

    source = models.ForeignKey("record.ImportFile", models.PROTECT, null=True, blank=True, related_name="+")
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class WithSeal(models.Model):
    """Something that keeps a mark of its own for good, so that what is sealed in its row opens in no other."""

    seal = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Removable(models.Model):
    """Something that can be removed and put back: it is shown no more from ``removed_at`` on, and kept."""

    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
