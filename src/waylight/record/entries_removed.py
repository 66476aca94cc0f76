"""Entries of the journal that are removed: seen by nobody, put back as they stood, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from waylight.access import predicates
from waylight.record.insight import Commitment, Reflection

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


@transaction.atomic
def remove(reflection: Reflection) -> None:
    """Remove an entry and what stands in it; commitments that it settled are open again. ``put_back`` undoes that."""
    if Reflection.objects.filter(pk=reflection.pk, removed_at=None).update(removed_at=timezone.now()):
        settled = Commitment.objects.filter(settled_in=reflection).exclude(state=Commitment.State.OPEN)
        settled.update(was=F("state"), state=Commitment.State.OPEN, settled_on=None)


@transaction.atomic
def put_back(reflection: Reflection) -> None:
    """Put an entry back that was removed, and say again what it said of commitments that nobody settled meanwhile."""
    if Reflection.objects.filter(pk=reflection.pk, removed_at__isnull=False).update(removed_at=None):
        opened = Commitment.objects.filter(settled_in=reflection, state=Commitment.State.OPEN).exclude(was="")
        opened.update(state=F("was"), settled_on=reflection.on, was="")


def forget(reflection: Reflection) -> None:
    """Remove an entry for good, with what stands in it; only one that was removed before goes."""
    Reflection.objects.filter(pk=reflection.pk, removed_at__isnull=False).delete()


def removed_entries(engagement: Engagement, user: Asking) -> QuerySet[Reflection]:
    """The entries that the client removed from her journal, the latest removed first; to her alone."""
    removed = Reflection.objects.filter(predicates.removed_it(user), engagement=engagement)
    return removed.select_related("engagement").order_by("-removed_at", "-pk")
