"""Who says yes to a goal's words, asks for others, and stands by a rating: each for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.parts import Part
from waylight.api.finding import one_of
from waylight.api.goals import IT, RATING, get_goal_rating, goals, ratings
from waylight.api.goals import router as of_goals
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.goals import (
    ChangedGoalRating,
    ChangedGoalWish,
    ChangedGoalYes,
    GoalRating,
    GoalWish,
    GoalYes,
    NewGoalWish,
)
from waylight.pages.goals.agreeing import goal_shown, part_of
from waylight.record import saying_yes as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()  # an address that has other ways of asking too is on the router of these
YES, WISHES, WISH = f"{IT}/yes", f"{IT}/wishes", f"{IT}/wishes/{{int:wish}}"
OTHER_WORDS = "These are not the words of this goal. Read them again, then say yes to what they are now."


@operation(router, "GET", YES, like="engagement", answers=GoalYes)
def get_goal_yes(request: HttpRequest, engagement: int, goal: int) -> GoalYes:
    """Who says yes to a goal's words. Its sponsor sees a goal to which the client does."""
    one = goal_shown(request, engagement, goal)
    yes = record.standing([one])[one.pk]
    since = {part.value: yes.get(part) for part in record.PARTS}
    return GoalYes(text=one.text, levels=one.levels, **since)


@operation(router, "PATCH", YES, like="goal-yes", answers=GoalYes)
def change_goal_yes(request: HttpRequest, engagement: int, goal: int, given: ChangedGoalYes) -> GoalYes:
    """Say yes to a goal's words, in the words that were read, or no more; each for themselves.

    A coach records the yes of a client who has no account.
    """
    one, by = goal_shown(request, engagement, goal), cast("User", request.user)
    part = part_of(request, one.engagement, given.part)
    if given.part == "client" and part != Part.CLIENT:
        raise Problem(403, "Only the client says yes as client.")
    if given.yes and (given.text, given.levels) != (one.text, one.levels):
        raise Problem(409, OTHER_WORDS)
    shown = get_goal_yes(request, engagement, goal)
    try:
        with refusing():
            if given.yes:
                record.say_yes(one, part=part, by=by, seen=one.mark)
            else:
                record.take_yes_back(one, part=part, by=by)
    except record.NotAsked as reason:
        raise Problem(403, str(reason)) from None
    yes = record.standing([one])[one.pk]
    return shown.model_copy(update={it.value: yes.get(it) for it in record.PARTS})


@operation(of_goals, "PATCH", RATING, like="rating-yes", answers=GoalRating)
def change_goal_rating(
    request: HttpRequest, engagement: int, goal: int, rating: int, given: ChangedGoalRating
) -> GoalRating:
    """Stand by a rating that the other of coach and client gave, or no more."""
    one = one_of(ratings(request, engagement, goal), rating)
    try:
        if given.agreed != (one.agreed_at is not None):
            record.agree_to_rating(one, by=cast("User", request.user))
    except record.NotAsked as reason:
        raise Problem(409, str(reason)) from None
    return get_goal_rating(request, engagement, goal, rating)


def _wishes(request: HttpRequest, engagement: int, goal: int) -> QuerySet[record.GoalWish]:
    one = one_of(goals(request, engagement), goal)
    return record.GoalWish.objects.visible_to(request.user).filter(goal=one).select_related("goal__engagement")


def _shown(one: record.GoalWish) -> GoalWish:
    return GoalWish(id=one.pk, text=one.text, at=one.at, answered=one.answered_at is not None)


@operation(router, "GET", WISHES, like="goals", answers=Page[GoalWish])
def list_goal_wishes(request: HttpRequest, engagement: int, goal: int, asked: Query[Asked]) -> Page[GoalWish]:
    """Other words that the sponsor asked for."""
    return page(_wishes(request, engagement, goal), asked, _shown)


@operation(router, "GET", WISH, like="goals", answers=GoalWish)
def get_goal_wish(request: HttpRequest, engagement: int, goal: int, wish: int) -> GoalWish:
    """One wish for other words."""
    return _shown(one_of(_wishes(request, engagement, goal), wish))


@operation(router, "POST", WISHES, like="ask-goal-words", answers=GoalWish, status=201)
def ask_goal_words(request: HttpRequest, engagement: int, goal: int, given: NewGoalWish) -> GoalWish:
    """Ask for other words, as the sponsor; coach and client read it with the goal."""
    one = goal_shown(request, engagement, goal)
    with refusing():
        return _shown(record.wish(one, text=given.text, by=cast("User", request.user)))


@operation(router, "PATCH", WISH, like="wish-answered", answers=GoalWish)
def answer_goal_wish(request: HttpRequest, engagement: int, goal: int, wish: int, given: ChangedGoalWish) -> GoalWish:
    """Say that asked-for words were talked about, or not yet after all."""
    one = one_of(_wishes(request, engagement, goal), wish)
    if given.answered != (one.answered_at is not None):
        record.answer_wish(one)
    return get_goal_wish(request, engagement, goal, wish)
