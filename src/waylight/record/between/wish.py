"""The mails that a client asks for to come back to her page: on days and at an hour of her choice, until she stops."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.engagement import Engagement
from waylight.record.scope import OfEngagement, Scoped

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from waylight.access.predicates import Asking

DAYS = tuple(WEEKDAYS[day] for day in range(7))  # Monday first
LATE = timedelta(hours=6)  # a mail for the morning is not sent in the evening: the server was off


class Wish(OfEngagement):
    """On which days (0 is Monday) and from which hour of her zone she wants a mail. One in an engagement."""

    days = models.CharField(max_length=7)
    hour = models.PositiveSmallIntegerField()
    site = models.URLField()  # where she asked for them: the links in them lead there
    since = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[Wish]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["engagement"], name="wish_once"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="wish_hour_of_a_day"),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The client alone: on which days she sits down to write is her own business."""
        return predicates.is_client(user, "engagement")

    @property
    def names_of_days(self) -> list[str]:
        """*Monday*, *Thursday*."""
        return [str(DAYS[int(one)]) for one in self.days]

    def due_on(self, day: date) -> datetime | None:
        """When the mail of a day is due; None on a day without one."""
        if str(day.weekday()) not in self.days:
            return None
        return datetime.combine(day, time(self.hour), ZoneInfo(self.engagement.zone))

    def due_now(self, now: datetime) -> date | None:
        """The day whose mail is due at a time, and not too late to be of use; None if there is none."""
        day = self.engagement.local_day(now)
        for one in (day, day - timedelta(days=1)):  # what is due late in the evening may go out after midnight
            due = self.due_on(one)
            if due is not None and self.since <= due <= now < due + LATE:
                return one
        return None


def wish_for(engagement: Engagement, *, days: Collection[int], hour: int, site: str, now: datetime) -> Wish:
    """Have a mail sent on some days (0 is Monday) at an hour of her zone. Raises ValueError for none, or no hour."""
    chosen = sorted(set(days))
    if not chosen or not set(chosen) <= set(range(7)):
        raise ValueError(gettext("Choose at least one day."))
    if not 0 <= hour <= 23:
        raise ValueError(gettext("Choose an hour from 0 to 23."))
    said = {"days": "".join(map(str, chosen)), "hour": hour, "site": site, "since": now, "stopped_at": None}
    wish, _ = Wish.objects.update_or_create(engagement=engagement, defaults=said)
    return wish


@transaction.atomic
def stop(wish: Wish, *, now: datetime) -> bool:
    """Send no more of them; whether there were any to stop. Those on their way to the mail server may still arrive."""
    wish.letters.filter(sent_at=None).delete()
    return bool(Wish.objects.filter(pk=wish.pk, stopped_at=None).update(stopped_at=now))
