"""What a sponsor may see of an engagement while its client agrees: goals, and whether meetings were held.

Nothing that was said. The dates of the engagement, and that there is one, a sponsor knows in any case. A goal with
levels is shown once the client says yes to its words, and hidden when they are changed until she does again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from waylight.access import predicates
from waylight.access.parts import Part
from waylight.record.consent import Consent, agreed
from waylight.record.engagement import Engagement
from waylight.record.goal import Goal
from waylight.record.meeting import Meeting
from waylight.record.moving import moves_of
from waylight.record.pulse import Pulse
from waylight.record.saying_yes import standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from waylight.access.predicates import Asking


HELD, CALLED_OFF, TO_COME = "held", "called off", "to come"  # not for readers


@dataclass(frozen=True, slots=True)
class Attendance:
    """A coaching meeting as a sponsor sees it: the day where it was, and ``held``, ``called off`` or ``to come``.

    ``number`` counts the meetings that were not called off; ``moved_from`` are the days on which it was to be before.
    """

    on: date
    state: str
    number: int | None = None
    moved_from: tuple[date, ...] = ()

    @property
    def in_words(self) -> str:
        """How it stands, as a page shows it."""
        words = {
            HELD: pgettext("a coaching meeting", "held"),
            CALLED_OFF: pgettext("a coaching meeting", "called off"),
            TO_COME: pgettext("a coaching meeting", "to come"),
        }
        return words[self.state]


@dataclass(frozen=True, slots=True)
class AgreedGoal:
    """A goal to which the client says yes, with who else does, and since when."""

    goal: Goal
    yes: dict[Part, datetime]


def sponsored(user: Asking) -> QuerySet[Engagement]:
    """The engagements that somebody sponsors."""
    mine = Engagement.objects.filter(predicates.is_sponsor(user))
    return mine.select_related("client", "coach__user", "sponsor")


@dataclass(frozen=True, slots=True)
class Progress:
    """The goals as they were said when it began ("" for none), those agreed with levels, and the coaching meetings."""

    goals: str
    agreed: tuple[AgreedGoal, ...]
    meetings: tuple[Attendance, ...]


def progress(engagement: Engagement, user: Asking, *, now: datetime) -> Progress | None:
    """What its sponsor sees of an engagement; None where the client does not agree to it now, and for anybody else."""
    found = sponsored(user).filter(pk=engagement.pk).first()
    return shown_to_sponsor(found, now=now) if found else None


def shown_to_sponsor(engagement: Engagement, *, now: datetime) -> Progress | None:
    """The same for coach and client, who may look at what the sponsor sees; None where the client does not agree."""
    if not agreed(engagement, Consent.Use.SPONSOR_REPORT):
        return None
    return Progress(engagement.goals, tuple(agreed_goals(engagement)), tuple(_attendance(engagement, now)))


def agreed_goals(engagement: Engagement) -> list[AgreedGoal]:
    """The goals to whose words the client says yes, in order; none while she does not agree to reports."""
    if not agreed(engagement, Consent.Use.SPONSOR_REPORT):
        return []
    whole = ("engagement__coach", "engagement__client", "engagement__sponsor")
    every = list(Goal.objects.filter(engagement=engagement, removed_at=None).select_related(*whole))
    yes = standing(every)
    return [AgreedGoal(one, yes[one.pk]) for one in every if Part.CLIENT in yes[one.pk]]


def rounds_for_sponsor(engagement: Engagement, *, now: datetime) -> list[Pulse]:
    """The rounds of the pulse that are over, the newest first; none unless the client agrees to both uses."""
    uses = (Consent.Use.PULSE, Consent.Use.SPONSOR_REPORT)
    if not all(agreed(engagement, use) for use in uses):
        return []
    mine = Pulse.objects.filter(engagement=engagement).select_related("engagement__client", "engagement__practice")
    return [one for one in mine if one.state(now) == Pulse.State.OVER]


def attendance(engagement: Engagement, user: Asking, *, now: datetime) -> list[Attendance]:
    """Its coaching meetings in order; nothing for who does not sponsor it, or while the client does not agree."""
    seen = progress(engagement, user, now=now)
    return list(seen.meetings) if seen else []


def _attendance(engagement: Engagement, now: datetime) -> list[Attendance]:
    every = list(Meeting.objects.filter(engagement=engagement, kind=Meeting.Kind.COACHING).order_by("at", "pk"))
    moves, found, number = moves_of(every), list[Attendance](), 0
    for one in every:
        number += not one.cancelled
        state = CALLED_OFF if one.cancelled else HELD if one.until < now else TO_COME
        zone = one.local.tzinfo
        days = tuple(was.astimezone(zone).date() for was in moves.get(one.pk, []))
        found.append(Attendance(one.local.date(), state, None if one.cancelled else number, days))
    return found
