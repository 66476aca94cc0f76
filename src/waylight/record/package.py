"""Hours bought for an engagement, and what was used of them corrected by hand, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from waylight.record.meeting import Meeting
from waylight.record.rewritten import Rewritten, write_instead
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from waylight.access.models import User
    from waylight.record.engagement import Engagement

MOST_MINUTES = 1000 * 60  # more in one package is a slip of the finger
MOST_CORRECTED = 24 * 60


class Package(Rewritten, OfEngagement):
    """Hours bought at once, or given for nothing."""

    FIELDS = ("on", "minutes", "paid")

    on = models.DateField()
    minutes = models.PositiveIntegerField()
    paid = models.BooleanField(default=True)

    objects: ClassVar[Scoped[Package]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1000 * 60), name="package_has_hours")
        ]


class HoursCorrected(Rewritten, WithSeal, OfEngagement):
    """Time used that no meeting shows, or time of a meeting that is not to count, and why."""

    FIELDS = ("on", "minutes", "why")

    on = models.DateField()
    minutes = models.IntegerField()  # negative: less was used than the meetings say
    why = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Scoped[HoursCorrected]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(minutes=0) & Q(minutes__gte=-24 * 60, minutes__lte=24 * 60), name="hours_corrected_by_some"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="hours_corrected_has_a_reason"),
        ]


def buy(engagement: Engagement, *, on: date, minutes: int, paid: bool = True) -> Package:
    """Note hours that were bought, or are given. Raises ValueError for none, or more than 1,000 hours at once."""
    _check_bought(minutes)
    return Package.objects.create(engagement=engagement, on=on, minutes=minutes, paid=paid)


def rebuy(one: Package, *, on: date, minutes: int, paid: bool, seen: str | None = None) -> Package:
    """Write a package again; returns the one that counts now. Raises ValueError as ``buy``, and ChangedMeanwhile."""
    _check_bought(minutes)
    given = {"on": on, "minutes": minutes, "paid": paid}
    return write_instead(one, given, seen=seen, engagement=one.engagement)


def _check_bought(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValueError(gettext("A package has between a minute and 1,000 hours."))


def correct_hours(engagement: Engagement, *, on: date, minutes: int, why: str, by: User) -> HoursCorrected:
    """Correct the hours used by hand. Raises ValueError without a reason, for nothing, or for more than a day."""
    _check_corrected(minutes, why)
    return HoursCorrected.objects.create(engagement=engagement, on=on, minutes=minutes, why=why.strip(), by=by)


def recorrect(
    one: HoursCorrected, *, on: date, minutes: int, why: str, by: User, seen: str | None = None
) -> HoursCorrected:
    """Write a correction again; returns the one that counts now.

    Raises ValueError as ``correct_hours``, and ChangedMeanwhile.
    """
    _check_corrected(minutes, why)
    given = {"on": on, "minutes": minutes, "why": why.strip()}
    return write_instead(one, given, seen=seen, engagement=one.engagement, by=by)


def _check_corrected(minutes: int, why: str) -> None:
    if not why.strip():
        raise ValueError(gettext("Say why: whoever reads it later will ask."))
    if not minutes or abs(minutes) > MOST_CORRECTED:
        raise ValueError(gettext("A correction is of a minute at least and of 24 hours at most, more or less."))


def held(engagements: Iterable[Engagement], now: datetime) -> list[Meeting]:
    """The coaching meetings of engagements that are over and were not called off, the oldest first."""
    over = Meeting.objects.filter(
        engagement__in=list(engagements), kind=Meeting.Kind.COACHING, cancelled=False, at__lt=now
    )
    return [one for one in over.order_by("at", "pk") if one.until <= now]


def held_by_engagement(engagements: Iterable[Engagement], now: datetime) -> dict[int, list[Meeting]]:
    """The same, by the engagement's number."""
    found: dict[int, list[Meeting]] = {}
    for one in held(engagements, now):
        found.setdefault(one.engagement_id, []).append(one)
    return found
