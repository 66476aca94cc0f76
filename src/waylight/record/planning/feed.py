"""A calendar feed for each account, at a secret address: all coaching that it takes part in, as dates and times.

Only a hash of the address is kept, so it is shown once; who lost it has a new one made, and the old one opens nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import links
from waylight.record.meeting import Meeting
from waylight.record.planning.ics import SUMMARY, calendar, event

if TYPE_CHECKING:
    from icalendar import Event

    from waylight.access.models import User

PURPOSE = "feed"
LASTS = timedelta(days=3650)
BACK = timedelta(days=92)  # a calendar program shows what was, too
AGAIN = "PT6H"  # how often programs that heed it ask


class Feed(models.Model):
    """That an account has a feed. ``named``: events say with whom; otherwise they say “Coaching”."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    named = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)


@transaction.atomic
def renew(user: User) -> str:
    """Make an account's feed, or a new address for it; returns the token, which is known only now."""
    feed, _ = Feed.objects.get_or_create(user=user)
    links.revoke(PURPOSE, feed.pk)
    return links.make(PURPOSE, feed.pk, lasts=LASTS)[1]


@transaction.atomic
def end(user: User) -> None:
    """End an account's feed: its address opens nothing any more."""
    for feed in Feed.objects.filter(user=user):
        links.revoke(PURPOSE, feed.pk)
        feed.delete()


def name_people(user: User, *, named: bool) -> None:
    """Let the feed say with whom a meeting is, or no more."""
    Feed.objects.filter(user=user).update(named=named)


def feed_by_token(token: str) -> Feed:
    """Whose feed an address opens. Raises LinkClosed with the reason."""
    link = links.read(token, PURPOSE)
    found = Feed.objects.select_related("user").filter(pk=link.subject, user__is_active=True).first()
    if found is None:
        raise links.LinkUnknown(gettext("What this link opened is no longer there."))
    return found


def as_calendar(feed: Feed, now: datetime) -> bytes:
    """The feed as a calendar. As long as nothing changes it is the same, byte for byte."""
    made = calendar()
    made.add("name", SUMMARY)
    made.add("x-wr-calname", SUMMARY)
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", AGAIN)
    day = datetime.combine((now - BACK).date(), time(), UTC)
    mine = Meeting.objects.visible_to(feed.user).filter(kind=Meeting.Kind.COACHING, cancelled=False, time_known=True)
    whole = ("series", "engagement__client", "engagement__coach__user")
    for one in mine.filter(at__gte=day).select_related(*whole).order_by("at", "pk"):
        made.add_component(_event(one, feed))
    return bytes(made.to_ical())


def _event(one: Meeting, feed: Feed) -> Event:
    began = datetime.combine(one.engagement.begins, time(), UTC)
    series = one.series
    made = event(
        f"{one.seal}@waylight",
        one.at.astimezone(UTC),
        one.minutes,
        stamp=series.changed_at if series else began,
        sequence=series.sequence if series else 0,
    )
    if feed.named:
        coach = one.engagement.coach.user_id == feed.user_id
        made["summary"] = f"{SUMMARY}: {one.engagement.client.name if coach else one.engagement.coach}"
    return made
