"""Telling of coaching meetings that files plan, move or call off: by what stands there before and after.

A calendar is read again whenever files are taken out, so what each line says is no event; the difference is. Only
what is to come counts: bringing in the calendar of a year is no news of each of its meetings.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from waylight.record.meeting import Meeting
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import reached, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from waylight.record.engagement import Engagement
    from waylight.record.imports import Import


class Stands(NamedTuple):
    """When a meeting is, and whether it was called off."""

    at: datetime
    cancelled: bool


@contextmanager
def telling_of_meetings(engagement: Engagement) -> Iterator[None]:
    """Within it files change meetings; afterwards programs are told which."""
    if not reached(engagement):
        yield
        return
    before = _meetings(engagement)
    yield
    after, now = _meetings(engagement), timezone.now()
    for pk in sorted({*before, *after}):
        event = _event(before.get(pk), after.get(pk), now)
        if event is not None:
            tell(engagement, event, pk)


def _meetings(engagement: Engagement) -> dict[int, Stands]:
    coaching = Meeting.objects.filter(engagement=engagement, kind=Meeting.Kind.COACHING)
    return {pk: Stands(at, cancelled) for pk, at, cancelled in coaching.values_list("pk", "at", "cancelled")}


def _event(before: Stands | None, after: Stands | None, now: datetime) -> Event | None:
    if before == after or not any(one and one.at > now for one in (before, after)):
        return None
    if after is None:
        return Event.MEETING_REMOVED
    if before is None:
        return None if after.cancelled else Event.MEETING_PLANNED
    if before.cancelled != after.cancelled:
        return Event.MEETING_CALLED_OFF if after.cancelled else Event.MEETING_ON_AGAIN
    return Event.MEETING_MOVED


def tell_of_import(brought: Import, event: Event) -> None:
    """Tell who brought the files that they came in, or were taken out; an import is nobody else's to see."""
    if brought.by_id == brought.engagement.coach.user_id:
        tell(brought.engagement, event, brought.pk, coaching=False)
