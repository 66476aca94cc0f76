"""``waylight meetings due``: send the invitations and reminders that are due, for who runs no worker.

Calendars that clients keep elsewhere are read, too. ``waylight run`` does all of it by itself.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``meetings`` takes."""
    parser.add_argument("what", choices=["due"], help="do what is due now")


def run(args: argparse.Namespace) -> int:
    """Do what is due, and say how many mails went out and how many calendars were read."""
    del args
    django()
    from django.utils import timezone

    from waylight.record.calendars.reading import due as read_calendars
    from waylight.record.planning.due import due

    now = timezone.now()
    sent, read = due(now), read_calendars(now)
    mails, calendars = "mail" if sent == 1 else "mails", "calendar" if read == 1 else "calendars"
    sys.stdout.write(f"{sent:,} {mails} sent, {read:,} {calendars} read.\n")
    return 0
