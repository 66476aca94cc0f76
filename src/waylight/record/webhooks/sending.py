"""Sends what waits, signed, and says what came of it: taken, tried again later, or given up and its owner told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access.language import in_language_of
from waylight.access.mail import NotSent, compose, send
from waylight.record.calendars.outside import Asked, NotReached, hand_in
from waylight.record.webhooks import delivery as outbox
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.hook import Webhook, sendable
from waylight.record.webhooks.may_be_told import is_waiting_for_its_owner, may_be_told
from waylight.record.webhooks.signing import headers
from waylight.record.webhooks.waits import wait_after

if TYPE_CHECKING:
    from datetime import datetime, timedelta

WHOLE_S = 15.0  # for an answer, from looking the name up to its status
AT_ONCE = 50  # looked up together; between two looks a webhook that fails is left alone
NO_MORE = 410  # “Gone”: the address says that it wants nothing any more
TAKEN = range(200, 300)
log = logging.getLogger(__name__)


def send_waiting(now: datetime, *, lasts: timedelta) -> tuple[int, bool]:
    """Send what waits and is due, for so long; returns how many arrived, and whether more is due.

    A webhook that fails is asked no more in the same run, so that one that hangs holds the others up once.
    """
    until, arrived, tired = timezone.now() + lasts, 0, set[int]()
    while due := list(outbox.to_be_sent(now).exclude(webhook__in=tired).values_list("pk", "webhook")[:AT_ONCE]):
        for pk, webhook in due:
            if timezone.now() >= until:
                return arrived, True
            if webhook in tired:
                continue
            if (one := outbox.claim(pk, now)) is None:
                continue
            if _send(one, now):
                arrived += 1
            else:
                tired.add(webhook)
    return arrived, False


def _send(one: Delivery, now: datetime) -> bool:
    """Send one; whether its webhook can be sent the next."""
    if is_waiting_for_its_owner(one.webhook):
        Delivery.objects.filter(pk=one.pk).update(claimed_at=None)
        return False
    if not may_be_told(one):
        one.delete()
        return True
    with in_language_of(one.webhook.member.user):  # what went wrong is kept in words, to its owner
        status, why = _tried(one)
    if status in TAKEN:
        outbox.arrived(one, status or 0, now)
        return True
    _not_taken(one, status, why, now)
    return False


def _tried(one: Delivery) -> tuple[int | None, str]:
    """The status of the answer, or None; and why it was not taken, in words."""
    try:
        status = _handed_in(one)
    except (NotReached, ValueError) as reason:
        return None, str(reason)
    return status, "" if status in TAKEN else gettext("The answer was {status}.").format(status=status)


def _handed_in(one: Delivery) -> int:
    """The status of the answer. Raises NotReached, or ValueError for an address that is not sent to any more."""
    moment, body = timezone.now(), one.body()
    signed = headers(one.webhook.secrets(moment), one.name, int(moment.timestamp()), body)
    asked = Asked("POST", body, {"Content-Type": "application/json", "User-Agent": "Waylight-Webhooks/1", **signed})
    return hand_in(sendable(one.webhook.address), asked, seconds=WHOLE_S)


def _not_taken(one: Delivery, status: int | None, why: str, now: datetime) -> None:
    wait = None if status == NO_MORE else wait_after(one.attempts + 1)
    outbox.failed(one, status=status, why=why, again_at=now + wait if wait else None, now=now)
    if wait is None:
        state = Webhook.State.REFUSED if status == NO_MORE else Webhook.State.FAILED
        Webhook.objects.filter(pk=one.webhook_id, state=Webhook.State.ON).update(state=state)


def tell_owners(now: datetime) -> int:
    """Write to the owners of webhooks that stopped, once each; returns how many mails went out."""
    stopped = [Webhook.State.FAILED, Webhook.State.REFUSED]
    found = Webhook.objects.filter(state__in=stopped, told_at=None, removed_at=None, member__user__is_active=True)
    sent = 0
    for one in found.select_related("member__user"):
        if not Webhook.objects.filter(pk=one.pk, told_at=None).update(told_at=now):
            continue
        try:
            with in_language_of(one.member.user):
                mail = compose("webhook_stopped", one.member.user.email, _words(one))
            send(mail)
            sent += 1
        except NotSent:
            Webhook.objects.filter(pk=one.pk).update(told_at=None)
    return sent


def _words(one: Webhook) -> dict[str, object]:
    link = one.site.rstrip("/") + reverse("webhook", args=[one.pk])
    return {"name": one.name, "refused": one.state == Webhook.State.REFUSED, "link": link}
