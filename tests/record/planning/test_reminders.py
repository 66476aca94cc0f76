"""Reminders come once, in time, never in quiet hours, and no more once they are stopped."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.factories import a_coach, an_engagement
from tests.record.planning.conftest import AHEAD, planned
from waylight.access.mail import NotSent
from waylight.record import claiming
from waylight.record.handing_over import hand_over
from waylight.record.meeting import Meeting
from waylight.record.planning import reminders
from waylight.record.planning.due import due
from waylight.record.planning.reminders import Reminder
from waylight.record.planning.reminding import Reminding, remind, remind_again, remind_no_more, token_of
from waylight.record.planning.series import call_off_together, move

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
SITE = "https://waylight.example/"


def wanting(user, **given) -> Reminding:
    return remind(user, **{"zone": "Europe/Berlin", "site": SITE, **given})


def at(clock: str, day: int = 2) -> datetime:
    """A moment in March 2095 by the clock of Berlin; meetings are on the 3rd at 16:00."""
    return datetime.fromisoformat(f"2095-03-{day:02}T{clock}").replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.fixture
def meeting(engagement) -> Meeting:
    return planned(engagement, invites=False)[0]


def test_nobody_is_reminded_who_did_not_ask_for_it(meeting, mailoutbox):
    assert due(at("16:00")) == 0
    assert mailoutbox == []


def test_each_is_reminded_once_however_often_it_is_looked_for(engagement, meeting, mailoutbox):
    wanting(engagement.client.user)
    assert due(at("15:59")) == 0
    assert due(at("16:00")) == 1
    assert due(at("16:05")) == 0
    assert due(at("15:00", day=3)) == 0
    wanting(engagement.coach.user, hours=2)
    assert due(at("14:00", day=3)) == 1
    assert [mail.to[0] for mail in mailoutbox] == [engagement.client.user.email, engagement.coach.user.email]


def test_a_reminder_says_when_by_her_clock_and_not_with_whom_or_what_about(engagement, meeting, mailoutbox):
    meeting.agreement = "the reorganisation"
    meeting.save()
    wanting(engagement.client.user, zone="America/New_York")
    due(at("16:00"))
    (mail,) = mailoutbox
    assert mail.subject == "Reminder: coaching, 3 March 2095, 10:00"
    assert "Thursday 3 March 2095, 10:00 (America/New_York), for 60 minutes" in mail.body
    whole = mail.message().as_string()
    for word in ("Ines", "Calder", "Maren", "Voss", "reorganisation", engagement.practice.name):
        assert word not in whole, word


def test_each_is_reminded_in_the_language_they_chose(engagement, meeting, mailoutbox):
    for user, language in ((engagement.client.user, "fr"), (engagement.coach.user, "de")):
        user.language = language
        user.save()
        wanting(user)
    due(at("16:00"))
    days = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert "3 mars 2095" in days[engagement.client.user.email]
    assert "3. März 2095" in days[engagement.coach.user.email]


def test_once_a_meeting_began_nobody_is_reminded_of_it(engagement, meeting, mailoutbox):
    wanting(engagement.client.user)
    assert due(at("16:00", day=3)) == 0


def test_a_moved_meeting_is_reminded_of_at_its_new_time_and_one_that_is_called_off_not_at_all(
    engagement, meeting, mailoutbox
):
    wanting(engagement.client.user)
    due(at("16:00"))
    move(meeting, wall=AHEAD + timedelta(days=7), minutes=60)
    assert due(at("16:00", day=3)) == 0
    assert due(at("16:00", day=9)) == 1
    assert mailoutbox[1].subject.endswith("10 March 2095, 16:00")
    other = planned(engagement, wall=AHEAD + timedelta(days=1), invites=False)[0]
    reminders.write_reminders(at("16:00", day=3))
    call_off_together(other, following=False)
    assert due(at("16:05", day=3)) == 0
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    ("meets", "hours", "comes"),
    [
        ("2095-03-03T16:00", 24, "2095-03-02T16:00"),
        ("2095-03-03T22:30", 24, "2095-03-03T07:00"),  # quiet the evening before: after it
        ("2095-03-03T06:30", 24, "2095-03-02T07:00"),  # quiet at 6:30 the day before: after it
        ("2095-03-03T07:15", 2, "2095-03-02T20:45"),  # after the quiet hours it would be late: just before them
        ("2095-03-03T09:30", 2, "2095-03-03T07:30"),
        ("2095-03-27T03:30", 24, "2095-03-26T07:00"),  # the clock is set forward that night
    ],
)
def test_quiet_hours_bring_a_reminder_after_them_or_before_them(engagement, meets, hours, comes):
    wall = datetime.fromisoformat(meets).replace(tzinfo=BERLIN)
    found = wanting(engagement.client.user, hours=hours).due_at(wall.astimezone(UTC)).astimezone(BERLIN)
    assert f"{found:%Y-%m-%dT%H:%M}" == comes


def test_in_quiet_hours_nothing_goes_out_though_it_was_due_before(engagement, meeting, mailoutbox):
    wanting(engagement.client.user)
    assert due(at("23:00")) == 0
    assert due(at("06:59", day=3)) == 0
    assert due(at("07:00", day=3)) == 1


def test_quiet_hours_can_be_by_day_or_not_at_all(engagement):
    by_day = wanting(engagement.client.user, quiet_from=time(9), quiet_until=time(17))
    assert [by_day.is_quiet(at(clock)) for clock in ("08:59", "09:00", "16:59", "17:00")] == [False, True, True, False]
    never = wanting(engagement.client.user, quiet_from=time(0), quiet_until=time(0))
    assert not never.is_quiet(at("00:00"))


def test_a_mail_can_be_unsubscribed_from_in_one_click_and_that_taken_back(engagement, meeting, mailoutbox):
    mine = wanting(engagement.client.user)
    due(at("16:00"))
    headers = mailoutbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith(SITE)
    assert address in mailoutbox[0].body
    browser, path = Client(enforce_csrf_checks=True), address.removeprefix(SITE.rstrip("/"))
    assert "You are reminded of coaching by mail, a day before." in browser.get(path).content.decode()
    mine.refresh_from_db()
    assert mine.on  # looking at it changed nothing
    browser.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    mine.refresh_from_db()
    assert not mine.on
    page = browser.get(path).content.decode()
    assert "The reminders are stopped." in page
    planned(engagement, wall=AHEAD + timedelta(hours=2), invites=False)
    assert due(at("18:00")) == 0
    browser.post(path, {"do": "again"})
    assert due(at("18:00")) == 0  # a form of ours needs its token
    browser.post(path, {"do": "again", "csrfmiddlewaretoken": browser.cookies["csrftoken"].value})
    assert due(at("18:00")) == 1


def test_a_made_up_link_stops_nothing(engagement):
    mine = wanting(engagement.client.user)
    for token in ("made-up", f"{mine.pk}:x", token_of(mine)[:-1]):
        assert Client().post(f"/reminders/{token}/").status_code == 404
    mine.refresh_from_db()
    assert mine.on


def test_who_stops_them_while_they_go_out_gets_none(engagement, meeting, mailoutbox):
    mine = wanting(engagement.client.user)
    reminders.write_reminders(at("16:00"))
    remind_no_more(mine)
    assert reminders.send_reminders(at("16:00")) == 0
    remind_again(mine)
    assert due(at("16:05")) == 1


def test_who_coaches_no_more_is_not_reminded(engagement, meeting, mailoutbox):
    wanting(engagement.coach.user)
    reminders.write_reminders(at("16:00"))
    hand_over(engagement, to=a_coach("Nora Lindt", engagement.practice), by=engagement.coach.user)
    assert due(at("16:05")) == 0


def test_one_that_was_refused_goes_out_later_as_the_same_mail(engagement, meeting, mailoutbox, monkeypatch):
    wanting(engagement.client.user)
    tried = []

    def refuse(mail, before_end):
        tried.append(mail.message()["Message-ID"])
        raise NotSent("Not now.")

    with monkeypatch.context() as broken:
        broken.setattr(claiming, "send", refuse)
        assert due(at("16:00")) == 0
    assert due(at("16:05")) == 0  # somebody may be about to send it
    assert due(at("16:11")) == 1
    assert [mail.message()["Message-ID"] for mail in mailoutbox] == tried


def test_one_that_another_worker_has_in_hand_is_left_to_it(engagement, meeting, mailoutbox):
    wanting(engagement.client.user), wanting(engagement.coach.user)
    reminders.write_reminders(at("16:00"))
    in_hand = Reminder.objects.first()
    Reminder.objects.filter(pk=in_hand.pk).update(claimed_at=at("16:00"))
    assert reminders.send_reminders(at("16:00")) == 1


def test_real_mails_of_many_go_over_one_connection(engagement, mailbox):
    for n in range(5):
        other = an_engagement(f"Client {n}", coach=engagement.coach)
        planned(other, invites=False)
        wanting(other.client.user)
    assert due(at("16:00")) == 5
    assert len({mail["To"] for mail in mailbox.mails}) == 5
    assert {mail["List-Unsubscribe-Post"] for mail in mailbox.mails} == {"List-Unsubscribe=One-Click"}


def test_the_page_says_how_it_stands(engagement, as_client):
    def words(answer):
        return answer.content.decode()

    page = words(as_client.get("/account/calendar/"))
    assert "You are not reminded." in page
    assert '<option value="Europe/Lisbon" selected>' in page
    typed = {"hours": "48", "zone": "Europe/Lisbon", "quiet_from": "20:00", "quiet_until": "08:00", "do": "remind"}
    page = words(as_client.post("/account/calendar/reminders/", typed, follow=True))
    assert "You are reminded of coaching two days before, by the clock of Europe/Lisbon." in page
    assert Reminding.objects.get().site == "http://testserver/"
    page = words(as_client.post("/account/calendar/reminders/", {**typed, "quiet_from": "late"}))
    assert "Enter a valid time." in page
    assert 'value="late"' in page
    as_client.post("/account/calendar/reminders/", {"do": "stop"})
    assert "You are not reminded." in words(as_client.get("/account/calendar/"))
