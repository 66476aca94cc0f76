"""The sponsor's report: goals and how they stand, meetings held, moved and called off, the pulse as a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.pages.goals.agreeing import Says, says
from waylight.pages.goals.forms import NAMES
from waylight.pages.pulse.results import Results, results_for_sponsor_of
from waylight.pages.templatetags.words import signed
from waylight.record.goal import LEVELS, Goal, GoalRating
from waylight.record.saying_yes import GoalWish
from waylight.record.sponsor import CALLED_OFF, HELD, rounds_for_sponsor, shown_to_sponsor

if TYPE_CHECKING:
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.pulse import Pulse
    from waylight.record.sponsor import Attendance


@dataclass(frozen=True, slots=True)
class SponsoredGoal:
    """A goal as its sponsor sees it: words, levels, who says yes, and the ratings by which coach and client stand."""

    goal: Goal
    levels: tuple[tuple[str, str], ...]
    says: tuple[Says, ...]
    ratings: tuple[tuple[date, str, str], ...]  # day, level, its name
    wishes: tuple[GoalWish, ...]  # the sponsor's own, not talked about yet

    @property
    def mine(self) -> Says | None:
        """What the reader says to it, None for who is not asked."""
        return next((one for one in self.says if one.mine), None)


@dataclass(frozen=True, slots=True)
class SponsorReport:
    """The whole report. ``begun_with`` are the goals as they were said at the beginning."""

    made_on: date
    begun_with: str
    goals: tuple[SponsoredGoal, ...]
    meetings: tuple[Attendance, ...]
    rounds: tuple[tuple[Pulse, Results], ...]

    def _in(self, state: str) -> int:
        return sum(one.state == state for one in self.meetings)

    @property
    def held(self) -> int:
        """Meetings held."""
        return self._in(HELD)

    @property
    def called_off(self) -> int:
        """Meetings called off."""
        return self._in(CALLED_OFF)

    @property
    def moved(self) -> int:
        """Meetings that were given another time at least once."""
        return sum(bool(one.moved_from) for one in self.meetings)


def compose(engagement: Engagement, reader: Asking, now: datetime) -> SponsorReport | None:
    """Put it together, the same for each reader; None while the client does not agree to reports."""
    seen = shown_to_sponsor(engagement, now=now)
    if seen is None:
        return None
    rounds = rounds_for_sponsor(engagement, now=now)
    ratings = _ratings([one.goal for one in seen.agreed])
    open_wishes = GoalWish.objects.filter(goal__engagement=engagement, by=reader.pk, answered_at=None)
    wishes = list(open_wishes.select_related("goal__engagement"))
    goals = [
        SponsoredGoal(
            one.goal,
            tuple((signed(level, 0), words) for level, words in zip(LEVELS, one.goal.levels, strict=True) if words),
            tuple(says(one.goal, one.yes, reader)),
            tuple(
                (rating.on, signed(rating.level, 0), str(NAMES[rating.level]))
                for rating in ratings.get(one.goal.pk, [])
            ),
            tuple(wish for wish in wishes if wish.goal_id == one.goal.pk),
        )
        for one in seen.agreed
    ]
    results = tuple(zip(rounds, results_for_sponsor_of(rounds, now=now), strict=True))
    return SponsorReport(engagement.local_day(now), seen.goals, tuple(goals), seen.meetings, results)


def _ratings(goals: list[Goal]) -> dict[int, list[GoalRating]]:
    """The ratings by which both stand; of what was said with them nothing."""
    found: dict[int, list[GoalRating]] = {}
    agreed = GoalRating.objects.filter(goal__in=goals, agreed_at__isnull=False, removed_at=None)
    for one in agreed.defer("words").order_by("on", "pk"):
        found.setdefault(one.goal_id, []).append(one)
    return found
