"""Goals that were removed, and ratings that were taken back: put back, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.goals import IT as GOAL
from waylight.api.goals import get_goal_rating, goals
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.removed import removed
from waylight.api.shapes.base import Page
from waylight.api.shapes.goals import GoalRating
from waylight.api.shapes.removed import Removed
from waylight.record import goal as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{GOAL}/removed-ratings", f"{GOAL}/removed-ratings/{{int:removed_rating}}"


@operation(router, "DELETE", f"{ONE}/removed-goals/{{int:removed_goal}}", like="remove-goal", answers=None, status=204)
def forget_goal(request: HttpRequest, engagement: int, removed_goal: int) -> None:
    """Remove for good a goal that was removed before, with its ratings. ``change_goal`` puts it back instead."""
    record.forget(one_of(goals(request, engagement).filter(removed_at__isnull=False), removed_goal))


def _ratings(request: HttpRequest, engagement: int, goal: int) -> QuerySet[record.GoalRating]:
    taken = record.ratings_taken_back(engagement_of(request, engagement), request.user)
    return taken.filter(goal=goal)


@operation(router, "GET", LIST, like="goals", answers=Page[Removed])
def list_removed_goal_ratings(request: HttpRequest, engagement: int, goal: int, asked: Query[Asked]) -> Page[Removed]:
    """The ratings of a goal that were taken back; ``words`` are what was said with them."""
    one_of(goals(request, engagement), goal)
    mine = _ratings(request, engagement, goal)
    return page(mine, asked, lambda one: removed(one.pk, one.on, one.words, one.removed_at))


@operation(router, "POST", f"{IT}/back", like="unrate-goal", answers=GoalRating)
def put_goal_rating_back(request: HttpRequest, engagement: int, goal: int, removed_rating: int) -> GoalRating:
    """Put a rating of a goal back."""
    record.rate_after_all(one_of(_ratings(request, engagement, goal), removed_rating))
    return get_goal_rating(request, engagement, goal, removed_rating)


@operation(router, "DELETE", IT, like="unrate-goal", answers=None, status=204)
def forget_goal_rating(request: HttpRequest, engagement: int, goal: int, removed_rating: int) -> None:
    """Remove for good a rating of a goal that was taken back before."""
    record.forget_rating(one_of(_ratings(request, engagement, goal), removed_rating))
