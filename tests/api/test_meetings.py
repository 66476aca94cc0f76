"""Meetings are listed, planned and called off; transcripts and notes are read as far as one may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import a_transcript
from waylight.api.shapes.meetings import ChangedMeeting, ChangedNote, NewMeeting, NewNote
from waylight.client import Changed, DoesNotFit, NotFound
from waylight.record.consent import Consent, withdraw
from waylight.record.meeting import plan

AT = datetime(2026, 3, 12, 16, tzinfo=UTC)


def test_a_meeting_is_planned_called_off_and_held_after_all(engagement, coach, client):
    planned = coach.plan_meeting(engagement.pk, NewMeeting(at=AT, minutes=45))
    assert (planned.at, planned.minutes, planned.zone, planned.kind) == (AT, 45, "Europe/Lisbon", "coaching")
    assert coach.change_meeting(engagement.pk, planned.id, ChangedMeeting(cancelled=True)).cancelled
    assert not client.change_meeting(engagement.pk, planned.id, ChangedMeeting(cancelled=False)).cancelled


def test_meetings_of_a_kind_and_a_time_are_asked_for(engagement, coach):
    own = plan(engagement, at=AT, kind="stakeholder")
    late = plan(engagement, at=AT + timedelta(days=7))
    assert [one.id for one in coach.list_meetings(engagement.pk, kind="stakeholder").items] == [own.pk]
    assert [one.id for one in coach.list_meetings(engagement.pk, since=AT + timedelta(days=1)).items] == [late.pk]
    assert [one.id for one in coach.list_meetings(engagement.pk, until=AT + timedelta(days=1)).items] == [own.pk]


def test_what_was_said_is_read_while_the_client_agrees(engagement, coach):
    meeting = a_transcript(engagement, ("coach", "What happened?"), ("client", "I let go."))
    turns = coach.list_utterances(engagement.pk, meeting.pk).items
    assert [(one.speaker.name, one.text) for one in turns] == [
        ("Maren Voss", "What happened?"),
        ("Ines Calder", "I let go."),
    ]
    agreed = Consent.objects.get(engagement=engagement, use=Consent.Use.RECORDING)
    withdraw(agreed, by=engagement.client.user, at=datetime.now(UTC))
    assert coach.list_utterances(engagement.pk, meeting.pk).items == []


def test_a_private_note_is_read_by_who_wrote_it(engagement, coach, client):
    meeting = plan(engagement, at=AT)
    note = coach.write_note(engagement.pk, meeting.pk, NewNote(text="Ask about ownership."))
    assert note.private
    assert client.list_notes(engagement.pk, meeting.pk).items == []
    with pytest.raises(NotFound):
        client.get_note(engagement.pk, meeting.pk, note.id)
    coach.change_note(engagement.pk, meeting.pk, note.id, ChangedNote(private=False))
    [shared] = client.list_notes(engagement.pk, meeting.pk).items
    assert (shared.text, shared.mine) == ("Ask about ownership.", False)


def test_only_who_wrote_a_note_writes_it_again_or_removes_it(engagement, coach, client):
    meeting = plan(engagement, at=AT)
    note = coach.write_note(engagement.pk, meeting.pk, NewNote(text="Shared.", private=False))
    with pytest.raises(NotFound):
        client.change_note(engagement.pk, meeting.pk, note.id, ChangedNote(text="Mine"))
    with pytest.raises(NotFound):
        client.remove_note(engagement.pk, meeting.pk, note.id)
    coach.remove_note(engagement.pk, meeting.pk, note.id)
    assert coach.list_notes(engagement.pk, meeting.pk).items == []


def test_a_note_that_changed_is_neither_overwritten_nor_removed_unseen(engagement, coach):
    meeting = plan(engagement, at=AT)
    note = coach.write_note(engagement.pk, meeting.pk, NewNote(text="First."))
    seen = coach.get_note(engagement.pk, meeting.pk, note.id)
    coach.change_note(engagement.pk, meeting.pk, note.id, ChangedNote(text="Second."), seen=seen)
    with pytest.raises(Changed):
        coach.change_note(engagement.pk, meeting.pk, note.id, ChangedNote(text="Third."), seen=seen)
    with pytest.raises(Changed):
        coach.remove_note(engagement.pk, meeting.pk, note.id, seen=seen)
    assert coach.get_note(engagement.pk, meeting.pk, note.id).text == "Second."


def test_an_empty_note_is_refused_in_words(engagement, coach):
    meeting = plan(engagement, at=AT)
    with pytest.raises(DoesNotFit, match="The note is empty"):
        coach.write_note(engagement.pk, meeting.pk, NewNote(text=" "))
