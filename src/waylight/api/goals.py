"""Goals and their ratings: coach and client both write and rate them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.goals import ChangedGoal, Goal, GoalRating, NewGoal, NewGoalRating
from waylight.pages.brief.commitments import today
from waylight.record import goal as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/goals", f"{ONE}/goals/{{int:goal}}"
RATINGS, RATING = f"{IT}/ratings", f"{IT}/ratings/{{int:rating}}"


class GoalsAsked(Asked):
    """Whether goals that were removed are listed too."""

    removed: bool = False


def goals(request: HttpRequest, engagement: int) -> QuerySet[record.Goal]:
    """The goals of an engagement, the removed ones too."""
    mine = record.Goal.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def _shown(one: record.Goal) -> Goal:
    removed = one.removed_at is not None
    return Goal(id=one.pk, text=one.text, levels=one.levels, weight=one.weight, since=one.since, removed=removed)


@operation(router, "GET", LIST, like="goals", answers=Page[Goal])
def list_goals(request: HttpRequest, engagement: int, asked: Query[GoalsAsked]) -> Page[Goal]:
    """The goals of an engagement."""
    mine = goals(request, engagement)
    return page(mine if asked.removed else mine.filter(removed_at=None), asked, _shown)


@operation(router, "GET", IT, like="goals", answers=Goal)
def get_goal(request: HttpRequest, engagement: int, goal: int) -> Goal:
    """One goal."""
    return _shown(one_of(goals(request, engagement), goal))


@operation(router, "POST", LIST, like="goals", answers=Goal, status=201)
def set_goal(request: HttpRequest, engagement: int, given: NewGoal) -> Goal:
    """Write a goal down."""
    with refusing():
        return _shown(record.set_goal(engagement_of(request, engagement), **given.model_dump()))


@operation(router, "PATCH", IT, like="edit-goal", answers=Goal)
def change_goal(request: HttpRequest, engagement: int, goal: int, given: ChangedGoal) -> Goal:
    """Write a goal again, remove it, or put it back; its ratings stay with it."""
    one = one_of(goals(request, engagement), goal)
    asked = given.model_dump(exclude_none=True, exclude={"removed"})
    said = {"text": one.text, "levels": one.levels, "weight": one.weight, "since": one.since, **asked}
    with refusing():
        record.revise(one, **said, seen=one.mark)
    if given.removed is not None:
        (record.remove if given.removed else record.put_back)(one)
    return get_goal(request, engagement, goal)


@operation(router, "DELETE", IT, like="remove-goal", answers=None, status=204)
def remove_goal(request: HttpRequest, engagement: int, goal: int) -> None:
    """Remove a goal; it can be put back."""
    record.remove(one_of(goals(request, engagement), goal))


def ratings(request: HttpRequest, engagement: int, goal: int) -> QuerySet[record.GoalRating]:
    """How a goal was rated, without what was taken back."""
    one = one_of(goals(request, engagement), goal)
    mine = record.GoalRating.objects.visible_to(request.user).filter(goal=one)
    return mine.select_related("goal__engagement")


def _rating(one: record.GoalRating) -> GoalRating:
    return GoalRating(id=one.pk, on=one.on, level=one.level, words=one.words, agreed=one.agreed_at is not None)


@operation(router, "GET", RATINGS, like="goals", answers=Page[GoalRating])
def list_goal_ratings(request: HttpRequest, engagement: int, goal: int, asked: Query[Asked]) -> Page[GoalRating]:
    """How a goal was rated."""
    return page(ratings(request, engagement, goal), asked, _rating)


@operation(router, "GET", RATING, like="goals", answers=GoalRating)
def get_goal_rating(request: HttpRequest, engagement: int, goal: int, rating: int) -> GoalRating:
    """One rating of a goal."""
    return _rating(one_of(ratings(request, engagement, goal), rating))


@operation(router, "POST", RATINGS, like="rate-goal", answers=GoalRating, status=201)
def rate_goal(request: HttpRequest, engagement: int, goal: int, given: NewGoalRating) -> GoalRating:
    """Rate a goal on a day."""
    one = one_of(goals(request, engagement), goal)
    on = given.on or one.engagement.local_day(today())
    with refusing():
        rated = record.rate(one, on=on, level=given.level, by=request.user, words=given.words)  # type: ignore[arg-type]
    return _rating(rated)


@operation(router, "DELETE", RATING, like="unrate-goal", answers=None, status=204)
def take_goal_rating_back(request: HttpRequest, engagement: int, goal: int, rating: int) -> None:
    """Take a rating of a goal back."""
    record.unrate(one_of(ratings(request, engagement, goal), rating))
