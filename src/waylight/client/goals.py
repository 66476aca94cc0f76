"""Goals and their ratings: coach and client both write and rate them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.goals import Goal, GoalRating
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.goals import ChangedGoal, NewGoal, NewGoalRating


class Goals(Calling):
    """Goals and their ratings: coach and client both write and rate them."""

    def list_goals(self, engagement: int, *, limit: int = 50, cursor: str = "", removed: bool = False) -> Page[Goal]:
        """The goals of an engagement."""
        return self._get(f"engagements/{engagement}/goals", Page[Goal], limit=limit, cursor=cursor, removed=removed)

    def get_goal(self, engagement: int, goal: int) -> Goal:
        """One goal."""
        return self._get(f"engagements/{engagement}/goals/{goal}", Goal)

    def set_goal(self, engagement: int, given: NewGoal, *, key: str | None = None) -> Goal:
        """Write a goal down."""
        return self._post(f"engagements/{engagement}/goals", Goal, given, key)

    def change_goal(self, engagement: int, goal: int, given: ChangedGoal, *, seen: Shape | None = None) -> Goal:
        """Write a goal again, remove it, or put it back; its ratings stay with it."""
        return self._patch(f"engagements/{engagement}/goals/{goal}", Goal, given, seen)

    def remove_goal(self, engagement: int, goal: int, *, seen: Shape | None = None) -> None:
        """Remove a goal; it can be put back."""
        self._delete(f"engagements/{engagement}/goals/{goal}", seen)

    def list_goal_ratings(self, engagement: int, goal: int, *, limit: int = 50, cursor: str = "") -> Page[GoalRating]:
        """How a goal was rated."""
        return self._get(f"engagements/{engagement}/goals/{goal}/ratings", Page[GoalRating], limit=limit, cursor=cursor)

    def get_goal_rating(self, engagement: int, goal: int, rating: int) -> GoalRating:
        """One rating of a goal."""
        return self._get(f"engagements/{engagement}/goals/{goal}/ratings/{rating}", GoalRating)

    def rate_goal(self, engagement: int, goal: int, given: NewGoalRating, *, key: str | None = None) -> GoalRating:
        """Rate a goal on a day."""
        return self._post(f"engagements/{engagement}/goals/{goal}/ratings", GoalRating, given, key)

    def take_goal_rating_back(self, engagement: int, goal: int, rating: int, *, seen: Shape | None = None) -> None:
        """Take a rating of a goal back."""
        self._delete(f"engagements/{engagement}/goals/{goal}/ratings/{rating}", seen)
