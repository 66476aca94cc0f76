"""By a program, meetings are planned in a series, moved and called off together, and written on, as on their pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.api.test_meetings import AT
from tests.factories import a_transcript
from tests.record.planning.test_answers import a_reply
from waylight.api.shapes.meetings import ChangedMeeting, ChangedMeetingWords, MeetingReply, NewMeeting
from waylight.api.shapes.mirror import ChangedMirror, WhoSpoke
from waylight.api.shapes.said import NewCommitment
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.imports import Import, ImportFile
from waylight.record.meeting import Meeting
from waylight.record.planning.invited import Invite

WEEKLY = NewMeeting(at=AT, rhythm="weekly", times=3)


@pytest.fixture
def brought_meeting(engagement):
    brought = Import.objects.create(engagement=engagement, by=engagement.coach.user)
    file = ImportFile.objects.create(brought=brought, name="a.ics", kind="calendar", sha256="0" * 64)
    return Meeting.objects.create(engagement=engagement, at=AT, zone="Europe/Lisbon", source=file)


def times(caller, engagement) -> list[datetime]:
    return [one.at for one in caller.list_meetings(engagement.pk).items]


def test_a_series_keeps_its_local_time_when_the_clock_is_changed(engagement, coach):
    first = coach.plan_meeting(engagement.pk, WEEKLY)
    assert first.series is not None
    later = [datetime(2026, 3, 19, 16, tzinfo=UTC), datetime(2026, 3, 26, 16, tzinfo=UTC)]
    assert times(coach, engagement) == [AT, *later]
    coach.plan_meeting(engagement.pk, NewMeeting(at=datetime(2026, 3, 26, 9, tzinfo=UTC), rhythm="weekly", times=2))
    assert times(coach, engagement)[-1] == datetime(2026, 4, 2, 8, tzinfo=UTC)  # an hour earlier by UTC


def test_one_is_moved_alone_or_with_those_that_follow(engagement, coach, client):
    first = coach.plan_meeting(engagement.pk, WEEKLY)
    second = coach.list_meetings(engagement.pk).items[1]
    hour = timedelta(hours=1)
    moved = client.change_meeting(engagement.pk, second.id, ChangedMeeting(at=second.at + hour, following=True))
    assert moved.at == second.at + hour
    assert times(coach, engagement) == [AT, AT + timedelta(days=7) + hour, AT + timedelta(days=14) + hour]
    assert coach.change_meeting(engagement.pk, first.id, ChangedMeeting(minutes=30)).minutes == 30
    assert times(coach, engagement)[0] == AT


def test_what_is_called_off_together_is_held_together(engagement, coach):
    first = coach.plan_meeting(engagement.pk, WEEKLY)
    coach.change_meeting(engagement.pk, first.id, ChangedMeeting(cancelled=True, following=True))
    assert all(one.cancelled for one in coach.list_meetings(engagement.pk).items)
    coach.change_meeting(engagement.pk, first.id, ChangedMeeting(cancelled=False))
    assert not any(one.cancelled for one in coach.list_meetings(engagement.pk).items)


def test_a_time_that_the_clock_shows_twice_is_refused_rather_than_begun_an_hour_early(engagement, coach):
    second_time = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 01:30 again in Lisbon
    with pytest.raises(DoesNotFit, match="twice"):
        coach.plan_meeting(engagement.pk, NewMeeting(at=second_time))
    assert times(coach, engagement) == []
    first_time = second_time - timedelta(hours=1)
    assert coach.plan_meeting(engagement.pk, NewMeeting(at=first_time)).at == first_time


def test_a_meeting_of_a_calendar_is_moved_there(engagement, coach, brought_meeting):
    with pytest.raises(DoesNotFit, match="came from a calendar"):
        coach.change_meeting(engagement.pk, brought_meeting.pk, ChangedMeeting(at=AT + timedelta(days=1)))
    with pytest.raises(NotNow, match="no invitation"):
        coach.change_meeting(engagement.pk, brought_meeting.pk, ChangedMeeting(invites=True))


def test_invitations_go_out_and_an_answer_is_taken(engagement, coach, client):
    soon = datetime(2095, 3, 3, 15, tzinfo=UTC)
    made = coach.plan_meeting(engagement.pk, NewMeeting(at=soon, zone="UTC", invites=True))
    assert made.invites
    assert Invite.objects.filter(series=made.series).count() == 2
    assert not coach.change_meeting(engagement.pk, made.id, ChangedMeeting(invites=False)).invites
    meeting = Meeting.objects.select_related("series", "engagement__client__user").get(pk=made.id)
    taken = client.take_meeting_reply(engagement.pk, MeetingReply(text=a_reply(meeting)))
    assert taken.answer == "accepted"
    with pytest.raises(DoesNotFit, match="no answer"):
        client.take_meeting_reply(engagement.pk, MeetingReply(text="Dear coach, yes."))


def test_both_write_on_a_meeting_and_nobody_over_what_they_did_not_see(engagement, coach, client):
    meeting = coach.plan_meeting(engagement.pk, NewMeeting(at=AT)).id
    client.change_meeting_words(engagement.pk, meeting, ChangedMeetingWords(agreement="To let go."))
    seen = coach.get_meeting_words(engagement.pk, meeting)
    assert (seen.agreement, seen.shared, seen.taken_along) == ("To let go.", "", "")
    client.change_meeting_words(engagement.pk, meeting, ChangedMeetingWords(taken_along="Ask first."), seen=seen)
    with pytest.raises(Changed):
        coach.change_meeting_words(engagement.pk, meeting, ChangedMeetingWords(shared="Other."), seen=seen)
    assert coach.get_meeting_words(engagement.pk, meeting).shared == ""
    assert client.change_meeting_words(engagement.pk, meeting, ChangedMeetingWords(agreement="")).agreement == ""


def test_what_she_chose_in_a_meeting_carries_its_day_and_the_one_she_set_herself(engagement, coach):
    meeting = coach.plan_meeting(engagement.pk, NewMeeting(at=AT)).id
    due = date(2026, 3, 20)
    made = coach.commit(engagement.pk, NewCommitment(text="Ask Mei", meeting=meeting, due=due))
    assert (made.on, made.due, made.meeting) == (AT.date(), due, meeting)
    with pytest.raises(NotFound):
        coach.commit(engagement.pk, NewCommitment(text="Ask Mei", meeting=meeting + 1))


def test_a_coach_shows_a_mirror_agrees_to_the_rest_and_says_who_spoke(engagement, coach, client):
    told = a_transcript(engagement, ("coach", "What did you notice?"), ("client", "I let go."), ("Ann Other", "Yes."))
    hers, _, other = [one.speaker for one in coach.list_utterances(engagement.pk, told.pk).items]
    before = coach.get_mirror(engagement.pk, told.pk)
    assert not before.shown
    shown = coach.change_mirror(engagement.pk, told.pk, ChangedMirror(shown=True, rest=True), seen=before)
    assert shown.shown
    assert any(one.own for one in shown.turns)
    back = coach.change_mirror(engagement.pk, told.pk, ChangedMirror(shown=False, rest=False))
    assert back == before
    who = WhoSpoke(coach=hers.id, client=other.id)
    swapped = coach.change_mirror(engagement.pk, told.pk, ChangedMirror(who=who))
    assert [one.role for one in swapped.turns] == ["coach", "other", "client"]
    assert coach.change_mirror(engagement.pk, told.pk, ChangedMirror(who=None)) == before
    with pytest.raises(DoesNotFit, match="two who speak"):
        coach.change_mirror(engagement.pk, told.pk, ChangedMirror(who=WhoSpoke(coach=other.id, client=999_999)))
    with pytest.raises(NotAllowed):
        client.change_mirror(engagement.pk, told.pk, ChangedMirror(shown=True))
