"""Engagements of which nothing was heard for a while: facts with their days, no grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Max, OuterRef, Subquery

from waylight.record.engagement import Engagement
from waylight.record.insight import Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from waylight.access.models import User

NOTES_FOR = timedelta(days=21)  # a meeting from before that will hardly be noted now
LONGEST = timedelta(days=1)  # a meeting


@dataclass(frozen=True, slots=True)
class Quiet:
    """The last of each that is known of an engagement; None where there is none. Facts, with their days."""

    engagement: Engagement
    days: int  # since the last of all of them, or since it began
    meeting: date | None
    entry: date | None
    contact: date | None
    next: Meeting | None


def coaching(**of: object) -> QuerySet[Meeting]:
    """Coaching meetings that were not called off."""
    return Meeting.objects.filter(**of, kind=Meeting.Kind.COACHING, cancelled=False)


def since(now: datetime) -> datetime:
    """From when on the dashboard reads meetings themselves; what began before is over, and waits for no note."""
    return now - NOTES_FOR - LONGEST


def gone_quiet(
    engagements: Sequence[Engagement], meetings: Sequence[Meeting], user: User, now: datetime, days: int
) -> list[Quiet]:
    """Those of which nothing is known for so many days, the longest first. ``meetings`` are all from ``since`` on."""
    entries = Reflection.objects.visible_to(user).filter(engagement__in=engagements)
    last_entry = dict(entries.order_by().values_list("engagement").annotate(last=Max("on")))
    last_contact, met_before = _lasts(engagements, user, now)
    held = {one.engagement_id: one for one in meetings if one.until < now}  # the last one stays
    ahead = {one.engagement_id: one for one in reversed(meetings) if one.until >= now}  # the next one stays
    found = []
    for one in engagements:
        meeting = held[one.pk].local.date() if one.pk in held else met_before.get(one.pk)
        contact, entry = last_contact.get(one.pk), last_entry.get(one.pk)
        latest = max([known for known in (meeting, entry, contact) if known] or [one.begins])
        quiet_for = (one.local_day(now) - latest).days
        if quiet_for >= days:
            found.append(Quiet(one, quiet_for, meeting, entry, contact, ahead.get(one.pk)))
    return sorted(found, key=lambda one: -one.days)


def _lasts(engagements: Sequence[Engagement], user: User, now: datetime) -> tuple[dict[int, date], dict[int, date]]:
    """The day of the last contact of each, and that of the last meeting before those of which a note is asked.

    The last contact is the last row by the index that has them in order, and not the latest of all rows there are.
    """
    last = Interaction.objects.visible_to(user).filter(engagement=OuterRef("pk"), at__lt=now).order_by("-at")
    met = coaching(engagement=OuterRef("pk"), at__lt=since(now)).order_by("-at", "-pk")
    asked = {"last": last.values("at"), "met": met.values("at"), "there": met.values("zone")}
    mine = Engagement.objects.filter(pk__in=[one.pk for one in engagements]).order_by()
    rows = mine.annotate(**{name: Subquery(one[:1]) for name, one in asked.items()}).values_list("pk", *asked)
    zone, found = {one.pk: one.zone for one in engagements}, list(rows)
    contact = {pk: at.astimezone(ZoneInfo(zone[pk])).date() for pk, at, *_ in found if at is not None}
    return contact, {pk: at.astimezone(ZoneInfo(there)).date() for pk, _, at, there in found if at is not None}
