"""Goals are written, rated, removed and put back by coach and client."""

from __future__ import annotations

from datetime import date

import pytest

from waylight.api.shapes.goals import ChangedGoal, NewGoal, NewGoalRating
from waylight.client import DoesNotFit, NotFound

LEVELS = ["", "", "Two of them do", "", "All do"]
GOAL = NewGoal(text="Let others own it", levels=LEVELS, weight=2, since=date(2026, 3, 1))


def test_a_goal_is_written_again_and_keeps_its_ratings(engagement, coach, client):
    goal = coach.set_goal(engagement.pk, GOAL)
    rated = client.rate_goal(engagement.pk, goal.id, NewGoalRating(level=1, words="Nearly", on=date(2026, 4, 1)))
    again = coach.change_goal(engagement.pk, goal.id, ChangedGoal(weight=3))
    assert (again.weight, again.text, again.levels) == (3, "Let others own it", LEVELS)
    assert coach.list_goal_ratings(engagement.pk, goal.id).items == [rated]
    assert coach.get_goal_rating(engagement.pk, goal.id, rated.id).words == "Nearly"
    coach.take_goal_rating_back(engagement.pk, goal.id, rated.id)
    assert coach.list_goal_ratings(engagement.pk, goal.id).items == []


def test_a_goal_that_was_removed_can_be_put_back(engagement, coach):
    goal = coach.set_goal(engagement.pk, GOAL)
    coach.remove_goal(engagement.pk, goal.id)
    assert coach.list_goals(engagement.pk).items == []
    assert [one.removed for one in coach.list_goals(engagement.pk, removed=True).items] == [True]
    coach.change_goal(engagement.pk, goal.id, ChangedGoal(removed=False))
    assert [one.id for one in coach.list_goals(engagement.pk).items] == [goal.id]


def test_what_is_expected_has_to_be_said(engagement, coach):
    with pytest.raises(DoesNotFit, match="what is expected"):
        coach.set_goal(engagement.pk, NewGoal(text="A goal", levels=[""] * 5, since=date(2026, 3, 1)))


def test_a_rating_of_another_goal_is_not_there(engagement, coach):
    one, other = coach.set_goal(engagement.pk, GOAL), coach.set_goal(engagement.pk, GOAL)
    rated = coach.rate_goal(engagement.pk, one.id, NewGoalRating(level=1))
    with pytest.raises(NotFound):
        coach.get_goal_rating(engagement.pk, other.id, rated.id)
