"""Events that nobody does: a meeting is over, a round's first or last day came, an engagement's last day went by.

They are looked for every few minutes and told once. After a time in which Waylight did not run they are told late.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from waylight.record.engagement import Engagement
from waylight.record.meeting import Meeting
from waylight.record.people import Member
from waylight.record.pulse import Pulse
from waylight.record.webhooks.delivery import KEPT
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.hook import Webhook
from waylight.record.webhooks.telling import reached, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

BACK = KEPT - timedelta(days=2)  # shorter than events are kept, so that none is told again once it was forgotten
AGAIN = timedelta(hours=1)  # looked at once more: a change may have been written while the last look went on
Came = tuple[Event, int, datetime, bool]  # what, about which thing, when, and whether it is of the coaching


def tell_what_came(now: datetime) -> None:
    """Write down what came since each webhook was set up, as far as it was not yet."""
    if not Webhook.objects.filter(state__in=[Webhook.State.ON, Webhook.State.PAUSED, Webhook.State.FAILED]).exists():
        return
    for engagement in _engagements():
        webhooks = reached(engagement)
        if not webhooks:
            continue
        since = max(now - BACK, min(one.looked_at for one in webhooks) - AGAIN)
        for event, about, at, coaching in _came(engagement, since, now):
            tell(engagement, event, about, coaching=coaching, at=at)
    Webhook.objects.filter(looked_at__lt=now).update(looked_at=now)


def _engagements() -> list[Engagement]:
    """Those whose coach or practice has a webhook."""
    hooked = Member.objects.filter(webhooks__removed_at=None, webhooks__isnull=False)
    admins = hooked.filter(role=Member.Role.ADMIN)
    return list(Engagement.objects.filter(Q(coach__in=hooked) | Q(practice__in=admins.values("practice"))).distinct())


def _came(engagement: Engagement, since: datetime, now: datetime) -> Iterator[Came]:
    day = timedelta(days=1)
    meetings = Meeting.objects.filter(engagement=engagement, cancelled=False, at__gt=since - day, at__lte=now)
    for one in meetings.order_by("at", "pk"):
        if since < one.until <= now:
            yield Event.MEETING_HELD, one.pk, one.until, one.kind == Meeting.Kind.COACHING
    for pulse in Pulse.objects.filter(engagement=engagement).exclude(opened_at=None).order_by("pk"):
        opened = max(pulse.opened_at or now, _begin_of(engagement, pulse.opens))
        closed = pulse.closed_at or _begin_of(engagement, pulse.closes + day)
        if since < opened <= now and opened < closed:
            yield Event.ROUND_OPENED, pulse.pk, opened, True
        if since < closed <= now:
            yield Event.ROUND_CLOSED, pulse.pk, closed, True
    if engagement.ends and since < (ended := _begin_of(engagement, engagement.ends + day)) <= now:
        yield Event.ENGAGEMENT_ENDED, 0, ended, True


def _begin_of(engagement: Engagement, day: date) -> datetime:
    """The moment in which a day begins for the client."""
    return datetime.combine(day, time(), ZoneInfo(engagement.zone))
