"""A mail goes out once: whatever the server answers at its end, and wherever the worker is killed."""

from __future__ import annotations

import signal
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError

from tests.factories import a_stakeholder, an_open_round, noon
from tests.record.planning.conftest import AHEAD, planned
from tests.servers import GONE, mail_server
from tests.stores import Store
from waylight.access.mail_server import mail_settings
from waylight.record import claiming
from waylight.record.asking import due as pulse_due
from waylight.record.between import letters as today_letters
from waylight.record.between.wish import wish_for
from waylight.record.claiming import in_doubt, let_be, send_again
from waylight.record.planning.due import due
from waylight.record.planning.invited import Invite, To
from waylight.record.planning.reminding import remind
from waylight.record.planning.series import invite_by_mail
from waylight.record.pulse import Letter

MONDAY = datetime(2026, 3, 2, 8, 10, tzinfo=UTC)
SITE = "https://waylight.example/"


@pytest.fixture
def box(settings):
    with mail_server() as (box, port):
        for name, value in mail_settings(f"smtp://127.0.0.1:{port}").items():
            setattr(settings, name, value)
        yield box


def a_reminder(engagement):
    planned(engagement, invites=False)
    remind(engagement.client.user, zone="Europe/Berlin", site=SITE)
    return lambda later: due(datetime(2095, 3, 2, 16, tzinfo=UTC) + later)


def an_invitation(engagement):
    (meeting,) = planned(engagement, invites=False)
    invite_by_mail(meeting.series, on=True)
    Invite.objects.filter(to=To.CLIENT).delete()
    return lambda later: due(AHEAD.replace(tzinfo=UTC) - timedelta(days=9) + later)


def a_letter_of_the_pulse(engagement):
    an_open_round(engagement, [a_stakeholder(engagement, "Mei Okafor")], date(2026, 3, 2))
    return lambda later: pulse_due.due(noon(date(2026, 3, 2)) + later)


def a_mail_to_today(engagement):
    wish_for(engagement, days=[0], hour=8, site=SITE, now=MONDAY - timedelta(days=3))

    def go(later):
        today_letters.write_letters(MONDAY + later)
        return today_letters.send_letters(MONDAY + later)

    return go


EACH = [a_reminder, an_invitation, a_letter_of_the_pulse, a_mail_to_today]


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["451 later", "554 never", GONE])
@pytest.mark.parametrize("waiting", EACH)
def test_one_that_was_refused_at_its_end_is_tried_again_and_is_never_in_doubt(engagement, box, waiting, answer):
    send = waiting(engagement)
    box.answers = [answer]
    assert send(timedelta()) == 0
    assert send(timedelta(hours=2)) == 1
    assert send(timedelta(hours=4)) == 0
    assert len(box.mails) == 1


class Killed(BaseException):
    """The worker ends here."""


@pytest.mark.django_db
@pytest.mark.parametrize("waiting", EACH)
def test_one_that_was_begun_to_be_handed_over_is_in_doubt_and_not_sent_again_by_itself(
    engagement, box, waiting, monkeypatch
):
    send = waiting(engagement)

    def killed(mail, before_end):
        before_end()
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr("waylight.record.claiming.send", killed)
        with pytest.raises(Killed):
            send(timedelta())
    assert send(timedelta(hours=2)) == 0
    assert box.mails == []


@pytest.mark.django_db
def test_of_one_in_doubt_it_is_said_whether_it_is_sent_again_or_let_be(engagement, box, monkeypatch):
    send, started = a_letter_of_the_pulse(engagement), noon(date(2026, 3, 2))
    monkeypatch.setattr("waylight.record.claiming.send", lambda mail, before_end: before_end() or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(timedelta())
    monkeypatch.undo()
    assert not Letter.objects.filter(in_doubt(started + timedelta(minutes=1))).exists()  # it may still be in hand
    doubted = Letter.objects.filter(in_doubt(started + timedelta(minutes=11)))
    assert doubted.count() == 1
    assert send_again(doubted.all()) == 1
    assert send(timedelta(minutes=12)) == 1
    assert len(box.mails) == 1
    Letter.objects.update(sent_at=None)
    assert let_be(Letter.objects.filter(in_doubt(started + timedelta(minutes=30)))) == 1
    assert send(timedelta(hours=3)) == 0
    assert Letter.objects.get().sent_at == Letter.objects.get().handed_at


@pytest.mark.django_db
def test_one_that_is_withdrawn_just_before_its_end_is_dropped_by_the_server(engagement, box, monkeypatch):
    send, really = a_letter_of_the_pulse(engagement), claiming.send

    def withdrawn(mail, before_end):
        Letter.objects.all().delete()
        really(mail, before_end)

    monkeypatch.setattr(claiming, "send", withdrawn)
    assert send(timedelta()) == 0
    assert box.mails == []


@pytest.mark.django_db
def test_one_that_the_store_cannot_mark_is_not_handed_over(engagement, box, monkeypatch):
    send, really = a_letter_of_the_pulse(engagement), claiming.send

    def full(mail, before_end):
        def mark():
            raise OperationalError("database or disk is full")

        really(mail, mark)

    with monkeypatch.context() as disk:
        disk.setattr(claiming, "send", full)
        with pytest.raises(OperationalError):
            send(timedelta())
    assert box.mails == []
    assert send(timedelta(hours=2)) == 1


MAKE = """
import sys
from datetime import date
from tests.factories import a_stakeholder, an_engagement, an_open_round, noon
engagement = an_engagement()
an_open_round(engagement, [a_stakeholder(engagement, "Mei Okafor")], date(2026, 3, 2))
"""
KILLED = """
import os, signal, sys
from waylight.access import smtp
from waylight.record import claiming
mark, send = smtp.EmailBackend._before_end, claiming.send
def end():
    os.kill(os.getpid(), signal.SIGKILL)
def before(backend):
    end()
def after(backend):
    mark(backend)
    end()
def answered(mail, before_end):
    send(mail, before_end)
    end()
match sys.argv[1]:
    case "before the mark":
        smtp.EmailBackend._before_end = before
    case "after the mark":
        smtp.EmailBackend._before_end = after
    case "after the answer":
        claiming.send = answered
"""
DUE = """
from datetime import date, timedelta
from tests.factories import noon
from waylight.record.asking.due import due
from waylight.record.claiming import in_doubt
from waylight.record.pulse import Letter
later = noon(date(2026, 3, 2)) + timedelta(hours=2)
print(due(later if {later} else noon(date(2026, 3, 2))), Letter.objects.filter(in_doubt(later)).count())
"""


@pytest.mark.skipif("'DATABASE_URL' in __import__('os').environ", reason="it kills what works on a file")
@pytest.mark.parametrize(
    ("where", "then", "mails"),
    [("before the mark", "1 0", 1), ("after the mark", "0 1", 0), ("after the answer", "0 1", 1)],
)
def test_a_kill_before_the_mark_sends_it_again_and_one_after_it_does_not(tmp_path, where, then, mails):
    with mail_server() as (box, port):
        store = Store.made(tmp_path / "var", WAYLIGHT_SMTP_URL=f"smtp://127.0.0.1:{port}")
        store.says(MAKE)
        worker = store.start(KILLED + DUE.format(later=False), where)
        worker.communicate(timeout=60)
        assert worker.returncode == -signal.SIGKILL
        assert len(box.mails) == (where == "after the answer")
        assert store.says(DUE.format(later=True)) == then
        assert len(box.mails) == mails
