"""That a client's calendar is read where she keeps it: her own choice, made and ended by her alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from waylight.access import predicates
from waylight.record.bringing.agreement import NotAgreed, why_not
from waylight.record.calendars.outside import checked
from waylight.record.consent import Consent, OnlyTheClient, agreed, agreed_to
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

EVERY = timedelta(hours=24)
FIRST_WAIT, LONGEST_WAIT = timedelta(hours=1), timedelta(days=7)  # after failures: 1 hour, 2, 4, … at most a week
CLAIM = timedelta(hours=1)  # a reading that was broken off by a kill is done again after it


class Subscription(WithSeal, OfEngagement):
    """A calendar that is read every day: where it is, and what came of it last. Its words are sealed."""

    class Way(models.TextChoices):
        FEED = "feed", gettext_lazy("an address on the web that gives a calendar (ICS)")
        CALDAV = "caldav", gettext_lazy("a calendar server, with a name and a password (CalDAV)")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    way = models.CharField(max_length=6, choices=Way, default=Way.FEED)
    address = SealedText()
    user = SealedText(blank=True)
    password = SealedText(blank=True)
    since = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)  # when it was last read well
    next_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)  # one after the other, up to now
    trouble = SealedText(blank=True)  # what the last failure was, in words to her and in her language
    digest = models.CharField(max_length=64, blank=True)  # of what was read last, so that the same is not brought twice

    objects: ClassVar[Scoped[Subscription]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement"], name="subscription_one_of_a_client")]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The client alone."""
        return predicates.is_client(user, "engagement")


@transaction.atomic
def subscribe(
    engagement: Engagement, *, by: User, way: str, address: str, user: str = "", password: str = ""
) -> Subscription:
    """Have a calendar read from now on, in the place of one before.

    Raises OnlyTheClient, NotAgreed without her agreement to calendars, NotReached for what is no address, and
    ValueError for a name without a password, or a way that there is not.
    """
    if engagement.client.user_id != by.pk:
        raise OnlyTheClient(gettext("Only the client says where her or his calendar is read."))
    if not agreed(engagement, Consent.Use.CALENDAR):
        raise NotAgreed(why_not(engagement, Consent.Use.CALENDAR))
    if way not in Subscription.Way.values:
        raise ValueError(gettext("Choose one of the ways."))
    where = checked(address).geturl()
    if way == Subscription.Way.CALDAV and not (user and password):
        raise ValueError(gettext("A calendar server asks for a name and a password."))
    Subscription.objects.filter(engagement=engagement).delete()
    kept = (user, password) if way == Subscription.Way.CALDAV else ("", "")
    return Subscription.objects.create(
        engagement=engagement, by=by, way=way, address=where, user=kept[0], password=kept[1]
    )


def unsubscribe(subscription: Subscription) -> None:
    """Read it no more, and forget where it is. What was brought in stays, and is undone on the page Files."""
    Subscription.objects.filter(pk=subscription.pk).delete()


def read_soon(subscription: Subscription) -> None:
    """Let it be read the next time that something is."""
    Subscription.objects.filter(pk=subscription.pk).update(next_at=timezone.now())


def to_be_read(now: datetime) -> models.QuerySet[Subscription]:
    """Those that are due, of clients who agree to calendars and whose engagement is not over."""
    going_on = Q(engagement__ends=None) | Q(engagement__ends__gte=now.date())
    mine = Subscription.objects.filter(agreed_to(Consent.Use.CALENDAR), going_on, by__is_active=True)
    return mine.filter(next_at__lte=now)


def claim(pk: int, now: datetime) -> Subscription | None:
    """Take one that is due in hand; None if somebody else did."""
    if not to_be_read(now).filter(pk=pk).exists():
        return None
    # On its own row alone, so that of two workers the second sees what the first wrote there.
    if not Subscription.objects.filter(pk=pk, next_at__lte=now).update(next_at=now + CLAIM):
        return None
    return Subscription.objects.select_related("engagement__client", "engagement__coach__user", "by").get(pk=pk)


def went_well(subscription: Subscription, digest: str, now: datetime) -> None:
    """It was read: the next time is tomorrow."""
    one = Subscription.objects.select_related("engagement").filter(pk=subscription.pk).first()
    if one is None:
        return
    one.read_at, one.next_at, one.failures, one.trouble, one.digest = now, now + EVERY, 0, "", digest
    one.save(update_fields=["read_at", "next_at", "failures", "trouble", "digest"])


def went_wrong(subscription: Subscription, why: str, now: datetime) -> None:
    """It was not read: say why, and wait longer each time."""
    one = Subscription.objects.select_related("engagement").filter(pk=subscription.pk).first()
    if one is None:
        return
    wait = min(FIRST_WAIT * 2 ** min(one.failures, 20), LONGEST_WAIT)
    one.next_at, one.failures, one.trouble = now + wait, min(one.failures + 1, 1000), why
    one.save(update_fields=["next_at", "failures", "trouble"])
