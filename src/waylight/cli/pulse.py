"""``waylight pulse due``: send the letters that are due and open the rounds that are, for who runs no worker.

Mails that clients asked for to come back to their page go out with them. What was removed long ago goes for good.

``waylight run`` looks for them by itself, every ``TICK_S`` seconds, and hands them to its worker.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

TICK_S = 300  # a mail that is due on a day may be minutes late
log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``pulse`` takes."""
    parser.add_argument("what", choices=["due"], help="do what is due now")


def run(args: argparse.Namespace) -> int:
    """Do what is due, and say how many letters went out."""
    del args
    django()
    from django.utils import timezone

    from waylight.record.asking.due import due
    from waylight.record.between import letters
    from waylight.record.put_back_until import forget_removed

    now = timezone.now()
    letters.write_letters(now)
    sent = due(now) + letters.send_letters(now)
    forget_removed(now)
    sys.stdout.write(f"{sent:,} {'letter' if sent == 1 else 'letters'} sent.\n")
    return 0


def tick() -> None:
    """Hand over what is due now."""
    from django.utils import timezone

    from waylight.pages.beforehand.due import hand_over as hand_over_figures
    from waylight.record.asking.due import hand_over
    from waylight.record.between import letters
    from waylight.record.calendars.reading import hand_over as hand_over_calendars
    from waylight.record.planning.due import hand_over as hand_over_plans
    from waylight.record.put_back_until import forget_removed

    hand_over(timezone.now())
    letters.hand_over(timezone.now())
    hand_over_plans(timezone.now())
    hand_over_calendars(timezone.now())
    hand_over_figures(timezone.now())
    forget_removed(timezone.now())


def tick_for_good() -> None:
    """Tick until the process ends. What goes wrong is logged, without content, and tried again the next time."""
    from django.db import connection

    while True:
        try:
            tick()
        except Exception as failure:
            log.error("What is due was not done: %s", type(failure).__name__)
        finally:
            connection.close()
        time.sleep(TICK_S)
