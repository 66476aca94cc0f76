"""What a coach's engagements ask of her: the next meetings, what waits for her, and who has gone quiet. No grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.access.parts import Part
from waylight.pages.dashboard.quiet import NOTES_FOR, Quiet, coaching, gone_quiet, since
from waylight.pages.goals.agreeing import WHOLE
from waylight.pages.packages.accounts import accounts
from waylight.record.doubted import is_any_doubted
from waylight.record.engagement import Engagement
from waylight.record.goal import Goal
from waylight.record.insight import Reflection
from waylight.record.meeting import Meeting, Note
from waylight.record.package import Package
from waylight.record.paper import Paper
from waylight.record.paper import standing as agreed_papers
from waylight.record.privacy.asked import ErasureAsked
from waylight.record.saying_yes import GoalWish, GoalYes, standing
from waylight.record.seen_entries import unseen_entries
from waylight.record.template import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from waylight.access.models import User
    from waylight.lenses.hours.bought import Account

WORDS = ("agreement", "shared", "taken_along")  # of a meeting; none of them stands here
SHOWN = 8  # meetings ahead
NEWEST = 12  # entries that she has not opened; of older ones only the number is said


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
    doubted: bool  # whether mails are

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
    whose = {one.pk: one for one in mine}
    meetings = _meetings(whose, now)
    entries, older = _entries(user, whose)
    return Dashboard(
        ahead=[one for one in meetings if one.until >= now][:SHOWN],
        erasures=_erasures(user),
        wishes=_wishes(mine),
        papers=_papers(mine),
        goals=_goals(mine),
        to_note=_to_note(meetings, user, now),
        entries=entries,
        older_entries=older,
        little=_little(running, now),
        quiet=gone_quiet(running, meetings, user, now, days),
        doubted=is_any_doubted(user, now),
    )


def _meetings(whose: Mapping[int, Engagement], now: datetime) -> list[Meeting]:
    """The meetings that may still wait for a note, or are planned; in order."""
    those = coaching(engagement__in=list(whose), at__gte=since(now))
    found = list(those.defer(*WORDS).order_by("at", "pk"))
    for one in found:
        one.engagement = whose[one.engagement_id]
    return found


def _little(engagements: list[Engagement], now: datetime) -> list[tuple[Engagement, Account]]:
    """Those of which little is left. What was used is counted only where hours were bought at all."""
    packages = Package.objects.filter(engagement__in=engagements, removed_at=None)
    bought = set(packages.order_by().values_list("engagement", flat=True))
    used = accounts([one for one in engagements if one.pk in bought], now)
    return [(one, used[one.pk]) for one in engagements if one.pk in used and used[one.pk].little]


def _erasures(user: User) -> list[ErasureAsked]:
    asked = ErasureAsked.objects.visible_to(user).filter(answered_at=None)
    return list(asked.select_related("alias__person", "engagement__client"))


def _wishes(engagements: list[Engagement]) -> list[GoalWish]:
    asked = GoalWish.objects.filter(goal__engagement__in=engagements, goal__removed_at=None, answered_at=None)
    return list(asked.select_related("goal__engagement__client", "by"))


def _entries(user: User, whose: Mapping[int, Engagement]) -> tuple[list[Reflection], int]:
    """The newest entries that she has not opened, without their words, and how many are older than these."""
    every = unseen_entries(user)
    newest = list(every.defer("text")[: NEWEST + 1])
    for one in newest:
        one.engagement = whose[one.engagement_id]
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
