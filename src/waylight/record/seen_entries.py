"""Which shared entries of a journal a coach has had before her, so that new ones can be pointed out to her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from waylight.record.impatient import cannot_write_now, impatient
from waylight.record.insight import Reflection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from waylight.access.models import User
    from waylight.access.predicates import Asking


class SeenEntry(models.Model):
    """An entry that was shown to somebody on the journal's page, the first time."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "seen entries"  # not for readers
        constraints = [models.UniqueConstraint(fields=["reflection", "user"], name="seen_entry_once")]


def mark_seen(entries: Iterable[Reflection], user: User) -> None:
    """Note that these were shown to somebody. A page that is only read does not fail where the store takes nothing."""
    shown = [one.pk for one in entries]
    known = set(SeenEntry.objects.filter(reflection__in=shown, user=user.pk).values_list("reflection", flat=True))
    if not (new := [SeenEntry(reflection_id=pk, user_id=user.pk) for pk in shown if pk not in known]):
        return
    try:
        with impatient(), transaction.atomic():
            SeenEntry.objects.bulk_create(new, ignore_conflicts=True)
    except DatabaseError as failure:
        if not cannot_write_now(failure):
            raise


def unseen_entries(user: Asking) -> QuerySet[Reflection]:
    """The entries that somebody may see as coach and has not had before her, the newest first."""
    mine = Reflection.objects.visible_to(user).filter(engagement__coach__user=user.pk, private=False)
    return mine.exclude(seen__user=user.pk).order_by("-on", "-pk")
