"""An event on its way to one address: written with the change that it tells of, kept for thirty days.

That is the outbox: a change that is not kept is not told, and what is told has happened. Of one engagement events go
to an address in the order in which they were written, one at a time; a later one waits behind one that failed.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.scope import Scoped
from waylight.record.sealing import SealedText
from waylight.record.webhooks.events import TEST, Event, place
from waylight.record.webhooks.hook import Webhook

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking

KEPT = timedelta(days=30)
CLAIM = timedelta(minutes=5)  # longer than a sending may take; one that a kill broke off is done again after it
ONCE = [Event.MEETING_HELD, Event.ROUND_OPENED, Event.ROUND_CLOSED, Event.ENGAGEMENT_ENDED]


class Delivery(models.Model):
    """One event for one webhook. ``uid`` names it to the receiver, however often it is sent.

    ``number`` is the engagement's, which outlives it in what says that it is gone; 0 is of none. It ``waits`` until it
    arrived.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=30)
    engagement = models.ForeignKey("record.Engagement", models.CASCADE, null=True, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    about = models.PositiveBigIntegerField(default=0)  # the thing's number; 0: the engagement itself
    at = models.DateTimeField(default=timezone.now)
    waits = models.BooleanField(default=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # since it was last asked for
    next_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # what the address answered last
    trouble = SealedText(of="webhook__member", row=("uid",), blank=True)  # it names the host

    objects: ClassVar[Scoped[Delivery]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["webhook", "number", "waits"], name="delivery_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event", "number", "about", "at"],
                condition=Q(event__in=ONCE),
                name="delivery_once_of_a_time",
            ),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Whose webhook it is."""
        return Q(webhook__member__user=user.pk) if user.is_authenticated else predicates.NOTHING

    @property
    def name(self) -> str:
        """What the receiver knows it by."""
        return f"msg_{self.uid.hex}"

    @property
    def says(self) -> str:
        """What happened, in words."""
        return gettext("a test, sent by hand") if self.event == TEST else str(Event(self.event).label)

    def body(self) -> bytes:
        """What is sent: what happened, when, of which engagement, and where to read it. The same each time."""
        path = place(self.event, self.number if self.engagement_id else 0, self.about)
        data = {
            "engagement": self.number or None,
            "id": self.about or None,
            "url": self.webhook.site.rstrip("/") + path if path and not self.webhook.of_practice else None,
        }
        said = {"type": self.event, "timestamp": _written(self.at), "data": data}
        return json.dumps(said, separators=(",", ":")).encode()


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_be_sent(now: datetime) -> models.QuerySet[Delivery]:
    """Those whose turn it is: the first that waits of its engagement, due, and in nobody's hands."""
    same = {"webhook": OuterRef("webhook"), "number": OuterRef("number")}
    earlier = Delivery.objects.filter(**same, waits=True, pk__lt=OuterRef("pk"))
    sending = Q(webhook__state=Webhook.State.ON, webhook__removed_at=None, webhook__member__user__is_active=True)
    due = Delivery.objects.filter(sending, _free(now), next_at__lte=now)
    return due.exclude(Exists(earlier)).order_by("next_at", "pk")


def _free(now: datetime) -> Q:
    return Q(waits=True) & (Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM))


def claim(pk: int, now: datetime) -> Delivery | None:
    """Take one in hand; None if somebody else did, or it waits no more."""
    if not Delivery.objects.filter(_free(now), pk=pk).update(claimed_at=now):
        return None
    found = Delivery.objects.select_related("webhook__member__user", "engagement__coach")
    return found.filter(pk=pk).first()


def arrived(one: Delivery, status: int, now: datetime) -> None:
    """It was taken."""
    given = {"status": status, "trouble": "", "tried_at": now, "arrived_at": now, "claimed_at": None}
    Delivery.objects.filter(pk=one.pk).update(waits=False, attempts=F("attempts") + 1, **given)


@transaction.atomic
def failed(one: Delivery, *, status: int | None, why: str, again_at: datetime | None, now: datetime) -> None:
    """It was not taken; it is tried again at a time, or, with None, when its owner asks for it."""
    found = Delivery.objects.select_related("webhook__member").select_for_update(of=("self",)).filter(pk=one.pk).first()
    if found is None:
        return
    found.status, found.trouble, found.tried_at, found.claimed_at = status, why, now, None
    found.attempts, found.next_at = found.attempts + 1, again_at or now
    found.save(update_fields=["status", "trouble", "tried_at", "claimed_at", "attempts", "next_at"])


def send_again(webhook: Webhook, *, now: datetime, only: int | None = None, since: datetime | None = None) -> int:
    """Let one event, or all since a time, wait once more, each by its own name; returns how many."""
    mine = Delivery.objects.filter(webhook=webhook)
    mine = mine.filter(pk=only) if only is not None else mine.filter(at__gte=since)
    return mine.update(waits=True, attempts=0, next_at=now)


def resume(webhook: Webhook, *, now: datetime, with_waiting: bool = True) -> None:
    """Send again from now on, and what waited meanwhile too unless told otherwise."""
    waiting = Delivery.objects.filter(webhook=webhook, waits=True)
    waiting.update(attempts=0, next_at=now) if with_waiting else waiting.update(waits=False)
    Webhook.objects.filter(pk=webhook.pk).update(state=Webhook.State.ON, told_at=None)


def try_out(webhook: Webhook, *, now: datetime) -> Delivery:
    """Write a test event, which says nothing."""
    return Delivery.objects.create(webhook=webhook, event=TEST, at=now, next_at=now)


def forget_old(now: datetime) -> int:
    """Forget events that were kept long enough, and webhooks that were removed as long ago; returns how many events."""
    Webhook.objects.filter(removed_at__lt=now - KEPT).delete()
    return Delivery.objects.filter(at__lt=now - KEPT).delete()[0]
