"""By a program, what was removed is listed, put back as it stood, or gone for good: for whom the page lists it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.api.everything import with_more
from waylight.api.shapes.goals import ChangedGoal, NewGoalRating
from waylight.api.shapes.meetings import NewNote
from waylight.api.shapes.said import NewReflection
from waylight.client import NotAllowed, NotFound
from waylight.record import insight

DAY = date(2026, 3, 2)


@pytest.fixture
def known(engagement):
    return with_more(engagement)


def test_an_entry_is_put_back_as_it_stood_with_what_it_said_of_a_commitment(engagement, client, coach):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="I asked her.", private=False))
    promise = insight.commit(engagement, on=DAY, text="Ask Mei")
    insight.settle(promise, state="kept", on=DAY)
    type(promise).objects.filter(pk=promise.pk).update(settled_in=entry.id)
    client.remove_reflection(engagement.pk, entry.id)
    assert client.get_commitment(engagement.pk, promise.pk).state == "open"
    [line] = client.list_removed_reflections(engagement.pk).items
    assert (line.id, line.on, line.words) == (entry.id, DAY, "I asked her.")
    assert line.gone_at - line.removed_at == timedelta(days=30)
    assert client.put_reflection_back(engagement.pk, entry.id) == entry
    assert client.get_commitment(engagement.pk, promise.pk).state == "kept"
    assert coach.get_reflection(engagement.pk, entry.id) == entry
    with pytest.raises(NotFound):  # what stands is not put back
        client.put_reflection_back(engagement.pk, entry.id)


def test_an_entry_that_is_gone_for_good_is_not_put_back(engagement, client):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="Words."))
    with pytest.raises(NotFound):  # only what was removed before goes for good
        client.forget_reflection(engagement.pk, entry.id)
    client.remove_reflection(engagement.pk, entry.id)
    client.forget_reflection(engagement.pk, entry.id)
    assert client.list_removed_reflections(engagement.pk).items == []
    with pytest.raises(NotFound):
        client.put_reflection_back(engagement.pk, entry.id)


def test_what_she_removed_is_shown_to_no_coach(engagement, client, coach, known):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="Words.", private=False))
    client.remove_reflection(engagement.pk, entry.id)
    for asked in (coach.list_removed_reflections, coach.list_removed_landmarks):
        with pytest.raises(NotAllowed):
            asked(engagement.pk)
    assert coach.list_removed_notes(engagement.pk, known["meeting"]).items != []
    assert client.list_removed_notes(engagement.pk, known["meeting"]).items == []  # the coach's own, shared or not


def test_a_note_of_ones_own_is_put_back_or_gone_for_good(engagement, client, known):
    at = (engagement.pk, known["meeting"])
    note = client.write_note(*at, NewNote(text="Begin with listening."))
    client.remove_note(*at, note.id)
    [line] = client.list_removed_notes(*at).items
    assert (line.id, line.words) == (note.id, "Begin with listening.")
    assert client.put_note_back(*at, note.id) == note
    client.remove_note(*at, note.id)
    client.forget_note(*at, note.id)
    assert client.list_removed_notes(*at).items == []


def test_a_note_at_a_date_is_put_back_or_gone_for_good(engagement, client, known):
    landmark = client.get_landmark(engagement.pk, known["landmark"])
    client.take_up_landmark(engagement.pk, landmark.id)
    assert landmark.id in [one.id for one in client.list_removed_landmarks(engagement.pk).items]
    assert client.put_landmark_back(engagement.pk, landmark.id) == landmark
    client.forget_landmark(engagement.pk, known["removed_landmark"])
    assert client.list_removed_landmarks(engagement.pk).items == []


def test_a_rating_taken_back_is_put_back_and_a_removed_goal_goes_with_its_ratings(engagement, client, coach, known):
    goal = (engagement.pk, known["goal"])
    rating = coach.rate_goal(*goal, NewGoalRating(level=1, words="It moves.", on=DAY))
    coach.take_goal_rating_back(*goal, rating.id)
    assert "It moves." in [one.words for one in client.list_removed_goal_ratings(*goal).items]
    assert client.put_goal_rating_back(*goal, rating.id) == rating
    coach.forget_goal_rating(*goal, known["removed_rating"])
    assert client.list_removed_goal_ratings(*goal).items == []
    with pytest.raises(NotFound):
        coach.forget_goal(*goal)
    coach.change_goal(*goal, ChangedGoal(removed=True))
    coach.forget_goal(*goal)
    with pytest.raises(NotFound):
        coach.get_goal(*goal)


def test_a_part_and_a_view_are_put_back_or_gone_for_good(engagement, client, coach, known):
    of = (engagement.pk, known["initiative"])
    part, view = known["removed_participation"], known["removed_perspective"]
    assert [one.id for one in coach.list_removed_participations(*of).items] == [part]
    assert [one.id for one in client.list_removed_perspectives(*of).items] == [view]
    assert client.put_participation_back(*of, part) == coach.get_participation(*of, part)
    assert coach.put_perspective_back(*of, view) == coach.get_perspective(*of, view)
    coach.remove_participation(*of, part)
    coach.remove_perspective(*of, view)
    coach.forget_participation(*of, part)
    client.forget_perspective(*of, view)
    assert coach.list_removed_participations(*of).items == coach.list_removed_perspectives(*of).items == []
