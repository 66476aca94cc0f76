"""What is due in every round at a time: letters, and the next round where one is asked again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from waylight.record.asking.letters import send_letters, waiting, write_letters
from waylight.record.asking.rounds import CannotOpen, begin, refuse_to_open
from waylight.record.engagement import Engagement
from waylight.record.pulse import Invitation, Pulse
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from datetime import date, datetime


def due(now: datetime) -> int:
    """Do what is due; returns how many letters went out. Done twice, it is done once."""
    prepare(now)
    return send_letters(now)


def prepare(now: datetime) -> bool:
    """Open the next rounds that are due, and note which letters are; returns whether any wait to be sent."""
    repeating = Pulse.objects.filter(every_weeks__isnull=False, next=None).exclude(opened_at=None)
    for pulse in repeating.select_related("engagement"):
        _follow_on(pulse, now)
    write_letters(now)
    return waiting(now).exists()


@transaction.atomic
def _follow_on(before: Pulse, now: datetime) -> None:
    """Open the round after ``before`` if its day has come and nothing stands against it; then it repeats in its place.

    Behaviours are those chosen now; raters are the same, but for who wanted to be asked no more.
    """
    engagement = Engagement.objects.select_for_update().get(pk=before.engagement_id)
    today = engagement.local_day(now)
    if today < before.opens + timedelta(weeks=before.every_weeks or 0) or (engagement.ends and engagement.ends < today):
        return
    if Pulse.objects.filter(after=before).exists() or before.state(now) != Pulse.State.OVER:
        return
    try:
        with transaction.atomic():
            _open_again(before, now, today + (before.closes - before.opens))
    except CannotOpen:
        return


def _open_again(before: Pulse, now: datetime, closes: date) -> None:
    again = Pulse.objects.create(
        engagement=before.engagement,
        opens=before.engagement.local_day(now),
        closes=closes,
        every_weeks=before.every_weeks,
        language=before.language,
        site=before.site,
        opened_at=now,
        after=before,
    )
    again.question = before.question
    again.save(update_fields=["question"])
    raters = before.invitations.filter(withdrawn_at=None).values_list("stakeholder", flat=True)
    Invitation.objects.bulk_create(Invitation(pulse=again, stakeholder_id=one) for one in raters)
    refuse_to_open(again, now=now)
    begin(again)
    tell(before.engagement, Event.ROUND_OPENED, again.pk, at=now)
    Pulse.objects.filter(pk=before.pk).update(every_weeks=None)


def hand_over(now: datetime) -> None:
    """Open what is due, and hand the letters that wait to the worker; nothing is handed over if none wait."""
    if prepare(now):
        send_what_is_due.enqueue()


@task()
def send_what_is_due() -> None:
    """The worker's part: whatever is due when it gets to it."""
    due(timezone.now())
