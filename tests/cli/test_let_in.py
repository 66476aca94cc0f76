"""``waylight let-in``: who lost every second factor gets in by password, sets up a new one, and is told by mail."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_coach, a_user, with_second_factor
from waylight.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_place_for_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"


def test_the_password_leads_to_setting_up_a_new_second_factor(capsys, mailoutbox):
    coach = a_coach().user
    there = Client()
    there.force_login(coach)
    assert main(["let-in", coach.email.upper()]) == 0
    assert "sets up a second factor" in capsys.readouterr().out
    assert there.get("/account/").status_code == 302  # sessions have ended
    here = Client()
    here.post("/sign-in/", {"login": coach.email, "password": "a password for tests"})
    assert here.get("/").url == "/account/second-factor/"
    [mail] = mailoutbox
    assert mail.to == [coach.email]
    assert "took the second factors" in mail.body


def test_nobody_else_is_touched():
    other = with_second_factor(a_user())
    main(["let-in", a_coach().user.email])
    assert other.authenticator_set.count() == 1


def test_an_unknown_address_is_said_and_changes_nothing(capsys, mailoutbox):
    assert main(["let-in", "nobody@example.org"]) == 2
    assert "Nobody has an account" in capsys.readouterr().err
    assert mailoutbox == []
