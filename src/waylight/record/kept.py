"""Results of an engagement's contacts that are kept, so that a page need not read every row again.

What is kept holds numbers of people and of rows, and times: no names and no words. It is dropped wherever what it was
made from changes, by ``rows_changed``, which every function calls that adds rows or takes them away, says who somebody
is, or changes what the client agrees to. What was made while such a change went on is not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import DatabaseError, models, transaction
from django.db.models import F, Q

from waylight.record.impatient import cannot_write_now, impatient
from waylight.record.scope import OfEngagement, Scoped
from waylight.record.trouble import why_not_stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.record.engagement import Engagement


class Kept(OfEngagement):
    """Figures of one window, half-open and in UTC, as they were known at a time.

    ``measures`` says which figures and in which version of their lens, ``about`` everything else they depend on.
    """

    measures = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    start = models.DateTimeField()
    end = models.DateTimeField()
    known_at = models.DateTimeField()  # what is dated later did not count
    figures = models.JSONField()

    objects: ClassVar[Scoped[Kept]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "measures", "about", "start", "end"], name="kept_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="kept_of_a_window"),
        ]


class Changes(models.Model):
    """How often what can be kept of an engagement has changed: whoever keeps something compares it with what it was."""

    engagement = models.OneToOneField("record.Engagement", models.CASCADE, primary_key=True, related_name="+")
    times = models.PositiveBigIntegerField(default=0)


def changes(engagement: Engagement) -> int:
    """How often the rows of an engagement have changed; ask before reading what is to be kept."""
    return Changes.objects.filter(engagement=engagement).values_list("times", flat=True).first() or 0


@transaction.atomic
def rows_changed(engagement: Engagement | int, *, since: datetime | None = None) -> None:
    """Drop what is kept of windows that end after ``since`` (UTC), the time of the first row that changed; or all.

    A row decides what later rows of the same two people and of its thread begin, and never what earlier ones do: so
    earlier windows stay.
    """
    pk = engagement if isinstance(engagement, int) else engagement.pk
    mine = Changes.objects.filter(engagement=pk)
    if not mine.update(times=F("times") + 1):
        Changes.objects.get_or_create(engagement_id=pk, defaults={"times": 1})
    kept = Kept.objects.filter(engagement=pk)
    (kept if since is None else kept.filter(end__gt=since)).delete()


def keep(engagement: Engagement, of: Sequence[Kept], *, instead: Q, seen: int) -> bool:
    """Keep figures instead of those that ``instead`` finds; returns whether they were kept.

    They are not where rows have changed since ``changes`` said ``seen``, or are changing now, and not where the store
    cannot be written at this moment: a page shows them all the same, and they are made again for the next.
    """
    try:
        with impatient(), transaction.atomic():
            Changes.objects.get_or_create(engagement=engagement)
            now = Changes.objects.select_for_update(nowait=True).get(engagement=engagement)
            if now.times != seen:
                return False
            Kept.objects.filter(instead, engagement=engagement).delete()
            Kept.objects.bulk_create(of, batch_size=100)
            return True
    except DatabaseError as failure:
        if not (cannot_write_now(failure) or why_not_stored(failure)):
            raise
        return False
