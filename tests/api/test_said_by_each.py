"""By a program, each says yes for themselves, the coach asks between meetings, and people are joined and parted."""

from __future__ import annotations

import pytest

from tests.api.conftest import waylight
from tests.factories import a_sponsor, a_stakeholder
from waylight.api.shapes.between import ChangedCoachQuestion, NewCoachQuestion
from waylight.api.shapes.goals import (
    ChangedGoal,
    ChangedGoalRating,
    ChangedGoalWish,
    ChangedGoalYes,
    NewGoal,
    NewGoalRating,
    NewGoalWish,
)
from waylight.api.shapes.people import JoinedPeople, PlacedPerson
from waylight.client import DoesNotFit, NotAllowed, NotFound, NotNow

LEVELS = ["", "", "Two others lead", "", ""]
GOAL = NewGoal(text="Let others own it", levels=LEVELS, since="2026-03-01")
YES = ChangedGoalYes(yes=True, text=GOAL.text, levels=LEVELS)


@pytest.fixture
def sponsor(engagement):
    return waylight(a_sponsor(engagement))


@pytest.fixture
def goal(engagement, coach):
    return coach.set_goal(engagement.pk, GOAL).id


def test_each_says_yes_to_the_words_that_were_read_and_its_sponsor_once_the_client_does(
    engagement, coach, client, goal, sponsor
):
    with pytest.raises(NotFound):
        sponsor.change_goal_yes(engagement.pk, goal, YES)
    with pytest.raises(NotNow, match="not the words"):
        client.change_goal_yes(engagement.pk, goal, ChangedGoalYes(yes=True, text="Other", levels=LEVELS))
    said = client.change_goal_yes(engagement.pk, goal, YES)
    assert (said.client is not None, said.coach, said.sponsor) == (True, None, None)
    assert sponsor.change_goal_yes(engagement.pk, goal, YES).sponsor is not None
    with pytest.raises(NotAllowed):  # she has an account: nobody says it for her
        coach.change_goal_yes(engagement.pk, goal, ChangedGoalYes(yes=False, part="client"))
    coach.change_goal(engagement.pk, goal, ChangedGoal(text="Let go"))
    assert coach.get_goal_yes(engagement.pk, goal).client is None
    with pytest.raises(NotFound):
        sponsor.get_goal_yes(engagement.pk, goal)


def test_a_yes_is_taken_back(engagement, client, coach, goal):
    client.change_goal_yes(engagement.pk, goal, YES)
    assert client.change_goal_yes(engagement.pk, goal, ChangedGoalYes(yes=False)).client is None
    assert coach.get_goal_yes(engagement.pk, goal).client is None


def test_a_sponsor_asks_for_other_words_which_coach_and_client_read(engagement, client, coach, goal, sponsor):
    client.change_goal_yes(engagement.pk, goal, YES)
    made = sponsor.ask_goal_words(engagement.pk, goal, NewGoalWish(text="Say it shorter"))
    assert coach.list_goal_wishes(engagement.pk, goal).items == [made]
    for _ in range(2):  # said twice, it stays talked about
        assert client.answer_goal_wish(engagement.pk, goal, made.id, ChangedGoalWish(answered=True)).answered
    assert not coach.answer_goal_wish(engagement.pk, goal, made.id, ChangedGoalWish(answered=False)).answered
    with pytest.raises(NotAllowed):
        coach.ask_goal_words(engagement.pk, goal, NewGoalWish(text="Mine"))


def test_the_other_of_coach_and_client_stands_by_a_rating(engagement, coach, client, goal):
    rated = coach.rate_goal(engagement.pk, goal, NewGoalRating(level=1))
    assert not rated.agreed
    with pytest.raises(NotNow, match="already"):
        coach.change_goal_rating(engagement.pk, goal, rated.id, ChangedGoalRating(agreed=True))
    for _ in range(2):
        assert client.change_goal_rating(engagement.pk, goal, rated.id, ChangedGoalRating(agreed=True)).agreed
    assert not client.change_goal_rating(engagement.pk, goal, rated.id, ChangedGoalRating(agreed=False)).agreed


def test_a_coach_asks_one_thing_at_a_time_between_meetings(engagement, coach, client):
    first = coach.ask_between(engagement.pk, NewCoachQuestion(text="What came to you?"))
    second = coach.ask_between(engagement.pk, NewCoachQuestion(text="Who was there?"))
    open_ones = [one.id for one in coach.list_coach_questions(engagement.pk).items if one.withdrawn_at is None]
    assert open_ones == [second.id]
    again = coach.change_coach_question(engagement.pk, first.id, ChangedCoachQuestion(withdrawn=False))
    assert again == first
    assert coach.get_coach_question(engagement.pk, second.id).withdrawn_at is not None
    withdrawn = coach.change_coach_question(engagement.pk, first.id, ChangedCoachQuestion(withdrawn=True))
    assert withdrawn.withdrawn_at is not None
    with pytest.raises(DoesNotFit, match="Write a question"):
        coach.ask_between(engagement.pk, NewCoachQuestion(text="  "))
    with pytest.raises(NotAllowed):
        client.ask_between(engagement.pk, NewCoachQuestion(text="Why?"))


def test_people_are_placed_joined_and_parted(engagement, coach, client):
    mei, may = (a_stakeholder(engagement, name).person for name in ("Mei Okafor", "M Okafor"))
    placed = client.place_person(engagement.pk, mei.pk, PlacedPerson(level="board", role="Chair"))
    assert (placed.level, placed.role, placed.side) == ("board", "Chair", "peer")
    with pytest.raises(DoesNotFit, match="not one of this practice's levels"):
        client.place_person(engagement.pk, mei.pk, PlacedPerson(level="emperor"))
    one = coach.join_people(engagement.pk, JoinedPeople(people=[mei.pk, may.pk]))
    assert (one.id, [it.joined for it in one.aliases]) == (mei.pk, [False, True])
    assert may.pk not in [it.id for it in coach.every(coach.list_people, engagement.pk)]
    parted = client.part_alias(engagement.pk, one.aliases[1].id)
    assert parted.id == may.pk
    assert [it.joined for it in coach.get_person(engagement.pk, mei.pk).aliases] == [False]


def test_nobody_is_joined_to_themselves_or_to_somebody_of_another_engagement(engagement, coach):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    with pytest.raises(DoesNotFit, match="at least two"):
        coach.join_people(engagement.pk, JoinedPeople(people=[mei.pk, mei.pk]))
    with pytest.raises(DoesNotFit, match="nobody of the number"):
        coach.join_people(engagement.pk, JoinedPeople(people=[mei.pk, 999_999]))
