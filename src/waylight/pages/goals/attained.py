"""How the goals stand: each with its ratings, the score of all together on each day, and change beyond noise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.language import number
from waylight.lenses.growth.goals import RELIABLE, Attainment, Rating, attainment, reliable_change
from waylight.pages.columns import ratings as confidence_ratings
from waylight.pages.goals.agreeing import WHOLE, Says, who_says
from waylight.pages.goals.forms import NAMES
from waylight.pages.templatetags.words import day_and_year, figure, signed
from waylight.record.goal import LEVELS, Goal, GoalRating
from waylight.record.saying_yes import GoalWish

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Rated:
    """A goal with its ratings, the newest first, and the words of each level."""

    goal: Goal
    ratings: tuple[GoalRating, ...]
    levels: tuple[tuple[str, str, str], ...]  # the level, its name, its words
    says: tuple[Says, ...] = ()  # to its words
    wishes: tuple[GoalWish, ...] = ()  # for other words

    @property
    def now(self) -> GoalRating | None:
        """Its last rating."""
        return self.ratings[0] if self.ratings else None


@dataclass(frozen=True, slots=True)
class Attained:
    """All goals, those that were removed, and the score on every day on which one was rated, the newest first."""

    goals: tuple[Rated, ...]
    removed: tuple[Goal, ...]
    scores: tuple[tuple[date, Attainment], ...]


def attained(engagement: Engagement, user: Asking) -> Attained:
    """The goals as somebody may see them."""
    every = list(Goal.objects.visible_to(user).filter(engagement=engagement).select_related(*WHOLE))
    mine = GoalRating.objects.visible_to(user).filter(goal__engagement=engagement, goal__removed_at=None)
    ratings = list(mine.select_related("goal__engagement", "by").order_by("on", "pk"))
    said, wishes = who_says(every, user), _wishes(engagement, user)
    kept = tuple(
        replace(_rated(one, ratings), says=tuple(said[one.pk]), wishes=tuple(wishes.get(one.pk, [])))
        for one in every
        if not one.removed_at
    )
    removed = tuple(one for one in every if one.removed_at)
    return Attained(kept, removed, tuple(_scores(ratings)))


def _wishes(engagement: Engagement, user: Asking) -> dict[int, list[GoalWish]]:
    found: dict[int, list[GoalWish]] = {}
    mine = GoalWish.objects.visible_to(user).filter(goal__engagement=engagement)
    for one in mine.select_related("goal__engagement", "by"):
        found.setdefault(one.goal_id, []).append(one)
    return found


def _rated(goal: Goal, ratings: list[GoalRating]) -> Rated:
    mine = tuple(one for one in reversed(ratings) if one.goal_id == goal.pk)
    words = zip(LEVELS, goal.levels, strict=True)
    return Rated(goal, mine, tuple((signed(level, 0), str(NAMES[level]), said) for level, said in words))


def _scores(ratings: list[GoalRating]) -> list[tuple[date, Attainment]]:
    """Of each day, the score of every goal that had been rated by then, at its last level."""
    last: dict[int, Rating] = {}
    by_day: dict[date, Attainment] = {}
    for one in ratings:
        last[one.goal_id] = Rating(one.pk, one.level, one.goal.weight)
        by_day[one.on] = attainment(list(last.values()))
    return sorted(by_day.items(), reverse=True)


def beyond_noise(engagement: Engagement, user: Asking, *, deviation: float, reliability: float, source: str) -> str:
    """Whether confidence has changed by more than noise, in a sentence."""
    rated = sorted(confidence_ratings(engagement, user), key=lambda one: (one.on, one.id))
    if len(rated) < 2:
        return gettext("It takes two ratings of confidence to see a change.")
    first, last = rated[0], rated[-1]
    change = reliable_change(first.value, last.value, deviation=deviation, reliability=reliability)
    if change.reliable:
        words = gettext(
            "Confidence went from {before} on {first} to {after} on {last}. That is more than the scale’s noise would "
            "make: {index} standard errors of a difference, where noise alone stays under {under} in 95 of 100 "
            "({source})."
        )
    else:
        words = gettext(
            "Confidence went from {before} on {first} to {after} on {last}. That may be the scale’s noise alone: "
            "{index} standard errors of a difference, where noise alone stays under {under} in 95 of 100 ({source})."
        )
    return words.format(
        before=figure(first.value),
        first=day_and_year(first.on),
        after=figure(last.value),
        last=day_and_year(last.on),
        index=number(change.index, 2).replace("-", "−"),
        under=number(RELIABLE, 2),
        source=source,
    )
