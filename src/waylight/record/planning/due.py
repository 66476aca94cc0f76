"""What is due in planning at a time: invitations and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

from waylight.record.planning import reminders, sending

if TYPE_CHECKING:
    from datetime import datetime


def due(now: datetime) -> int:
    """Send what is due; returns how many mails went out. Done twice, it is done once."""
    reminders.write_reminders(now)
    return sending.send_invites(now) + reminders.send_reminders(now)


def hand_over(now: datetime) -> None:
    """Hand what is due to the worker; nothing is handed over if nothing waits."""
    reminders.write_reminders(now)
    if sending.waiting(now).exists() or reminders.waiting(now).exists():
        send_what_is_planned.enqueue()


@task()
def send_what_is_planned() -> None:
    """The worker's part: whatever is due when it gets to it."""
    due(timezone.now())
