"""A round from its opening to its thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.language import number
from waylight.record.asking.behaviours import chosen
from waylight.record.asking.planning import mark_of_plan
from waylight.record.consent import Consent, agreed
from waylight.record.engagement import Engagement
from waylight.record.pulse import Asked, Invitation, Pulse
from waylight.record.unseen import ChangedMeanwhile
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from datetime import datetime

RUNNING = {Pulse.State.OPEN, Pulse.State.TO_COME}
LONGEST_THANKS = 2000  # characters


class CannotOpen(Exception):
    """The round cannot be opened; the message says why and what to do."""


@transaction.atomic
def open_round(pulse: Pulse, *, site: str, now: datetime, seen: str | None = None) -> None:
    """Open a planned round: from its first day on the letters go out. ``site`` is where links in them lead.

    Raises CannotOpen without the client's agreement, behaviours or raters, while another round runs, or when its last
    day is over; ChangedMeanwhile if it does not ask any more what ``seen`` is the mark of. Opened twice, it is once.
    """
    engagement = Engagement.objects.select_for_update().get(pk=pulse.engagement_id)
    pulse = Pulse.objects.select_related("engagement").get(pk=pulse.pk)
    if pulse.opened_at is not None:
        return
    if seen is not None and seen != mark_of_plan(pulse):
        raise ChangedMeanwhile
    refuse_to_open(pulse, now=now)
    today = engagement.local_day(now)
    begin(pulse)
    pulse.site, pulse.opened_at, pulse.opens = site, now, max(pulse.opens, today)
    pulse.save(update_fields=["site", "opened_at", "opens"])
    others = Pulse.objects.filter(engagement=engagement).exclude(pk=pulse.pk)
    others.update(every_weeks=None)  # how often it is asked again is said by the latest round
    if pulse.opens <= today:
        tell(engagement, Event.ROUND_OPENED, pulse.pk, at=now)


def refuse_to_open(pulse: Pulse, *, now: datetime) -> None:
    """Raise CannotOpen if something stands against opening a round."""
    engagement = pulse.engagement
    if not agreed(engagement, Consent.Use.PULSE):
        raise CannotOpen(gettext("The client has not agreed to the pulse. Agree to it on the page Consent first."))
    if not chosen(engagement):
        raise CannotOpen(gettext("There is nothing to ask about yet: choose a behaviour first."))
    if not pulse.invitations.exists():
        raise CannotOpen(gettext("Nobody is chosen to be asked."))
    if pulse.closes < engagement.local_day(now):
        raise CannotOpen(gettext("The last day of this round is over. Plan it anew."))
    if running(engagement, now=now, besides=pulse):
        raise CannotOpen(gettext("Another round is open. Close it first, or wait until it is over."))


def begin(pulse: Pulse) -> None:
    """Fix what a round asks about, and from which level and side each rater answers.

    Who wanted to be asked no more is not written to, and nobody is told who that is.
    """
    Asked.objects.bulk_create(
        Asked(pulse=pulse, behaviour=one, place=place) for place, one in enumerate(chosen(pulse.engagement), 1)
    )
    no_more = Invitation.objects.filter(pulse__engagement=pulse.engagement_id).exclude(withdrawn_at=None)
    since = dict(no_more.values_list("stakeholder", "withdrawn_at"))
    invitations = list(pulse.invitations.select_related("stakeholder"))
    for one in invitations:
        one.level, one.side = one.stakeholder.level, one.stakeholder.side
        one.withdrawn_at = since.get(one.stakeholder_id)
    Invitation.objects.bulk_update(invitations, ["level", "side", "withdrawn_at"], batch_size=500)


def running(engagement: Engagement, *, now: datetime, besides: Pulse | None = None) -> Pulse | None:
    """The round that is open or to come, if there is one, other than ``besides``."""
    opened = Pulse.objects.filter(engagement=engagement, closed_at=None).exclude(opened_at=None)
    opened = opened.exclude(pk=besides.pk) if besides else opened
    return next((one for one in opened.select_related("engagement") if one.state(now) in RUNNING), None)


@transaction.atomic
def close_round(pulse: Pulse, *, now: datetime) -> None:
    """Close a round before its last day; nothing more can be answered, and it is not asked again by itself."""
    found = Pulse.objects.select_for_update().get(pk=pulse.pk)
    if found.state(now) in RUNNING:
        Pulse.objects.filter(pk=pulse.pk).update(closed_at=now, every_weeks=None)
        tell(found.engagement, Event.ROUND_CLOSED, pulse.pk, at=now)


def stop_repeating(pulse: Pulse) -> None:
    """Ask no further round by itself."""
    Pulse.objects.filter(pk=pulse.pk).update(every_weeks=None)


@transaction.atomic
def thank(pulse: Pulse, words: str, *, now: datetime) -> None:
    """Say to those who answered what she will do. Raises ValueError for no words, too many, or before it is over."""
    found = Pulse.objects.select_for_update().select_related("engagement").get(pk=pulse.pk)
    if found.state(now) != Pulse.State.OVER:
        raise ValueError(gettext("The round is still open. Thank them once it is closed."))
    if not words.strip() or len(words) > LONGEST_THANKS:
        why = gettext("Say in at most {number} characters what you will do.")
        raise ValueError(why.format(number=number(LONGEST_THANKS)))
    found.thanks = words.strip()
    found.save(update_fields=["thanks"])
