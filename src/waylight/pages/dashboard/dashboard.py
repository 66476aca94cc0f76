"""What a coach's engagements ask of her: the next meetings, what waits for her, and who has gone quiet. No grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, OuterRef, Q, Subquery

from waylight.access.parts import Part
from waylight.pages.goals.agreeing import WHOLE
from waylight.pages.packages.accounts import accounts
from waylight.record.doubted import Doubted, doubted
from waylight.record.engagement import Engagement
from waylight.record.goal import Goal
from waylight.record.insight import Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Note
from waylight.record.paper import Paper
from waylight.record.paper import standing as agreed_papers
from waylight.record.privacy.asked import ErasureAsked
from waylight.record.saying_yes import GoalWish, GoalYes, standing
from waylight.record.seen_entries import unseen_entries
from waylight.record.template import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from waylight.access.models import User
    from waylight.lenses.hours.bought import Account

NOTES_FOR = timedelta(days=21)  # a meeting from before that will hardly be noted now
LONGEST = timedelta(days=1)  # a meeting
WORDS = ("agreement", "shared", "taken_along")  # of a meeting; none of them stands here
SHOWN = 8  # meetings ahead
NEWEST = 12  # entries that she has not opened; of older ones only the number is said


@dataclass(frozen=True, slots=True)
class Quiet:
    """The last of each that is known of an engagement; None where there is none. Facts, with their days."""

    engagement: Engagement
    days: int  # since the last of all of them, or since it began
    meeting: date | None
    entry: date | None
    contact: date | None
    next: Meeting | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All of it, as one coach sees it."""

    ahead: list[Meeting]
    erasures: list[ErasureAsked]
    wishes: list[GoalWish]
    papers: list[Paper]  # agreements that the client says yes to, and she does not yet
    goals: list[Goal]  # to whose words she has not said yes
    to_note: list[Meeting]  # held, and she has written nothing on them
    entries: list[Reflection]  # the newest ones that she has not opened
    older_entries: int  # those that are not among them
    little: list[tuple[Engagement, Account]]
    quiet: list[Quiet]
    doubted: list[Doubted]  # mails

    @property
    def nothing_waits(self) -> bool:
        """Whether nothing waits for her."""
        return not (
            self.erasures
            or self.wishes
            or self.papers
            or self.goals
            or self.to_note
            or self.entries
            or self.little
            or self.doubted
        )


def dashboard_of(user: User, now: datetime, days: int) -> Dashboard:
    """Put it together for a coach; as many queries for many engagements as for one."""
    mine = list(Engagement.objects.filter(coach__user=user.pk).select_related("client").defer("goals", "salt"))
    running = [one for one in mine if one.ends is None or one.ends >= one.local_day(now)]
    meetings = _meetings(mine, running, now)
    used = accounts(running, now)
    entries, older = _entries(user)
    return Dashboard(
        ahead=[one for one in meetings if one.until >= now][:SHOWN],
        erasures=_erasures(user),
        wishes=_wishes(mine),
        papers=_papers(mine),
        goals=_goals(mine),
        to_note=_to_note(meetings, user, now),
        entries=entries,
        older_entries=older,
        little=[(one, used[one.pk]) for one in running if used[one.pk].little],
        quiet=_quiet(running, meetings, user, now, days),
        doubted=doubted(user, now),
    )


def _meetings(engagements: list[Engagement], running: list[Engagement], now: datetime) -> list[Meeting]:
    """All meetings of those that run, and of the others what may still wait for a note or is planned; in order."""
    lately = Q(engagement__in=engagements, at__gte=now - NOTES_FOR - LONGEST)
    coaching = Meeting.objects.filter(Q(engagement__in=running) | lately, kind=Meeting.Kind.COACHING, cancelled=False)
    found, whose = list(coaching.defer(*WORDS).order_by("at", "pk")), {one.pk: one for one in engagements}
    for one in found:
        one.engagement = whose[one.engagement_id]
    return found


def _erasures(user: User) -> list[ErasureAsked]:
    asked = ErasureAsked.objects.visible_to(user).filter(answered_at=None)
    return list(asked.select_related("alias__person", "engagement__client"))


def _wishes(engagements: list[Engagement]) -> list[GoalWish]:
    asked = GoalWish.objects.filter(goal__engagement__in=engagements, goal__removed_at=None, answered_at=None)
    return list(asked.select_related("goal__engagement__client", "by"))


def _entries(user: User) -> tuple[list[Reflection], int]:
    """The newest entries that she has not opened, without their words, and how many are older than these."""
    every = unseen_entries(user)
    newest = list(every.select_related("engagement__client").defer("text")[: NEWEST + 1])
    return newest[:NEWEST], every.count() - NEWEST if len(newest) > NEWEST else 0


def _goals(engagements: list[Engagement]) -> list[Goal]:
    """Goals that the client says yes to and the coach does not yet."""
    said = GoalYes.objects.filter(part=Part.CLIENT.value, goal__engagement__in=engagements).values("goal")
    every = list(Goal.objects.filter(pk__in=said, removed_at=None).select_related(*WHOLE))
    yes = standing(every)
    return [one for one in every if Part.CLIENT in yes[one.pk] and Part.COACH not in yes[one.pk]]


def _papers(engagements: list[Engagement]) -> list[Paper]:
    every = Paper.objects.filter(engagement__in=engagements, removed_at=None, kind=Kind.AGREEMENT)
    mine = list(every.select_related("engagement__coach", "engagement__client"))
    yes = agreed_papers(mine)
    return [one for one in mine if Part.CLIENT in yes[one.pk] and Part.COACH not in yes[one.pk]]


def _to_note(meetings: Iterable[Meeting], user: User, now: datetime) -> list[Meeting]:
    lately = [one for one in meetings if now - NOTES_FOR <= one.until < now]
    mine = Note.objects.visible_to(user).filter(meeting__in=lately, author=user.pk)
    noted = set(mine.values_list("meeting", flat=True))
    return [one for one in lately if one.pk not in noted]


def _quiet(engagements: list[Engagement], meetings: list[Meeting], user: User, now: datetime, days: int) -> list[Quiet]:
    entries = Reflection.objects.visible_to(user).filter(engagement__in=engagements)
    last_entry = dict(entries.order_by().values_list("engagement").annotate(last=Max("on")))
    # The last row of each, by the index that has them in order, and not the latest of all the rows there are.
    last = Interaction.objects.visible_to(user).filter(engagement=OuterRef("pk"), at__lt=now).order_by("-at")
    those = Engagement.objects.filter(pk__in=[one.pk for one in engagements]).order_by()
    found_last = those.annotate(last=Subquery(last.values("at")[:1])).values_list("pk", "last")
    last_contact = {pk: at for pk, at in found_last if at is not None}
    held = {one.engagement_id: one for one in meetings if one.until < now}  # the last one stays
    ahead = {one.engagement_id: one for one in reversed(meetings) if one.until >= now}  # the next one stays
    found = []
    for one in engagements:
        meeting = held[one.pk].local.date() if one.pk in held else None
        contact = one.local_day(last_contact[one.pk]) if one.pk in last_contact else None
        entry = last_entry.get(one.pk)
        latest = max([known for known in (meeting, entry, contact) if known] or [one.begins])
        since = (one.local_day(now) - latest).days
        if since >= days:
            found.append(Quiet(one, since, meeting, entry, contact, ahead.get(one.pk)))
    return sorted(found, key=lambda one: -one.days)
