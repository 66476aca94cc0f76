"""What a link in a mail to the client opens: her page, once, for nobody else; and the mails stop with one press."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import with_second_factor
from waylight.access.mail import NotSent
from waylight.access.models import Link
from waylight.record.audit import AuditEvent
from waylight.record.between import letters
from waylight.record.between.letters import TodayLetter
from waylight.record.between.wish import Wish, wish_for

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https://waylight.example(/today/\S+?/)\s")


@pytest.fixture
def wish(engagement):
    return wish_for(engagement, days=range(7), hour=8, site="https://waylight.example/", now=timezone.now())


@pytest.fixture
def mailed(wish, mailoutbox):
    """The addresses in the last mail: what opens the page, and what stops the mails."""

    def last() -> tuple[str, str]:
        mail = mailoutbox[-1]
        return LINK.search(mail.body)[1], mail.extra_headers["List-Unsubscribe"].strip("<>").partition(".example")[2]

    letters.send_at_once(wish, timezone.now())
    return last


def today(wish) -> str:
    return f"/engagements/{wish.engagement_id}/today/"


def test_looking_at_it_uses_nothing_up_and_one_press_opens_the_page(wish, mailed):
    link, _ = mailed()
    her = Client()
    for _ in range(3):
        assert her.get(link).status_code == her.head(link).status_code == 200
    assert her.post(link).url == today(wish)
    assert her.get(today(wish)).status_code == 200
    again = Client().post(link)
    assert again.status_code == 410
    assert "used already" in again.content.decode()
    assert Client().get(today(wish)).status_code == 302


def test_who_has_a_second_factor_is_asked_for_it(wish, mailed):
    with_second_factor(wish.engagement.client.user)
    her = Client()
    assert "second-step" in her.post(mailed()[0]).url
    assert her.get(today(wish)).status_code == 302


def test_who_is_signed_in_as_somebody_else_is_refused_and_it_is_not_used_up(wish, mailed, as_coach):
    assert as_coach.post(mailed()[0]).status_code == 403
    assert TodayLetter.objects.get().opened_at is None


def test_who_is_signed_in_already_is_led_there(wish, mailed, as_client):
    assert as_client.post(mailed()[0]).url == today(wish)


def test_a_fresh_link_comes_by_mail_and_opens(wish, mailed, mailoutbox):
    link, _ = mailed()
    Link.objects.update(expires_at=timezone.now())
    closed = Client().get(link)
    assert closed.status_code == 410
    assert "Send me a fresh link" in closed.content.decode()
    assert "on its way" in Client().post(f"{link}fresh/").content.decode()
    assert mailoutbox[-1].to == [wish.engagement.client.user.email]
    assert Client().post(mailed()[0]).url == today(wish)


def test_a_mail_server_that_is_down_is_said(mailed, monkeypatch):
    def refuse(mail, before_end=None):
        raise NotSent("The mail could not be sent just now.")

    monkeypatch.setattr("waylight.record.claiming.send", refuse)
    answer = Client().post(f"{mailed()[0]}fresh/")
    assert answer.status_code == 503
    assert "could not be sent" in answer.content.decode()


def test_a_link_that_was_cut_off_is_not_found_and_sends_nothing(mailed, mailoutbox):
    answer = Client().get("/today/cut-off/")
    assert answer.status_code == 404
    assert "Send me a fresh link" not in answer.content.decode()
    assert Client().post("/today/cut-off/fresh/").status_code == 404
    assert len(mailoutbox) == 1


def test_a_mail_programs_press_stops_them_without_a_cookie(wish, mailed):
    _, stop = mailed()
    program = Client(enforce_csrf_checks=True)
    assert "Stop these mails?" in program.get(stop).content.decode()
    assert Wish.objects.get().stopped_at is None
    answer = program.post(stop, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, "No more of these mails" in answer.content.decode()) == (200, True)
    assert Wish.objects.get().stopped_at is not None
    assert AuditEvent.objects.filter(what="stop-today-letters", user_id=None).count() == 1
    assert program.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert program.post(stop).status_code == 403  # any other form needs its token


def test_a_fresh_link_is_not_sent_without_a_form_of_ours(mailed):
    assert Client(enforce_csrf_checks=True).post(f"{mailed()[0]}fresh/").status_code == 403


def test_she_asks_changes_and_stops_on_her_page(engagement, as_client):
    where = f"/engagements/{engagement.pk}/today/mails/"
    assert "Choose at least one day" in as_client.post(where, {"hour": "8"}).content.decode()
    as_client.post(where, {"days": ["0", "3"], "hour": "8"})
    assert "Monday, Thursday, from 8:00" in as_client.get(where).content.decode()
    assert Wish.objects.get().since <= timezone.now() + timedelta(seconds=1)
    as_client.post(f"{where}stop/")
    assert Wish.objects.get().stopped_at is not None
    assert "Stop these mails" not in as_client.get(where).content.decode()
