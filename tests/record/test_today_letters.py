"""The mails a client asks for go out once each, on her days and from her hour, say nothing, and stop with one press."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import get_language

from waylight.access.links import LinkExpired, LinkUnknown
from waylight.access.mail import NotSent, compose
from waylight.access.models import Link
from waylight.access.rates import TooOften
from waylight.record import claiming
from waylight.record.between import letters
from waylight.record.between.letters import TodayLetter, send_letters, write_letters
from waylight.record.between.opening import (
    LinkUsed,
    can_be_fresh,
    letter_by_token,
    send_fresh,
    stop_by_link,
    use,
    wish_by_token,
)
from waylight.record.between.wish import Wish, stop, wish_for

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 3, 1, 12, tzinfo=UTC)  # a Sunday
MONDAY = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)  # Lisbon is at UTC in winter
LINK = re.compile(r"https://waylight.example/today/(\S+?)/\s")
STOP = re.compile(r"https://waylight.example/today/(\S+?)/stop/")


@pytest.fixture
def wish(engagement):
    return wish_for(engagement, days=[0, 3], hour=8, site="https://waylight.example/", now=SINCE)


def due(at: datetime) -> int:
    write_letters(at)
    return send_letters(at)


def test_it_goes_out_on_her_days_from_her_hour_once(wish, mailoutbox):
    sent = [due(MONDAY.replace(hour=hour) + timedelta(days=day)) for day in range(7) for hour in (7, 8, 9, 13)]
    assert sent == [0, 1, 0, 0, *[0] * 8, 0, 1, 0, 0, *[0] * 12]
    assert {tuple(mail.to) for mail in mailoutbox} == {(wish.engagement.client.user.email,)}


def test_the_hour_is_that_of_her_zone_in_summer_too(wish):
    summer = datetime(2026, 7, 6, 7, 5, tzinfo=UTC)  # five past eight in Lisbon
    assert [due(summer - timedelta(hours=1)), due(summer)] == [0, 1]


def test_a_mail_for_the_morning_is_not_sent_in_the_evening(wish):
    assert due(MONDAY + timedelta(hours=6)) == 0


def test_a_mail_for_late_in_the_evening_goes_out_after_midnight_if_it_has_to(engagement, mailoutbox):
    wish_for(engagement, days=[0], hour=23, site="https://waylight.example/", now=SINCE)
    assert due(datetime(2026, 3, 3, 0, 20, tzinfo=UTC)) == 1
    assert TodayLetter.objects.get().on == date(2026, 3, 2)


def test_nothing_is_sent_for_an_hour_that_was_over_when_she_asked(engagement):
    wish_for(engagement, days=[0], hour=8, site="https://waylight.example/", now=MONDAY)
    assert due(MONDAY + timedelta(minutes=5)) == 0


def test_it_holds_no_word_and_no_name(wish, mailoutbox):
    due(MONDAY)
    whole = mailoutbox[0].subject + mailoutbox[0].body + mailoutbox[0].alternatives[0][0]
    for word in ("Ines", "Calder", "Maren", "Voss", wish.engagement.practice.name):
        assert word not in whole


def test_a_mail_program_can_stop_them_with_one_press(wish, mailoutbox):
    due(MONDAY)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = STOP.search(headers["List-Unsubscribe"]).group(1)
    stop_by_link(wish_by_token(token), now=MONDAY)
    stop_by_link(wish_by_token(token), now=MONDAY)
    assert due(MONDAY + timedelta(days=3)) == 0


def test_who_stops_them_gets_none_that_waited(wish):
    write_letters(MONDAY)
    stop(wish, now=MONDAY)
    assert send_letters(MONDAY) == 0


@pytest.mark.parametrize("gone", ["over", "no account", "closed"])
def test_none_goes_to_who_is_no_client_any_more(wish, gone):
    engagement = wish.engagement
    if gone == "over":
        engagement.ends = date(2026, 3, 1)  # the day she asked
        engagement.save(update_fields=["ends"])
    elif gone == "no account":
        engagement.client.user = None
        engagement.client.save()
    else:
        engagement.client.user.is_active = False
        engagement.client.user.save()
    assert due(MONDAY) == 0


def test_who_asks_after_the_end_gets_them(engagement):
    engagement.ends = date(2026, 2, 27)
    engagement.save(update_fields=["ends"])
    wish_for(engagement, days=[0], hour=8, site="https://waylight.example/", now=SINCE)
    assert due(MONDAY) == 1


def test_a_server_that_is_down_is_tried_again_and_a_restart_sends_none_twice(wish, monkeypatch, mailoutbox):
    def refuse(mail, before_end):
        raise NotSent("down")

    with monkeypatch.context() as down:
        down.setattr(claiming, "send", refuse)
        assert due(MONDAY) == 0
    assert [due(MONDAY + timedelta(minutes=n)) for n in (5, 10)] == [1, 0]
    TodayLetter.objects.update(sent_at=None)  # killed between the server's answer and our note
    assert due(MONDAY + timedelta(minutes=15)) == 0
    assert len(mailoutbox) == 1


def test_two_workers_at_once_send_it_once(wish, monkeypatch):
    really, sent = claiming.send, []

    def while_another_looks(mail, before_end):
        sent.append(mail)
        if len(sent) < 3:
            send_letters(MONDAY)
        really(mail, before_end)

    monkeypatch.setattr(claiming, "send", while_another_looks)
    assert due(MONDAY) == 1
    assert len(sent) == 1


def test_a_link_opens_once(wish, mailoutbox):
    due(MONDAY)
    token = LINK.search(mailoutbox[0].body).group(1)
    Link.objects.update(expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    letter = letter_by_token(token)
    assert use(letter, now=MONDAY) == wish.engagement.client.user
    for again in (lambda: letter_by_token(token), lambda: use(letter, now=MONDAY)):
        with pytest.raises(LinkUsed, match="once"):
            again()


def test_an_expired_link_says_so_and_a_fresh_one_can_be_had_a_few_times(wish, mailoutbox):
    due(MONDAY)
    token = LINK.search(mailoutbox[0].body).group(1)
    Link.objects.update(expires_at=MONDAY)
    with pytest.raises(LinkExpired, match="good until 2 March 2026"):
        letter_by_token(token)
    for _ in range(3):
        send_fresh(can_be_fresh(token), now=MONDAY)
    assert len(mailoutbox) == 4
    with pytest.raises(TooOften):
        send_fresh(can_be_fresh(token), now=MONDAY)


def test_a_link_that_was_never_made_opens_and_sends_nothing(wish):
    with pytest.raises(LinkUnknown):
        letter_by_token("made-up")
    assert can_be_fresh("made-up") is None


def test_once_they_are_stopped_an_old_mail_sends_no_fresh_link(wish, mailoutbox):
    due(MONDAY)
    token = LINK.search(mailoutbox[0].body).group(1)
    stop(wish, now=MONDAY)
    assert can_be_fresh(token) is None


@pytest.mark.parametrize(("days", "hour"), [([], 8), ([7], 8), ([1], 24)])
def test_days_and_hours_that_are_none_are_refused(engagement, days, hour):
    with pytest.raises(ValueError, match="Choose"):
        wish_for(engagement, days=days, hour=hour, site="https://waylight.example/", now=SINCE)
    assert not Wish.objects.exists()


def test_her_coach_does_not_see_what_she_asked_for(wish):
    assert not Wish.objects.visible_to(wish.engagement.coach.user).exists()
    assert Wish.objects.visible_to(wish.engagement.client.user).exists()


def test_it_is_written_in_the_language_of_who_gets_it(wish, mailoutbox, monkeypatch):
    user = wish.engagement.client.user
    user.language = "es"
    user.save(update_fields=["language"])
    spoken = []

    def compose_and_note(*given):
        spoken.append(get_language())
        return compose(*given)

    monkeypatch.setattr(letters, "compose", compose_and_note)
    assert due(MONDAY) == 1
    assert spoken == ["es"]
    assert get_language() == "en-gb"
