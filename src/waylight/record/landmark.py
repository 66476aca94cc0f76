"""Notes at a date on the client's path: a new role, a holiday. One may say that she was away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.scope import OfEngagement, Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

LONGEST = 200  # characters; it stands in a picture


class Landmark(Removable, WithSeal, OfEngagement):
    """What was on a day, or from a day until another. While she was away nothing is counted, so nothing falls."""

    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    away = models.BooleanField(default=False)
    text = SealedText()

    objects: ClassVar[Scoped[Landmark]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="landmark_has_words"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="landmark_ends_after_it_begins"
            ),
        ]

    @property
    def last(self) -> date:
        """Its last day: the first one where it is of one day."""
        return self.until or self.on

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.on, self.until, self.away, self.text, self.removed_at is None)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement, until it is removed."""
        return super().seen_by(user) & Q(removed_at=None)


def set_down(engagement: Engagement, *, on: date, text: str, until: date | None = None, away: bool = False) -> Landmark:
    """Note something at a date. Raises ValueError for no words, or an end before the beginning."""
    text = _refuse(on, until, text)
    return Landmark.objects.create(engagement=engagement, on=on, until=until, away=away, text=text)


@transaction.atomic
def rewrite(
    landmark: Landmark, *, on: date, text: str, until: date | None = None, away: bool = False, seen: str | None = None
) -> None:
    """Change a note's days and words.

    Raises ValueError as ``set_down`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    text = _refuse(on, until, text)
    now = as_it_is(landmark, seen)
    now.on, now.until, now.away, now.text = on, until, away, text
    now.save(update_fields=["on", "until", "away", "text"])


def take_up(landmark: Landmark) -> None:
    """Remove a note; days that it said she was away count again. ``put_back`` undoes that."""
    Landmark.objects.filter(pk=landmark.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(landmark: Landmark) -> None:
    """Put back a note that was removed."""
    Landmark.objects.filter(pk=landmark.pk).update(removed_at=None)


def forget(landmark: Landmark) -> None:
    """Remove a note for good; only one that was removed before goes."""
    Landmark.objects.filter(pk=landmark.pk, removed_at__isnull=False).delete()


def removed_landmarks(engagement: Engagement, user: Asking) -> models.QuerySet[Landmark]:
    """The notes that the client removed from her path, the latest removed first; to her alone."""
    removed = Landmark.objects.filter(predicates.removed_it(user), engagement=engagement)
    return removed.select_related("engagement").order_by("-removed_at", "-pk")


def _refuse(on: date, until: date | None, text: str) -> str:
    if until and until < on:
        raise ValueError(gettext("The last day lies before the first one."))
    text = " ".join(text.split())
    if not text:
        raise ValueError(gettext("There are no words to keep."))
    if len(text) > LONGEST:
        said = gettext("Keep it to {most} characters; the journal has room for more.")
        raise ValueError(said.format(most=LONGEST))
    return text
