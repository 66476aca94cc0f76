"""An answer is understood as a file or as the mail it came in; what answers nothing of ours changes nothing."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest

from tests.factories import an_engagement
from tests.record.planning.conftest import AHEAD, planned
from waylight.intake.calendar_reply import NotAnAnswer, read_reply
from waylight.record.planning.answers import take_replies
from waylight.record.planning.invited import Reply, reply_to
from waylight.record.planning.series import move

pytestmark = pytest.mark.django_db


def a_reply(meeting, said="ACCEPTED", *, who="", at="20950101T090000Z", which="", method="REPLY", sequence=0) -> str:
    """An answer as programs write it."""
    address = who or meeting.engagement.client.user.email
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//Else//EN", f"METHOD:{method}", "BEGIN:VEVENT"),
        *(f"UID:{meeting.series.uid}", f"DTSTAMP:{at}", "DTSTART:20950303T150000Z", f"SEQUENCE:{sequence}"),
        *([f"RECURRENCE-ID:{which}"] if which else []),
        *("ORGANIZER:mailto:coach@coach.example", f"ATTENDEE;CN=X;PARTSTAT={said}:MAILTO:{address.upper()}"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
    return "\r\n".join(lines)


def take(meeting, text: str) -> Reply:
    return take_replies(meeting.engagement, read_reply(text.encode()))[-1]


@pytest.mark.parametrize("said", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_answer_to_all_of_a_series_is_one_to_each_of_its_meetings(engagement, said):
    meetings = planned(engagement, 3)
    take(meetings[0], a_reply(meetings[0], said))
    assert {reply_to(one).answer for one in meetings} == {said.lower()}


def test_an_answer_to_one_time_is_of_that_meeting_alone_even_once_it_was_moved(engagement):
    meetings = planned(engagement, 3)
    move(meetings[1], wall=AHEAD + timedelta(days=8), minutes=60)
    take(meetings[0], a_reply(meetings[0], "DECLINED", which="20950310T150000Z"))
    assert [reply_to(one) and reply_to(one).answer for one in meetings] == [None, "declined", None]


def test_the_later_answer_stands_whichever_is_given_first(engagement):
    (meeting,) = planned(engagement)
    take(meeting, a_reply(meeting, "DECLINED", at="20950102T090000Z"))
    take(meeting, a_reply(meeting, "ACCEPTED", at="20950101T090000Z"))
    assert reply_to(meeting).answer == "declined"
    take(meeting, a_reply(meeting, "ACCEPTED", at="20950103T090000Z"))
    assert reply_to(meeting).answer == "accepted"
    assert Reply.objects.count() == 1


def test_the_mail_that_an_answer_came_in_is_read_too(engagement):
    (meeting,) = planned(engagement)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = engagement.client.user.email, "Accepted: Coaching"
    mail.set_content("Ines accepted.")
    mail.add_alternative(a_reply(meeting), subtype="calendar", params={"method": "REPLY"})
    assert take(meeting, mail.as_string()).answer == "accepted"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no answer to an invitation"),
        ("Dear coach, yes.", "no answer to an invitation"),
        ("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n", "no answer to an invitation"),
        ("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:x\r\n", "no answer to an invitation"),
        ("BEGIN:VCALENDAR" + "x" * 300_000, "larger than 256 kB"),
    ],
)
def test_what_is_no_answer_is_said(text, said):
    with pytest.raises(NotAnAnswer, match=said):
        read_reply(text.encode())


@pytest.mark.parametrize(
    ("method", "said"), [("COUNTER", "another time"), ("REQUEST", "an invitation"), ("CANCEL", "calls a meeting off")]
)
def test_other_mails_of_calendars_are_told_apart(engagement, method, said):
    (meeting,) = planned(engagement)
    with pytest.raises(NotAnAnswer, match=said):
        take(meeting, a_reply(meeting, method=method))


def test_nobody_else_answers_for_her_and_nothing_of_another_engagement_is_answered(engagement):
    (meeting,), (other,) = planned(engagement), planned(an_engagement("Henrik Aas"))
    with pytest.raises(ValueError, match="no address of Ines Calder’s"):
        take(meeting, a_reply(meeting, who="somebody@else.example"))
    with pytest.raises(ValueError, match="not sent from here"):
        take_replies(engagement, read_reply(a_reply(other).encode()))
    with pytest.raises(ValueError, match="no meeting was planned"):
        take(meeting, a_reply(meeting, which="20950304T150000Z"))
    assert not Reply.objects.exists()
