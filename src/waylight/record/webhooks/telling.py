"""Writing down, with a change, who is to be told of it: called by the functions that change things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from waylight.record.people import Member
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.events import OF_PRACTICE, Event
from waylight.record.webhooks.hook import Webhook

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.record.engagement import Engagement


def tell(
    engagement: Engagement, event: Event, about: int = 0, *, coaching: bool = True, at: datetime | None = None
) -> None:
    """Write an event down for every webhook that wants it, in the transaction that changes what it is about.

    ``coaching`` is false for what is the client's own business: a practice's admin is not told of it. Of a thing that
    happens at a time (``at``), the same is told once.
    """
    mine = [one for one in reached(engagement) if event in one.events]
    told = [one for one in mine if not one.of_practice or (coaching and event in OF_PRACTICE)]
    when = at or timezone.now()
    if at is not None:
        before = Delivery.objects.filter(webhook__in=told, event=event, about=about, number=engagement.pk, at=at)
        known = set(before.values_list("webhook", flat=True))
        told = [one for one in told if one.pk not in known and one.made_at <= at]
    _write([_of(one, engagement, event, about, when) for one in told])


def reached(engagement: Engagement) -> list[Webhook]:
    """The webhooks of an engagement: its coach's, as far as they are for it, and its practice's."""
    hers = Q(member=engagement.coach_id)
    ours = Q(member__practice=engagement.practice_id, member__role=Member.Role.ADMIN)
    found = Webhook.objects.filter(hers | ours, removed_at=None).exclude(state=Webhook.State.REFUSED)
    listed = found.select_related("member").defer("address", "secret", "old_secret")
    return [one for one in listed if one.engagements is None or engagement.pk in one.engagements]


def take_leave(engagement: Engagement, event: Event, webhooks: list[Webhook]) -> None:
    """Tell webhooks as the last thing that an engagement is gone for them; what waits there of it goes."""
    Delivery.objects.filter(webhook__in=webhooks, number=engagement.pk).delete()
    told = [one for one in webhooks if event in one.events]
    _write([Delivery(webhook=one, event=event, number=engagement.pk) for one in told])


def _of(webhook: Webhook, engagement: Engagement, event: Event, about: int, at: datetime) -> Delivery:
    return Delivery(webhook=webhook, event=event, engagement_id=engagement.pk, number=engagement.pk, about=about, at=at)


def _write(rows: list[Delivery]) -> None:
    from waylight.record.webhooks.due import send_soon  # the worker's part, which reads the models of all that is told

    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(send_soon, robust=True)
