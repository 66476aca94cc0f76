"""An installation is set up once: by who sits at it, or by who has the printed code; and never again."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import a_coach
from tests.pages.test_every_page_is_sound import Page
from waylight.access.first_account import FirstAccount, code_fits, new_code
from waylight.access.models import User
from waylight.cli.prepare import set_up_here
from waylight.record.first_practice import is_open
from waylight.record.people import Member, Practice

HERE = "/set-up/"
GIVEN = {
    "name": "Ada Brook",
    "practice": "Brook Coaching",
    "email": "Ada@Brook.example",
    "password": "nine herons by the weir",
    "zone": "Europe/Berlin",
    "language": "de",
}


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def near(db, var):
    return Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="127.0.0.1")


@pytest.fixture
def far(db, var):
    return Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="203.0.113.9")


def test_who_sits_at_the_machine_makes_the_first_account_and_practice_and_is_signed_in(near):
    shown = near.get(HERE).content.decode()
    assert "Set up your practice" in shown
    assert "code" not in re.findall(r'name="(\w+)"', shown)
    assert Page(shown).unsound() == []
    answer = near.post(HERE, GIVEN)
    assert answer["Location"] == "/first-steps/"
    user = User.objects.get()
    assert (user.email, str(user), near.session["_auth_user_id"]) == ("ada@brook.example", "Ada Brook", str(user.pk))
    practice = Practice.objects.get()
    assert (practice.name, practice.zone, practice.language) == ("Brook Coaching", "Europe/Berlin", "de")
    assert {one.role for one in Member.objects.filter(user=user)} == {"coach", "admin"}


def test_a_second_factor_comes_before_anything_opens(near):
    near.post(HERE, GIVEN)
    assert near.get("/first-steps/")["Location"] == "/account/second-factor/"


def test_it_is_closed_for_good_after_that(near, far):
    near.post(HERE, GIVEN)
    stranger = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="127.0.0.1")
    assert stranger.get(HERE).status_code == 404
    late = stranger.post(HERE, {**GIVEN, "email": "eve@evil.example"})
    assert late.status_code == 404
    assert "has been set up" in late.content.decode()
    assert User.objects.count() == 1
    FirstAccount.objects.all().delete()
    assert not is_open()  # an account alone closes it, too


def test_it_is_not_there_where_somebody_has_an_account(near):
    a_coach()
    assert near.get(HERE).status_code == 404
    assert "Set up your practice" not in near.get("/sign-in/").content.decode()


def test_the_invented_people_of_the_sample_do_not_close_it(near):
    a_coach(practice=Practice.objects.create(name="Sample", sample=True))
    assert near.get(HERE).status_code == 200
    assert "Set up your practice" in near.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"REMOTE_ADDR": "203.0.113.9", "headers": {"host": "127.0.0.1"}},
        {"REMOTE_ADDR": "127.0.0.1", "headers": {"host": "testserver"}},
        {"REMOTE_ADDR": "127.0.0.1", "headers": {"host": "127.0.0.1", "x-forwarded-for": "203.0.113.9"}},
    ],
)
def test_from_elsewhere_it_takes_the_printed_code(db, var, given, django_capture_on_commit_callbacks):
    browser = Client(**given)
    assert 'name="code"' in browser.get(HERE).content.decode()
    code = new_code()
    refused = browser.post(HERE, GIVEN)
    assert (refused.status_code, User.objects.count()) == (422, 0)
    refused = browser.post(HERE, {**GIVEN, "code": "AAAA-AAAA-AAAA-AAAA-AAAA"})
    assert "not the code that was printed last" in refused.content.decode()
    assert User.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(HERE, {**GIVEN, "code": code.lower().replace("-", " ")}).status_code == 302
    assert not (var / "set-up-code").exists()


def test_without_a_printed_code_no_code_fits(far, var):
    assert not code_fits("")
    assert far.post(HERE, {**GIVEN, "code": ""}).status_code == 422
    assert far.post(HERE, {**GIVEN, "code": "----"}).status_code == 422
    assert User.objects.count() == 0


def test_a_code_cannot_be_guessed_at(far, var):
    new_code()
    answers = [far.post(HERE, {**GIVEN, "code": f"{n:04}"}).status_code for n in range(25)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_only_the_last_code_fits_and_only_its_hash_is_kept(db, var):
    first, second = new_code(), new_code()
    assert (code_fits(first), code_fits(second)) == (False, True)
    kept = (var / "set-up-code").read_text()
    assert second not in kept
    assert (var / "set-up-code").stat().st_mode & 0o077 == 0


def test_the_command_prints_where_and_the_code_until_it_is_set_up(near, var):
    said = set_up_here("http://127.0.0.1:8000/")
    assert "http://127.0.0.1:8000/set-up/" in said
    assert code_fits(said.split()[-1])
    near.post(HERE, GIVEN)
    assert set_up_here("http://127.0.0.1:8000/") == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "nowhere"}, "valid email address"),
        ({"password": "short"}, "too short"),
        ({"password": "ada@brook.example"}, "too similar"),
        ({"zone": "Mars/Base"}, "not one of the available choices"),
        ({"name": " "}, "This field is required"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(near, changed, said):
    answer = near.post(HERE, {**GIVEN, **changed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert 'value="Brook Coaching"' in shown
    assert GIVEN["password"] not in shown
    assert User.objects.count() == 0
    assert near.post(HERE, GIVEN).status_code == 302


def test_of_two_who_both_found_it_open_one_sets_it_up(near, monkeypatch):
    monkeypatch.setattr("waylight.record.first_practice.is_open", lambda: True)
    monkeypatch.setattr("waylight.pages.set_up.view.is_open", lambda: True)
    assert near.post(HERE, GIVEN).status_code == 302
    other = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="127.0.0.1")
    late = other.post(HERE, {**GIVEN, "email": "eve@evil.example"})
    assert (late.status_code, "has been set up" in late.content.decode()) == (404, True)
    assert (User.objects.count(), Practice.objects.count(), FirstAccount.objects.count()) == (1, 1, 1)
