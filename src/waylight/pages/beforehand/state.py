"""The state that an engagement's figures were made in: another one may say other figures, so they are made again.

It is put together from what is at hand in a few queries for many engagements: the last thing that anybody did in one
but look at it (the audit log), how often its rows changed, the last row of contact by now, and the day it is for the
client, with which a week begins. It holds numbers and times, no words.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from waylight.record.audit import AuditEvent, Verb
from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.interaction import Interaction
from waylight.record.kept import Changes, states_made

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

LATELY = timedelta(days=14)  # somebody who looked in since the last meeting or the one before
MOST_OPENED = 2_000  # engagements that are looked at in a tick, the last opened first
LOOKED = [Verb.OPENED, Verb.DOWNLOADED, Verb.PRINTED, Verb.ASSISTANT]
CALLS_THAT_READ = ("get_", "list_")  # how operations of the API begin that change nothing
FED_BY = [Consent.Use.MAIL, Consent.Use.CALENDAR, Consent.Use.RECORDING, Consent.Use.PULSE]


def opened_lately(now: datetime) -> list[int]:
    """The numbers of engagements that somebody opened lately, the last one first."""
    opened = AuditEvent.objects.filter(verb=Verb.OPENED, at__gte=now - LATELY, engagement_id__isnull=False)
    last = opened.order_by().values("engagement_id").annotate(last=Max("number")).order_by("-last")
    return [one["engagement_id"] for one in last[:MOST_OPENED] if one["engagement_id"] is not None]


def states(numbers: Collection[int], now: datetime) -> dict[int, str]:
    """The state of each of some engagements, by its number; of those alone for which something may be made.

    Where the client withdrew a use that figures are fed by, nothing is made beforehand until she agrees again.
    """
    done = AuditEvent.objects.filter(engagement_id__in=numbers, at__gte=now - LATELY).exclude(verb__in=LOOKED)
    for begins in CALLS_THAT_READ:
        done = done.exclude(verb=Verb.CALLED, what__startswith=begins)
    by_engagement = done.order_by().values("engagement_id").annotate(last=Max("number"))
    last_done = {one["engagement_id"]: one["last"] for one in by_engagement}
    times = dict(Changes.objects.filter(engagement__in=numbers).values_list("engagement", "times"))
    contact = Interaction.objects.filter(engagement=OuterRef("pk"), at__lt=now).order_by("-at")
    those = Engagement.objects.filter(pk__in=numbers).exclude(withdrawn()).order_by()
    found = those.annotate(contact=Subquery(contact.values("at")[:1])).only("pk", "zone")
    return {
        one.pk: f"{last_done.get(one.pk)} {times.get(one.pk, 0)} {one.contact} {one.local_day(now)}" for one in found
    }


def stale(now: datetime) -> list[int]:
    """The engagements that were opened lately and whose figures are of another state, the last opened first."""
    opened = opened_lately(now)
    found = states(opened, now)
    made = states_made(found)
    return [one for one in opened if one in found and one not in made]


def withdrawn() -> Q:
    """Engagements whose client withdrew a use that figures are fed by, and has not agreed to it since."""
    again = Consent.objects.filter(engagement=OuterRef("engagement"), use=OuterRef("use"), withdrawn_at=None)
    gone = Consent.objects.filter(use__in=FED_BY, withdrawn_at__isnull=False).exclude(Exists(again))
    return Q(pk__in=gone.order_by().values("engagement"))
