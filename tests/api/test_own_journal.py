"""By a program, a coach keeps her own journal and her hours of learning as on their pages; nobody else reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.api.conftest import waylight
from tests.factories import a_coach, a_transcript, an_engagement
from waylight.api.shapes.learning import (
    ChangedLearningHours,
    ChangedLearningNote,
    NewLearningHours,
    NewLearningNote,
)
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.audit import AuditEvent, Verb
from waylight.record.handing_over import hand_over
from waylight.record.learning import LearningNote, Study

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
SUPERVISION = NewLearningHours(on=DAY, minutes=90, kind="supervision", topic="Silence", given_by="Ada Bright")


@pytest.fixture
def told(engagement):
    return a_transcript(engagement, ("coach", "What did you notice?"), ("client", "I let go."))


def test_a_note_is_written_read_written_again_and_removed(coach):
    made = coach.write_learning_note(NewLearningNote(on=DAY, text=" I told. "))
    assert (made.text, made.kind, made.taken_on, made.meeting, made.figure) == ("I told.", "note", None, None, "")
    assert coach.list_learning_notes().items == [made]
    written = coach.change_learning_note(made.id, ChangedLearningNote(on=LATER, text="I asked."))
    assert (written.on, written.text) == (LATER, "I asked.")
    coach.remove_learning_note(made.id)
    assert coach.list_learning_notes().items == []
    with pytest.raises(NotFound):
        coach.get_learning_note(made.id)


def test_a_removed_note_is_put_back_or_gone_for_good(coach):
    note = coach.write_learning_note(NewLearningNote(on=DAY, text="I told."))
    with pytest.raises(NotFound):
        coach.forget_learning_note(note.id)  # what stands does not go for good
    coach.remove_learning_note(note.id)
    assert coach.list_removed_learning_notes().items == [note]
    assert coach.put_learning_note_back(note.id) == note
    coach.remove_learning_note(note.id)
    coach.forget_learning_note(note.id)
    assert coach.list_removed_learning_notes().items == []
    assert not LearningNote.objects.exists()


def test_a_note_without_a_day_is_of_today_and_one_without_words_is_refused(coach):
    note = coach.write_learning_note(NewLearningNote(text="I told."))
    assert note.on == datetime.now(UTC).date()
    for refused in (
        lambda: coach.write_learning_note(NewLearningNote(text="  ")),
        lambda: coach.change_learning_note(note.id, ChangedLearningNote(text="  ", on=DAY)),
    ):
        with pytest.raises(DoesNotFit, match="empty"):
            refused()
    assert coach.list_learning_notes().items == [note]


def test_a_note_is_not_overwritten_unseen(coach):
    seen = coach.get_learning_note(coach.write_learning_note(NewLearningNote(text="I told.")).id)
    coach.change_learning_note(seen.id, ChangedLearningNote(text="I asked."), seen=seen)
    with pytest.raises(Changed):
        coach.change_learning_note(seen.id, ChangedLearningNote(text="Other."), seen=seen)
    assert coach.get_learning_note(seen.id).text == "I asked."


def test_a_question_is_taken_to_supervision_and_not_after_all(coach):
    question = coach.write_learning_note(NewLearningNote(text="Why did I tell?", kind="question"))
    for _ in range(2):  # said twice, it stays
        taken = coach.change_learning_note(question.id, ChangedLearningNote(taken=True))
        assert taken.taken_on == datetime.now(UTC).date()
    assert coach.change_learning_note(question.id, ChangedLearningNote(taken=False)) == question
    note = coach.write_learning_note(NewLearningNote(text="I told."))
    with pytest.raises(NotNow, match="Only a question"):
        coach.change_learning_note(note.id, ChangedLearningNote(text="Other.", taken=True))
    assert coach.get_learning_note(note.id) == note
    assert coach.list_learning_notes(kind="question").items == [question]


def test_a_note_is_about_a_meeting_a_turn_or_a_figure(coach, engagement, told):
    turn = told.utterances.get(turn=1).pk
    about = [
        coach.write_learning_note(NewLearningNote(text="I told.", **tie))
        for tie in ({"meeting": told.pk}, {"utterance": turn}, {"meeting": told.pk, "figure": "talk_share"})
    ]
    assert {(one.engagement, one.meeting) for one in about} == {(engagement.pk, told.pk)}
    assert [(one.utterance, one.figure) for one in about] == [(None, ""), (turn, ""), (None, "talk_share")]


def test_what_a_note_cannot_be_about_is_refused(coach, told):
    foreign = a_transcript(an_engagement("Henrik Aas"), ("coach", "And you?"))
    for tie in ({"meeting": foreign.pk}, {"utterance": foreign.utterances.get().pk}, {"meeting": 2**63 - 1}):
        with pytest.raises(NotFound):
            coach.write_learning_note(NewLearningNote(text="I told.", **tie))
    for tie in ({"figure": "talk_share"}, {"meeting": told.pk, "figure": "grade"}):
        with pytest.raises(DoesNotFit, match="one of its figures"):
            coach.write_learning_note(NewLearningNote(text="I told.", **tie))
    with pytest.raises(DoesNotFit, match="one thing"):
        coach.write_learning_note(
            NewLearningNote(text="I told.", meeting=told.pk, utterance=told.utterances.get(turn=1).pk)
        )
    assert not LearningNote.objects.exists()


def test_after_a_handing_over_the_note_stays_without_the_meeting(coach, engagement, told):
    note = coach.write_learning_note(NewLearningNote(text="I told.", meeting=told.pk, figure="talk_share"))
    hand_over(engagement, to=a_coach("Ida Berg", practice=engagement.practice), by=engagement.coach.user)
    now = coach.get_learning_note(note.id)
    assert (now.text, now.engagement, now.meeting, now.figure) == ("I told.", None, None, "")


def test_hours_are_noted_written_again_and_the_change_is_taken_back(coach):
    made = coach.note_learning_hours(SUPERVISION)
    assert (made.minutes, made.kind, made.topic, made.given_by) == (90, "supervision", "Silence", "Ada Bright")
    again = coach.change_learning_hours(made.id, ChangedLearningHours(minutes=60))
    assert (again.minutes, again.topic) == (60, "Silence")
    assert coach.list_learning_hours().items == [again]
    with pytest.raises(NotFound):
        coach.get_learning_hours(made.id)  # another stands in its place
    assert coach.take_learning_hours_change_back(again.id) == made
    with pytest.raises(NotNow, match="no change to take back"):
        coach.take_learning_hours_change_back(made.id)
    assert coach.list_learning_hours().items == [made]


def test_removed_hours_are_put_back_or_gone_for_good_with_what_they_said_before(coach):
    made = coach.note_learning_hours(SUPERVISION)
    now = coach.change_learning_hours(made.id, ChangedLearningHours(topic="Pauses"))
    with pytest.raises(NotFound):
        coach.forget_learning_hours(now.id)
    coach.remove_learning_hours(now.id)
    assert coach.list_removed_learning_hours().items == [now]
    assert coach.put_learning_hours_back(now.id) == now
    coach.remove_learning_hours(now.id)
    coach.forget_learning_hours(now.id)
    assert coach.list_removed_learning_hours().items == []
    assert not Study.objects.exists()


def test_hours_that_do_not_fit_are_refused_and_none_is_overwritten_unseen(coach):
    made = coach.note_learning_hours(SUPERVISION)
    with pytest.raises(DoesNotFit, match="what it was about"):
        coach.change_learning_hours(made.id, ChangedLearningHours(topic="  ", minutes=5))
    seen = coach.get_learning_hours(made.id)
    now = coach.change_learning_hours(made.id, ChangedLearningHours(minutes=60), seen=seen)
    seen = coach.get_learning_hours(now.id)
    coach.remove_learning_hours(now.id, seen=seen)
    with pytest.raises(NotFound):
        coach.change_learning_hours(now.id, ChangedLearningHours(minutes=30), seen=seen)
    assert coach.list_removed_learning_hours().items == [now]


def test_it_is_hers_alone_and_of_no_engagement(engagement, coach, client):
    note, hours = coach.write_learning_note(NewLearningNote(text="I told.")), coach.note_learning_hours(SUPERVISION)
    stranger, limited = waylight(a_coach("Ida Berg").user), waylight(engagement.coach.user, engagements=[engagement.pk])
    assert stranger.list_learning_notes().items == stranger.list_learning_hours().items == []
    for ask in (lambda who: who.get_learning_note(note.id), lambda who: who.get_learning_hours(hours.id)):
        with pytest.raises(NotFound):
            ask(stranger)
        for who in (client, limited):
            with pytest.raises(NotAllowed):
                ask(who)
    for who in (client, limited):
        with pytest.raises(NotAllowed):
            who.write_learning_note(NewLearningNote(text="I told."))
    assert LearningNote.objects.count() == 1


def test_each_call_is_noted_by_its_operation_without_a_word_of_hers(coach):
    note = coach.write_learning_note(NewLearningNote(text="I told."))
    coach.remove_learning_note(note.id)
    noted = AuditEvent.objects.filter(verb=Verb.CALLED).order_by("number")
    assert [one.what for one in noted] == ["write_learning_note", f"remove_learning_note {note.id}"]
