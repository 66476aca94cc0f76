"""What is due in telling programs at a time, and handing it to the worker."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

from waylight.record.webhooks.delivery import forget_old, to_be_sent
from waylight.record.webhooks.sending import send_waiting, tell_owners
from waylight.record.webhooks.what_came import tell_what_came

if TYPE_CHECKING:
    from datetime import datetime

LASTS = timedelta(seconds=60)  # of one turn of the worker, so that an import does not wait long behind a slow address


def due(now: datetime) -> int:
    """Do what is due; returns how many events arrived. Done twice at once, each is sent once."""
    tell_what_came(now)
    forget_old(now)
    arrived, more = send_waiting(now, lasts=LASTS)
    tell_owners(now)
    if more:
        send_soon()
    return arrived


def hand_over(now: datetime) -> None:
    """Write down what came, and hand what waits to the worker; nothing is handed over if nothing waits."""
    tell_what_came(now)
    forget_old(now)
    if to_be_sent(now).exists():
        send_soon()
    tell_owners(now)


def send_soon() -> None:
    """Let the worker send what waits, after what it does now."""
    send_events.enqueue()


@task()
def send_events() -> None:
    """The worker's part: whatever is due when it gets to it."""
    due(timezone.now())
