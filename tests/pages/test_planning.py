"""Meetings are planned, moved and called off on pages; what two write on one meeting is never overwritten unseen."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import an_engagement
from tests.record.planning.test_answers import a_reply
from waylight.record.insight import Commitment
from waylight.record.meeting import Meeting, plan
from waylight.record.planning.series import Series, plan_series

pytestmark = pytest.mark.django_db
SERIES = {"on": "2026-03-05", "at": "16:00", "minutes": "60", "zone": "Europe/Lisbon", "rhythm": "weekly"}


def words(answer) -> str:
    return answer.content.decode()


def seen(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def address(meeting, part: str = "") -> str:
    return f"/engagements/{meeting.engagement_id}/meetings/{meeting.pk}/{part}"


@pytest.fixture
def meetings(engagement):
    return plan_series(engagement, wall=datetime(2026, 3, 5, 16), zone="Europe/Lisbon", rhythm="weekly", times=4)[0]


def test_a_series_is_planned_by_either_of_the_two(engagement, as_coach, as_client):
    for browser in (as_coach, as_client):
        answer = browser.post(f"/engagements/{engagement.pk}/meetings/", {**SERIES, "times": "6"}, follow=True)
        assert "Planned: six meetings, from Thursday 5 March 2026 to Thursday 9 April 2026, 16:00." in words(answer)
    assert Meeting.objects.count() == 12
    assert {f"{one.local:%H:%M}" for one in Meeting.objects.all()} == {"16:00"}


def test_a_series_until_a_day(engagement, as_coach):
    as_coach.post(f"/engagements/{engagement.pk}/meetings/", {**SERIES, "until": "2026-03-26"})
    assert Meeting.objects.count() == 4


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Say how many meetings, or until which day"),
        ({"times": "4", "until": "2026-03-26"}, "one of the two"),
        ({"until": "2026-03-01"}, "The last day is before the first meeting."),
        ({"until": "2046-03-01"}, "more than 60 meetings"),
        ({"times": "61"}, "less than or equal to 60"),
        ({"times": "2", "zone": "Mars/Olympus"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(engagement, as_coach, typed, said):
    answer = as_coach.post(f"/engagements/{engagement.pk}/meetings/", {**SERIES, **typed})
    assert said in words(answer)
    assert 'value="2026-03-05"' in words(answer)
    assert not Meeting.objects.exists()
    assert not Series.objects.exists()


def test_an_hour_that_the_clock_skips_is_said(engagement, as_coach):
    typed = {"on": "2026-03-29", "at": "02:30", "minutes": "60", "zone": "Europe/Berlin"}
    answer = as_coach.post(f"/engagements/{engagement.pk}/meetings/", typed, follow=True)
    assert "there is no 02:30 in Europe/Berlin" in words(answer)
    assert f"{Meeting.objects.get().local:%H:%M}" == "03:30"


def test_what_overlaps_is_planned_and_said_without_naming_another_client_to_a_client(engagement, as_coach, as_client):
    other = an_engagement("Aoife Byrne", coach=engagement.coach)
    plan_series(other, wall=datetime(2026, 3, 5, 16, 30), zone="Europe/Lisbon")
    once = {**SERIES, "rhythm": "once"}
    told = words(as_coach.post(f"/engagements/{engagement.pk}/meetings/", once, follow=True))
    assert "At the same time there is a coaching meeting with Aoife Byrne" in told
    told = words(as_client.post(f"/engagements/{engagement.pk}/meetings/", {**once, "on": "2026-03-12"}, follow=True))
    assert "At the same time" not in told
    assert Meeting.objects.filter(engagement=engagement).count() == 2


def test_moving_shows_how_it_stands_and_who_did_not_see_a_move_moves_nothing(meetings, as_coach, as_client):
    page = words(as_coach.get(address(meetings[1], "move/")))
    assert 'value="16:00"' in page
    assert "this one and the two that follow" in page
    typed = {"on": "2026-03-13", "at": "09:00", "minutes": "60", "seen": seen(page)}
    answer = as_client.post(address(meetings[1], "move/"), {**typed, "which": "following"}, follow=True)
    assert "Moved to Friday 13 March 2026, 09:00. So are two meetings that follow." in words(answer)
    answer = as_coach.post(address(meetings[1], "move/"), {**typed, "on": "2026-03-14"})
    assert answer.status_code == 409
    assert "As it stands now: Friday 13 March 2026, 09:00" in words(answer)
    assert 'value="2026-03-14"' in words(answer)
    assert [one.local.day for one in Meeting.objects.order_by("at")] == [5, 13, 20, 27]


def test_the_rest_of_a_series_is_called_off_and_held_after_all(meetings, as_client):
    as_client.post(address(meetings[1], "cancel/"), {"which": "following"})
    assert Meeting.objects.filter(cancelled=True).count() == 3
    assert "All 3 are held after all" in words(as_client.get(address(meetings[2])))
    as_client.post(address(meetings[2], "cancel/"))
    assert not Meeting.objects.filter(cancelled=True).exists()


@pytest.mark.parametrize("part", ["agreement/", "shared/", "taken-along/"])
def test_of_two_who_write_on_a_meeting_the_second_sees_the_first(meetings, as_coach, as_client, part):
    mark = seen(words(as_coach.get(address(meetings[0], part))))
    as_client.post(address(meetings[0], part), {"text": "Hers.", "seen": mark})
    answer = as_coach.post(address(meetings[0], part), {"text": "His <b>own</b>.", "seen": mark})
    assert answer.status_code == 409
    assert "<p>Hers.</p>" in words(answer)
    assert "His &lt;b&gt;own&lt;/b&gt;.</textarea>" in words(answer)
    as_coach.post(address(meetings[0], part), {"text": "Both.", "seen": seen(words(answer))})
    assert "<p>Both.</p>" in words(as_client.get(address(meetings[0])))


def test_what_is_too_long_is_said_and_not_lost(meetings, as_coach):
    page = as_coach.get(address(meetings[0], "shared/"))
    answer = as_coach.post(address(meetings[0], "shared/"), {"text": "x" * 20_001, "seen": seen(words(page))})
    assert "at most 20000 characters" in words(answer)
    assert "x" * 20_001 in words(answer)


def test_what_she_chose_is_kept_in_her_words_with_her_day(meetings, as_client):
    answer = as_client.post(
        address(meetings[0], "chosen/"), {"text": "Ask Mei first", "due": "2026-03-12"}, follow=True
    )
    assert "Ask Mei first <small>by Thursday 12 March 2026" in words(answer)
    kept = Commitment.objects.get()
    assert (kept.meeting_id, f"{kept.on}") == (meetings[0].pk, "2026-03-05")
    answer = as_client.post(address(meetings[0], "chosen/"), {"text": "Ask Priya", "due": "soon"})
    assert "Ask Priya</textarea>" in words(answer)
    assert Commitment.objects.count() == 1


def test_a_meeting_that_no_series_holds_is_moved_too(engagement, as_coach):
    one = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    page = words(as_coach.get(address(one, "move/")))
    as_coach.post(address(one, "move/"), {"on": "2026-03-13", "at": "9:00", "minutes": "45", "seen": seen(page)})
    one.refresh_from_db()
    assert (f"{one.local:%d %H:%M}", one.minutes) == ("13 09:00", 45)


def test_an_invitation_is_mailed_where_that_is_wanted_and_a_pasted_or_uploaded_answer_noted(
    engagement, as_coach, mailoutbox
):
    typed = {**SERIES, "on": "2095-03-03", "times": "2", "invites": "on"}
    as_coach.post(f"/engagements/{engagement.pk}/meetings/", typed)
    assert {mail.to[0] for mail in mailoutbox} == {engagement.client.user.email, engagement.coach.user.email}
    one = Meeting.objects.select_related("series").order_by("at").first()
    assert "No answer is noted." in words(as_coach.get(address(one)))
    as_coach.post(address(one, "reply/"), {"text": a_reply(one, "TENTATIVE")})
    assert "answered on 1 January 2095: perhaps" in words(as_coach.get(address(one)))
    file = SimpleUploadedFile("reply.ics", a_reply(one, "DECLINED", at="20950102T090000Z").encode())
    as_coach.post(address(one, "reply/"), {"file": file})
    assert "answered on 2 January 2095: declined" in words(as_coach.get(address(one)))
    as_coach.post(address(one, "cancel/"), {"which": "following"})
    assert [mail.subject.partition(",")[0] for mail in mailoutbox[2:]] == ["Called off: coaching"] * 2
    as_coach.post(address(one, "invites/"), {"on": "no"})
    as_coach.post(address(one, "cancel/"))
    assert len(mailoutbox) == 4


def test_what_is_no_answer_is_said_and_what_was_pasted_stays(meetings, as_client):
    answer = as_client.post(address(meetings[0], "reply/"), {"text": "Yes, I come."})
    assert "This is no answer to an invitation." in words(answer)
    assert "Yes, I come.</textarea>" in words(answer)
    assert "Choose the file, or paste" in words(as_client.post(address(meetings[0], "reply/"), {}))
    large = SimpleUploadedFile("reply.ics", b"x" * 400_000)
    assert "Choose the file" in words(as_client.post(address(meetings[0], "reply/"), {"file": large}))
