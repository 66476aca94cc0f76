"""When figures are made beforehand: after files came in, and for engagements that were opened lately and have changed.

It imports no lens, because every start of a server loads it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from waylight.pages.beforehand.state import stale
from waylight.record.bringing.came_in import came_in

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)
AT_ONCE = 30  # engagements in a tick, half a second or one each: all that a practice opens are ready after a night
LAST = -10  # behind imports and letters: nobody waits for these


@task(priority=LAST)
def make_beforehand(engagement: int) -> None:
    """The worker's part, an engagement (its number) at a time, so that an import waits for one at most."""
    from waylight.pages.beforehand.making import make

    make(engagement, timezone.now())


def hand_over(now: datetime) -> None:
    """Hand a few engagements whose figures are left behind to the worker; none while it still has some."""
    if not DBTaskResult.objects.ready().filter(task_path=make_beforehand.module_path).exists():
        for number in stale(now)[:AT_ONCE]:
            make_beforehand.enqueue(number)


def listen() -> None:
    """Have figures made after files came in."""
    came_in.connect(_files_came_in, dispatch_uid="waylight.pages.beforehand")


def _files_came_in(*, engagement: int, **more: object) -> None:
    del more
    try:
        make_beforehand.enqueue(engagement)
    except Exception as failure:  # the files are in, whatever becomes of this
        log.error("Figures of engagement %s wait for their page: %s", engagement, type(failure).__name__)
