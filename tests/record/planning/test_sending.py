"""Invitations go out as mails that calendar programs understand: asked, changed, called off; and once each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from django.utils import timezone
from icalendar import Calendar

from tests.factories import a_coach, an_engagement, client_alias
from tests.record.planning.conftest import AHEAD, planned
from waylight.access.mail import NotSent
from waylight.record import claiming
from waylight.record.planning.due import due
from waylight.record.planning.series import call_off_together, hold_together, invite_by_mail, move

pytestmark = pytest.mark.django_db


def part_of(mail):
    """The calendar of a mail, as the mail names it."""
    (found,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return found


def calendar_of(mail) -> Calendar:
    return Calendar.from_ical(part_of(mail).get_content())


def mails(box, to) -> list:
    """The mails to somebody, once what is due was sent."""
    due(timezone.now())
    return [mail for mail in box.mails if mail["To"] == to.email]


def times(found: Calendar) -> list[str]:
    """The local times that a calendar program shows of it."""
    shown = recurring_ical_events.of(found).between(AHEAD - timedelta(days=9), AHEAD + timedelta(days=90))
    return sorted(f"{one['DTSTART'].dt.astimezone(ZoneInfo('Europe/Berlin')):%m-%d %H:%M}" for one in shown)


def test_the_client_is_asked_and_the_coach_is_told(engagement, mailbox):
    planned(engagement)
    (mail,) = mails(mailbox, engagement.client.user)
    assert part_of(mail).get_param("method") == "REQUEST"
    assert part_of(mail).get_content_charset() == "utf-8"
    found = calendar_of(mail)
    (event,) = found.walk("VEVENT")
    assert (found["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("REQUEST", 0, "CONFIRMED")
    assert event["ORGANIZER"] == f"mailto:{engagement.coach.user.email}"
    assert event["ATTENDEE"] == f"mailto:{engagement.client.user.email}"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["DTSTART"].dt == AHEAD.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert mail["Reply-To"] == engagement.coach.user.email
    (told,) = mails(mailbox, engagement.coach.user)
    assert calendar_of(told)["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in calendar_of(told).walk("VEVENT")[0]


def test_each_is_written_to_in_the_language_they_chose_and_a_client_without_an_account_in_her_coachs(
    engagement, mailbox
):
    client, coach = engagement.client, engagement.coach.user
    coach.language, client.user.language = "de", "es"
    coach.save()
    client.user.save()
    (meeting,) = planned(engagement)
    assert "3 de marzo de 2095" in mails(mailbox, client.user)[0]["Subject"]
    assert "3. März 2095" in mails(mailbox, coach)[0]["Subject"]
    address = client_alias(engagement)
    address.value = "hers@elsewhere.example"
    address.save()
    client.user, mailbox.mails[:] = None, []
    client.save()
    call_off_together(meeting, following=False)
    due(timezone.now())
    assert {mail["To"] for mail in mailbox.mails} == {coach.email, "hers@elsewhere.example"}
    assert all("3. März 2095" in mail["Subject"] for mail in mailbox.mails)


def test_neither_mail_nor_calendar_says_who_or_what_about(engagement, mailbox):
    meeting, *_ = planned(engagement, 2)
    meeting.agreement = "the reorganisation"
    meeting.save()
    for user in (engagement.client.user, engagement.coach.user):
        (mail,) = mails(mailbox, user)
        whole = mail.as_string()
        assert mail["Subject"] == "Coaching, 3 March 2095, 16:00"
        for word in ("Ines", "Calder", "Maren", "Voss", "reorganisation", engagement.practice.name):
            assert word not in whole, word
        assert {event["SUMMARY"] for event in calendar_of(mail).walk("VEVENT")} == {"Coaching"}


def test_a_series_is_one_invitation_with_its_rule_and_its_zone(engagement, mailbox):
    planned(engagement, 6)  # the clock is set forward on 27 March 2095
    (mail,) = mails(mailbox, engagement.client.user)
    found = calendar_of(mail)
    assert [f"{one['TZID']}" for one in found.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert times(found) == [*("03-03 16:00", "03-10 16:00", "03-17 16:00", "03-24 16:00", "03-31 16:00"), "04-07 16:00"]
    assert "six" not in mail.get_body(["plain"]).get_content()
    assert "Thursday 31 March 2095, 16:00 (Europe/Berlin), 60 minutes" in mail.get_body(["plain"]).get_content()


def test_a_change_has_the_same_name_and_a_later_number(engagement, mailbox):
    meetings = planned(engagement, 4)
    (first,) = mails(mailbox, engagement.client.user)
    move(meetings[1], wall=AHEAD + timedelta(days=8, hours=-6), minutes=90)
    call_off_together(meetings[2], following=False)
    *_, last = mails(mailbox, engagement.client.user)
    assert last["Subject"].startswith("Changed: coaching")
    assert {one["UID"] for one in calendar_of(last).walk("VEVENT")} == {calendar_of(first).walk("VEVENT")[0]["UID"]}
    assert {int(one["SEQUENCE"]) for one in calendar_of(last).walk("VEVENT")} == {2}
    assert times(calendar_of(last)) == ["03-03 16:00", "03-11 10:00", "03-24 16:00"]


def test_of_changes_made_at_once_only_how_it_stands_is_sent(engagement, mailbox):
    (meeting,) = planned(engagement)
    for hour in (9, 10, 11):
        move(meeting, wall=AHEAD.replace(hour=hour), minutes=60)
    (mail,) = mails(mailbox, engagement.client.user)
    assert times(calendar_of(mail)) == ["03-03 11:00"]


def test_called_off_is_a_cancellation_and_held_after_all_a_request_again(engagement, mailbox):
    (meeting,) = planned(engagement)
    mails(mailbox, engagement.client.user)
    call_off_together(meeting, following=False)
    *_, off = mails(mailbox, engagement.client.user)
    event = calendar_of(off).walk("VEVENT")[0]
    assert part_of(off).get_param("method") == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    meeting.refresh_from_db()
    hold_together(meeting)
    *_, held = mails(mailbox, engagement.client.user)
    event = calendar_of(held).walk("VEVENT")[0]
    assert (calendar_of(held)["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 2)


def test_what_was_never_sent_is_not_called_off_by_mail(engagement, mailbox):
    (meeting,) = planned(engagement)
    call_off_together(meeting, following=False)
    assert mails(mailbox, engagement.client.user) == []


def test_nothing_is_sent_unless_it_is_wanted_and_what_is_over_is_sent_to_nobody(engagement, mailbox):
    (meeting,) = planned(engagement, invites=False)
    planned(engagement, wall=datetime(2026, 3, 5, 16))
    assert mails(mailbox, engagement.client.user) == []
    invite_by_mail(meeting.series, on=True)
    assert len(mails(mailbox, engagement.client.user)) == 1
    invite_by_mail(meeting.series, on=False)
    move(meeting, wall=AHEAD.replace(hour=9), minutes=60)
    assert len(mails(mailbox, engagement.client.user)) == 1


def test_a_client_without_an_account_is_written_to_at_the_address_that_is_known(engagement, mailbox):
    bare = an_engagement("Henrik Aas", coach=a_coach("Nora Lindt"), client_goes_by=["Henrik A.", "henrik@aas.example"])
    bare.client.user = None
    bare.client.save()
    planned(bare)
    due(timezone.now())
    assert {mail["To"] for mail in mailbox.mails} == {"henrik@aas.example", bare.coach.user.email}


def test_each_goes_out_once_and_one_that_was_refused_goes_out_later(engagement, mailbox, monkeypatch):
    planned(engagement)
    now = datetime.now(UTC)

    def refuse(mail, before_end):
        raise NotSent("Not now.")

    with monkeypatch.context() as broken:
        broken.setattr(claiming, "send", refuse)
        assert due(now) == 0
    assert due(now + timedelta(minutes=5)) == 0  # somebody may be about to send it
    assert due(now + timedelta(hours=2)) == 2
    assert due(now + timedelta(hours=4)) == 0
    assert len(mailbox.mails) == 2


def test_a_meeting_in_utc_needs_no_rules_of_a_zone(engagement, mailbox):
    planned(engagement, 3, zone="UTC")
    (mail,) = mails(mailbox, engagement.client.user)
    assert not calendar_of(mail).walk("VTIMEZONE")
    assert calendar_of(mail).walk("VEVENT")[0]["DTSTART"].dt == AHEAD.replace(tzinfo=UTC)
