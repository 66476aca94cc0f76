"""Entries, insights, commitments, questions and ratings: as private as on the pages, and written by the same people."""

from __future__ import annotations

from datetime import date

import pytest

from waylight.api.shapes.said import (
    ChangedQuestion,
    ChangedReflection,
    NewCommitment,
    NewInsight,
    NewReflection,
    SettledCommitment,
)
from waylight.client import DoesNotFit, NotAllowed, NotFound
from waylight.record import insight as record
from waylight.record.entries_removed import removed_entries

DAY = date(2026, 3, 1)


def test_an_entry_is_private_until_it_is_shared(engagement, coach, client):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="I let them own it.", confidence=7))
    assert entry.private
    assert coach.list_reflections(engagement.pk).items == []
    assert coach.list_confidence(engagement.pk).items == []
    with pytest.raises(NotFound):
        coach.get_reflection(engagement.pk, entry.id)
    client.change_reflection(engagement.pk, entry.id, ChangedReflection(private=False))
    [shared] = coach.list_reflections(engagement.pk).items
    assert (shared.text, shared.on) == ("I let them own it.", DAY)
    [rated] = coach.list_confidence(engagement.pk).items
    assert (rated.value, rated.reflection) == (7, entry.id)
    assert coach.get_confidence(engagement.pk, rated.id) == rated


def test_only_the_client_writes_in_her_journal(engagement, coach, client):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="Mine.", private=False))
    for refused in (
        lambda: coach.write_reflection(engagement.pk, NewReflection(on=DAY, text="Not mine.")),
        lambda: coach.change_reflection(engagement.pk, entry.id, ChangedReflection(text="Not mine.")),
        lambda: coach.remove_reflection(engagement.pk, entry.id),
        lambda: coach.note_insight(engagement.pk, entry.id, NewInsight(text="Not mine.")),
    ):
        with pytest.raises(NotAllowed, match="the client"):
            refused()
    client.remove_reflection(engagement.pk, entry.id)
    assert client.list_reflections(engagement.pk).items == []
    with pytest.raises(NotFound):
        client.remove_reflection(engagement.pk, entry.id)
    assert [one.pk for one in removed_entries(engagement, engagement.client.user)] == [entry.id]


def test_an_entry_without_anything_is_refused_in_words(engagement, client):
    with pytest.raises(DoesNotFit, match="The entry is empty"):
        client.write_reflection(engagement.pk, NewReflection(on=DAY))


def test_what_was_heard_is_noted_with_whom_and_as_private_as_its_entry(engagement, coach, client):
    entry = client.write_reflection(engagement.pk, NewReflection(on=DAY, text="Talked with Mei."))
    heard = NewInsight(text="Others think otherwise.", heard_from="Mei Okafor", changed="I asked more.")
    noted = client.note_insight(engagement.pk, entry.id, heard)
    assert (noted.heard_from.name, noted.changed, noted.on) == ("Mei Okafor", "I asked more.", DAY)
    assert coach.list_insights(engagement.pk).items == []
    client.change_reflection(engagement.pk, entry.id, ChangedReflection(private=False))
    assert coach.list_insights(engagement.pk).items == [noted]


def test_days_are_asked_for(engagement, client):
    for day in (DAY, date(2026, 3, 5)):
        client.write_reflection(engagement.pk, NewReflection(on=day, text="Written."))
    assert [one.on for one in client.list_reflections(engagement.pk, since=date(2026, 3, 2)).items] == [
        date(2026, 3, 5)
    ]
    assert [one.on for one in client.list_reflections(engagement.pk, until=date(2026, 3, 2)).items] == [DAY]


def test_a_commitment_is_noted_settled_and_opened_again(engagement, coach):
    made = coach.commit(engagement.pk, NewCommitment(text="Ask Mei", on=DAY))
    assert made.state == "open"
    kept = coach.settle_commitment(engagement.pk, made.id, SettledCommitment(state="kept", on=date(2026, 3, 8)))
    assert (kept.state, kept.settled_on) == ("kept", date(2026, 3, 8))
    assert coach.list_commitments(engagement.pk, state="open").items == []
    opened = coach.settle_commitment(engagement.pk, made.id, SettledCommitment(state="open"))
    assert opened.settled_on is None
    assert coach.list_commitments(engagement.pk, state="open").items == [opened]


def test_a_question_is_laid_down_and_taken_up(engagement, coach):
    asked = record.carry(engagement, on=DAY, text="What now?")
    assert coach.change_question(engagement.pk, asked.pk, ChangedQuestion(laid_down=True)).laid_down_on
    assert not coach.change_question(engagement.pk, asked.pk, ChangedQuestion(laid_down=False)).laid_down_on
    assert [one.text for one in coach.list_questions(engagement.pk).items] == ["What now?"]
