"""Signing in by password: right, wrong, too often; nobody signs up; nobody is led away."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import reverse

from tests.pages.account.conftest import PASSWORD, is_signed_in
from waylight.access.models import User

WRONG = "do not belong together"


def test_the_right_password_leads_to_the_engagements(user, sign_in):
    browser, answer = sign_in(user)
    assert (answer.status_code, answer.url) == (302, "/first/")
    assert is_signed_in(browser)


def test_the_address_may_be_written_in_capitals(user, sign_in):
    user.email = user.email.upper()
    assert is_signed_in(sign_in(user)[0])


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(user, sign_in):
    _, wrong = sign_in(user, "not the password")
    unknown = Client().post("/sign-in/", {"login": "nobody@example.org", "password": PASSWORD})
    for answer in (wrong, unknown):
        assert answer.status_code == 200
        assert WRONG in answer.content.decode()
    assert strip(wrong, user.email) == strip(unknown, "nobody@example.org")


def strip(answer, address: str) -> str:
    token = answer.context["csrf_token"]
    return answer.content.decode().replace(address, "").replace(str(token), "")


def test_after_too_many_attempts_the_right_password_has_to_wait(user, sign_in):
    for _ in range(5):
        sign_in(user, "not the password")
    browser, answer = sign_in(user)
    assert "Too many attempts" in answer.content.decode()
    assert not is_signed_in(browser)


def test_who_tries_one_address_after_the_other_has_to_wait_too(db):
    browser = Client()
    for n in range(30):
        browser.post("/sign-in/", {"login": f"user{n}@example.org", "password": "guessed"})
    answer = browser.post("/sign-in/", {"login": "one.more@example.org", "password": "guessed"})
    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode()


def test_who_was_on_the_way_somewhere_gets_there(user, sign_in):
    assert sign_in(user, next="/account/sessions/")[1].url == "/account/sessions/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(user, sign_in, elsewhere):
    assert sign_in(user, next=elsewhere)[1].url == "/first/"


def test_signing_out_ends_the_session(user, sign_in):
    browser, _ = sign_in(user)
    assert browser.get("/sign-out/").status_code == 200  # asking is no signing out
    assert is_signed_in(browser)
    assert browser.post("/sign-out/").url == "/sign-in/"
    assert not is_signed_in(browser)


def test_nobody_signs_up(db):
    for name in ("sign-in", "account_signup"):
        answer = Client().get(reverse(name))
        assert b"password2" not in answer.content
    answer = Client().post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert answer.status_code == 405
    assert not User.objects.exists()


def test_a_closed_account_says_so_and_stays_closed(user, sign_in):
    User.objects.filter(pk=user.pk).update(is_active=False)
    browser, answer = sign_in(user)
    assert answer.url == reverse("account_inactive")
    assert b"This account is closed" in browser.get(answer.url).content
    assert not is_signed_in(browser)


def test_passwords_are_kept_as_argon2(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    made = User.objects.create_user("someone@example.org", PASSWORD)
    assert identify_hasher(made.password).algorithm == "argon2"


def test_support_staff_sign_in_where_everybody_does(db):
    answer = Client().get("/support/login/")
    assert answer.url.startswith("/sign-in/")
