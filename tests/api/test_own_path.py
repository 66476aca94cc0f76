"""By a program, the client writes on her path as on its page: notes at a date, and whether there was a moment."""

from __future__ import annotations

from datetime import date

import pytest

from waylight.api.shapes.path import ChangedLandmark, NewLandmark, NewOwnAnswer, SharedOwnAnswer
from waylight.api.shapes.said import ChangedInsight, NewInsight, NewReflection
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)


def test_a_note_at_a_date_is_set_down_read_by_her_coach_written_again_and_taken_up(engagement, client, coach):
    made = client.set_down_landmark(engagement.pk, NewLandmark(on=DAY, until=LATER, away=True, text="On  holiday"))
    assert (made.text, made.until, made.away) == ("On holiday", LATER, True)
    assert coach.list_landmarks(engagement.pk).items == [made]
    written = client.change_landmark(engagement.pk, made.id, ChangedLandmark(until=None))
    assert (written.on, written.until, written.away, written.text) == (DAY, None, True, "On holiday")
    client.take_up_landmark(engagement.pk, made.id)
    assert coach.list_landmarks(engagement.pk).items == []
    with pytest.raises(NotFound):
        client.get_landmark(engagement.pk, made.id)


def test_a_note_at_a_date_that_does_not_fit_changes_nothing(engagement, client):
    made = client.set_down_landmark(engagement.pk, NewLandmark(on=DAY, text="New role"))
    with pytest.raises(DoesNotFit, match="before the first"):
        client.change_landmark(engagement.pk, made.id, ChangedLandmark(until=date(2026, 3, 1), text="Other"))
    with pytest.raises(DoesNotFit, match="no words"):
        client.set_down_landmark(engagement.pk, NewLandmark(on=DAY, text="   "))
    assert client.list_landmarks(engagement.pk).items == [made]


def test_a_note_at_a_date_is_not_overwritten_unseen(engagement, client):
    made = client.set_down_landmark(engagement.pk, NewLandmark(on=DAY, text="New role"))
    seen = client.get_landmark(engagement.pk, made.id)
    client.change_landmark(engagement.pk, made.id, ChangedLandmark(text="A new role"), seen=seen)
    with pytest.raises(Changed):
        client.change_landmark(engagement.pk, made.id, ChangedLandmark(text="Other"), seen=seen)
    assert client.get_landmark(engagement.pk, made.id).text == "A new role"


def test_her_answer_is_private_until_she_shares_it_and_again_when_she_takes_it_back(engagement, client, coach):
    first = client.write_own_answer(engagement.pk, NewOwnAnswer(text="There was none."))
    second = client.write_own_answer(engagement.pk, NewOwnAnswer(text="It grew."))
    assert client.list_own_answers(engagement.pk).items == [first, second]
    assert coach.list_own_answers(engagement.pk).items == []
    client.share_own_answer(engagement.pk, second.id, SharedOwnAnswer(private=False))
    assert [one.text for one in coach.list_own_answers(engagement.pk).items] == ["It grew."]
    client.share_own_answer(engagement.pk, second.id, SharedOwnAnswer(private=True))
    with pytest.raises(NotFound):
        coach.get_own_answer(engagement.pk, second.id)
    with pytest.raises(DoesNotFit, match="no words"):
        client.write_own_answer(engagement.pk, NewOwnAnswer(text=" "))


def test_an_insight_is_written_again_by_her_alone(engagement, client, coach):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="We talked.", private=False))
    heard = client.note_insight(engagement.pk, entry.id, NewInsight(text="Others differ.", heard_from="Mei Okafor"))
    again = client.change_insight(engagement.pk, heard.id, ChangedInsight(changed="I ask first."))
    assert (again.text, again.heard_from, again.changed) == ("Others differ.", heard.heard_from, "I ask first.")
    assert client.change_insight(engagement.pk, heard.id, ChangedInsight(heard_from="")).heard_from is None
    with pytest.raises(NotAllowed):
        coach.change_insight(engagement.pk, heard.id, ChangedInsight(text="Other."))
    with pytest.raises(DoesNotFit, match="no words"):
        client.change_insight(engagement.pk, heard.id, ChangedInsight(text=" "))
