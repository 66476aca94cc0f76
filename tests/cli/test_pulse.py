"""``waylight pulse due`` and the tick of ``waylight run`` send what is due, once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories import a_planned_round, a_stakeholder
from waylight.cli import main
from waylight.cli.pulse import tick
from waylight.record.asking.rounds import open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(engagement):
    now = timezone.now()
    pulse = a_planned_round(engagement, [a_stakeholder(engagement, "Mei Okafor")], engagement.local_day(now))
    open_round(pulse, site="https://waylight.example/", now=now)


def test_what_is_due_goes_out_once_and_is_counted(opened, capsys, mailoutbox):
    assert main(["pulse", "due"]) == 0
    assert capsys.readouterr().out == "1 letter sent.\n"
    assert main(["pulse", "due"]) == 0
    assert capsys.readouterr().out == "0 letters sent.\n"
    assert [mail.to for mail in mailoutbox] == [["mei.okafor@norvia.example"]]


def test_the_tick_hands_letters_to_the_worker_and_does_nothing_without_any(opened, mailoutbox):
    tick()
    tick()
    assert len(mailoutbox) == 1
