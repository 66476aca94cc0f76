"""Who says yes to a goal's words, asks for others, and stands by a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.goals import GoalRating, GoalWish, GoalYes
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.goals import ChangedGoalRating, ChangedGoalWish, ChangedGoalYes, NewGoalWish


class GoalsAgreed(Calling):
    """Who says yes to a goal's words, asks for others, and stands by a rating."""

    def get_goal_yes(self, engagement: int, goal: int) -> GoalYes:
        """Who says yes to a goal's words. Its sponsor sees a goal to which the client does."""
        return self._get(f"engagements/{engagement}/goals/{goal}/yes", GoalYes)

    def change_goal_yes(
        self, engagement: int, goal: int, given: ChangedGoalYes, *, seen: Shape | None = None
    ) -> GoalYes:
        """Say yes to a goal's words, in the words that were read, or no more; each for themselves."""
        return self._patch(f"engagements/{engagement}/goals/{goal}/yes", GoalYes, given, seen)

    def change_goal_rating(
        self, engagement: int, goal: int, rating: int, given: ChangedGoalRating, *, seen: Shape | None = None
    ) -> GoalRating:
        """Stand by a rating that the other of coach and client gave, or no more."""
        return self._patch(f"engagements/{engagement}/goals/{goal}/ratings/{rating}", GoalRating, given, seen)

    def list_goal_wishes(self, engagement: int, goal: int, *, limit: int = 50, cursor: str = "") -> Page[GoalWish]:
        """Other words that the sponsor asked for."""
        return self._get(f"engagements/{engagement}/goals/{goal}/wishes", Page[GoalWish], limit=limit, cursor=cursor)

    def get_goal_wish(self, engagement: int, goal: int, wish: int) -> GoalWish:
        """One wish for other words."""
        return self._get(f"engagements/{engagement}/goals/{goal}/wishes/{wish}", GoalWish)

    def ask_goal_words(self, engagement: int, goal: int, given: NewGoalWish, *, key: str | None = None) -> GoalWish:
        """Ask for other words, as the sponsor; coach and client read it with the goal."""
        return self._post(f"engagements/{engagement}/goals/{goal}/wishes", GoalWish, given, key)

    def answer_goal_wish(
        self, engagement: int, goal: int, wish: int, given: ChangedGoalWish, *, seen: Shape | None = None
    ) -> GoalWish:
        """Say that asked-for words were talked about, or not yet after all."""
        return self._patch(f"engagements/{engagement}/goals/{goal}/wishes/{wish}", GoalWish, given, seen)
