"""By a program, the client writes on her page of a day in one go, whole or not at all, and asks for mails to it."""

from __future__ import annotations

import pytest

from tests.api.conftest import raw
from tests.factories import a_stakeholder
from waylight.api.shapes.between import NewCoachQuestion
from waylight.api.shapes.said import NewCommitment
from waylight.api.shapes.today import ChangedTodayLetters, NewToday
from waylight.client import Changed, DoesNotFit, NotAllowed
from waylight.record.between.mood import Mood
from waylight.record.between.question import Answered
from waylight.record.between.wish import Wish
from waylight.record.insight import Commitment, Insight, Reflection


@pytest.fixture
def promise(engagement, coach):
    return coach.commit(engagement.pk, NewCommitment(text="Ask Mei")).id


def test_everything_that_she_says_is_kept_with_one_entry_which_can_be_removed(engagement, coach, client, promise):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    asked = coach.ask_between(engagement.pk, NewCoachQuestion(text="What came to you?"))
    seen = client.get_today(engagement.pk)
    assert (seen.question.id, seen.question.by_coach, seen.commitments) == (asked.id, True, [promise])
    written = client.write_today(
        engagement.pk,
        NewToday(
            text="It grew.",
            answers=True,
            mood=7,
            mood_words="light",
            confidence=6,
            helper=mei.pk,
            heard="Begin with listening.",
            changed="I ask first.",
            became=[{"commitment": promise, "state": "kept", "why": "She was glad."}],
            next="Ask Jo too",
            due="2095-03-01",
            question="Who else?",
            seen=seen.mark,
        ),
    )
    assert (written.text, written.private, written.on) == ("It grew.", True, seen.on)
    assert Answered.objects.get().asked_id == asked.id
    assert Mood.objects.get().value == 7
    assert Insight.objects.get().heard_from == mei
    assert client.get_commitment(engagement.pk, promise).state == "kept"
    assert [one.text for one in client.list_commitments(engagement.pk, state="open").items] == ["Ask Jo too"]
    now = client.get_today(engagement.pk)
    assert now.reflections == [written.id]
    assert now.question.by_coach is False
    client.remove_reflection(engagement.pk, written.id)
    assert client.get_commitment(engagement.pk, promise).state == "open"


def test_it_is_private_unless_she_shares_it(engagement, coach, client):
    client.write_today(engagement.pk, NewToday(text="Mine."))
    shared = client.write_today(engagement.pk, NewToday(text="Ours.", private=False))
    assert [one.id for one in coach.list_reflections(engagement.pk).items] == [shared.id]


def test_what_was_not_seen_is_not_written_over(engagement, client):
    seen = client.get_today(engagement.pk)
    client.write_today(engagement.pk, NewToday(text="First.", seen=seen.mark))
    with pytest.raises(Changed):
        client.write_today(engagement.pk, NewToday(text="Second.", seen=seen.mark))
    assert Reflection.objects.get().text == "First."


def test_sent_twice_with_one_key_it_is_kept_once_and_with_another_twice(engagement, client):
    given = NewToday(text="It grew.")
    assert client.write_today(engagement.pk, given, key="a") == client.write_today(engagement.pk, given, key="a")
    client.write_today(engagement.pk, given, key="b")
    assert Reflection.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Nothing is written yet"),
        ({"text": "  "}, "Nothing is written yet"),
        ({"text": "It grew.", "mood_words": "light"}, "mood: Choose a number"),
        ({"text": "It grew.", "due": "2095-03-01"}, "next: Say what you will do"),
        ({"text": "It grew.", "heard": "Listen.", "helper": 999_999}, "helper: "),
        ({"became": [{"commitment": 999_999, "state": "kept"}]}, "no commitment of the number 999999"),
    ],
)
def test_what_does_not_fit_is_refused_whole(engagement, client, given, said):
    with pytest.raises(DoesNotFit, match=said):
        client.write_today(engagement.pk, NewToday(**given))
    assert not Reflection.objects.exists()


def test_of_one_commitment_one_thing_is_said(engagement, client, promise):
    twice = [{"commitment": promise, "state": state} for state in ("kept", "dropped")]
    with pytest.raises(DoesNotFit, match="two things are said"):
        client.write_today(engagement.pk, NewToday(became=twice))
    assert Commitment.objects.get().state == "open"


def test_her_page_is_hers_alone(engagement, coach):
    for ask in (coach.get_today, coach.get_today_letters, coach.stop_today_letters):
        with pytest.raises(NotAllowed):
            ask(engagement.pk)
    with pytest.raises(NotAllowed):
        coach.write_today(engagement.pk, NewToday(text="For her."))
    with pytest.raises(NotAllowed):
        coach.change_today_letters(engagement.pk, ChangedTodayLetters(days=[0], hour=8))
    assert not Reflection.objects.exists()


def test_mails_that_lead_there_are_asked_for_changed_and_stopped(engagement, client):
    none = client.get_today_letters(engagement.pk)
    assert (none.days, none.hour) == ([], 8)
    with pytest.raises(DoesNotFit, match="at least one day"):
        client.change_today_letters(engagement.pk, ChangedTodayLetters(hour=7))
    asked = client.change_today_letters(engagement.pk, ChangedTodayLetters(days=[3, 0, 3]))
    assert (asked.days, asked.hour) == ([0, 3], 8)
    assert Wish.objects.get().site == "http://localhost/"
    seen = client.get_today_letters(engagement.pk)
    later = client.change_today_letters(engagement.pk, ChangedTodayLetters(hour=19), seen=seen)
    assert (later.days, later.hour) == ([0, 3], 19)
    with pytest.raises(Changed):
        client.change_today_letters(engagement.pk, ChangedTodayLetters(hour=6), seen=seen)
    client.stop_today_letters(engagement.pk)
    client.stop_today_letters(engagement.pk)
    assert client.get_today_letters(engagement.pk).days == []
    assert Wish.objects.get().stopped_at is not None


@pytest.mark.parametrize("given", [{"days": []}, {"days": [7]}, {"days": [0], "hour": 24}])
def test_days_and_hours_that_there_are_not_are_refused(engagement, given):
    answer = raw(engagement.client.user).patch(f"engagements/{engagement.pk}/today-letters", json=given)
    assert answer.status_code == 422
    assert not Wish.objects.exists()
