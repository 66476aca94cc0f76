"""An authenticator app and recovery codes: set up, asked for at sign-in, refused when wrong, used or too far off."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator

from tests.factories import a_coach, code_now, with_second_factor
from tests.pages.account.conftest import PASSWORD, is_signed_in

STEP = "/account/second-step/"


def key_on(page) -> str:
    return re.search(r'id="key">([A-Z2-7]+)<', page.content.decode())[1]


def in_one_step(do):
    """Do something within one step of 30 seconds; again, if the step changed meanwhile."""
    while True:
        step = int(time.time()) // 30
        done = do()
        if int(time.time()) // 30 == step:
            return done


@pytest.fixture
def on_the_way(user, sign_in):
    """A browser in which the password was right and the second factor is asked for."""
    with_second_factor(user)

    def on_the_way_():
        browser, answer = sign_in(user)
        assert answer.url == STEP
        return browser

    return on_the_way_


def test_the_page_shows_the_key_as_drawing_and_as_text(signed_in):
    page = signed_in.get("/account/second-factor/app/")
    words = page.content.decode()
    assert "<svg" in words
    assert len(key_on(page)) == 32
    assert "<script" not in words.partition("<main")[2]
    assert "style=" not in words


def test_an_app_is_set_up_with_the_code_that_it_shows(user, signed_in):
    key = key_on(signed_in.get("/account/second-factor/app/"))
    answer = signed_in.post("/account/second-factor/app/", {"code": code_now(key)})
    assert answer.url == "/account/second-factor/codes/"
    codes = re.findall(r"<li>(\d{8})</li>", signed_in.get(answer.url).content.decode())
    assert len(set(codes)) == 10
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_a_wrong_code_sets_nothing_up_and_the_key_stays(user, signed_in):
    key = key_on(signed_in.get("/account/second-factor/app/"))
    answer = signed_in.post("/account/second-factor/app/", {"code": "000000"})
    assert "That is not right" in answer.content.decode()
    assert key_on(answer) == key
    assert not Authenticator.objects.filter(user=user).exists()


def test_what_protects_the_account_is_changed_only_after_the_password_again(user, sign_in):
    browser, _ = sign_in(user)
    answer = browser.get("/account/second-factor/app/")
    assert answer.url.startswith("/account/confirm/")
    wrong = browser.post(answer.url, {"password": "not the password"})
    assert "not your password" in wrong.content.decode()
    right = browser.post(answer.url, {"password": PASSWORD, "next": "/account/second-factor/app/"})
    assert right.url == "/account/second-factor/app/"


def test_the_password_alone_does_not_sign_in(on_the_way):
    assert not is_signed_in(on_the_way())


def test_the_code_of_now_signs_in(user, on_the_way):
    browser = on_the_way()
    browser.post(STEP, {"code": code_now(user)})
    assert is_signed_in(browser)


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_one_step_off(user, on_the_way, steps):
    def attempt():
        browser = on_the_way()
        browser.post(STEP, {"code": code_now(user, steps)})
        return is_signed_in(browser)

    assert in_one_step(attempt)


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_clock_that_is_further_off_is_refused_and_said_to_be(user, on_the_way, steps):
    def attempt():
        browser = on_the_way()
        return browser, browser.post(STEP, {"code": code_now(user, steps)})

    browser, answer = in_one_step(attempt)
    assert "whether the clock of your device is right" in answer.content.decode()
    assert not is_signed_in(browser)


def test_a_code_works_once(user, on_the_way):
    code = code_now(user, 1)
    on_the_way().post(STEP, {"code": code})
    again = on_the_way()
    again.post(STEP, {"code": code})
    assert not is_signed_in(again)


def test_a_used_code_stays_used_for_as_long_as_a_clock_would_accept_it(user, on_the_way):
    from django.core.cache import cache

    code = code_now(user, 1)
    on_the_way().post(STEP, {"code": code})
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")  # it is forgotten after one step
    again = on_the_way()
    again.post(STEP, {"code": code})
    assert not is_signed_in(again)


def test_after_too_many_wrong_codes_the_right_one_has_to_wait(user, on_the_way):
    browser = on_the_way()
    for _ in range(5):
        browser.post(STEP, {"code": "000000"})
    answer = browser.post(STEP, {"code": code_now(user)})
    assert "Too many attempts" in answer.content.decode()
    assert not is_signed_in(browser)


def test_a_recovery_code_stands_in_once(user, signed_in, on_the_way):
    signed_in.post("/account/second-factor/codes/new/")
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().generate_codes()[3]
    browser = on_the_way()
    browser.post(STEP, {"code": code})
    assert is_signed_in(browser)
    again = on_the_way()
    again.post(STEP, {"code": code})
    assert not is_signed_in(again)
    words = signed_in.get("/account/second-factor/codes/").content.decode()
    assert "9 of 10 left" in words
    assert code not in words


def test_recovery_codes_come_as_a_file(user, signed_in):
    with_second_factor(user)
    signed_in.post("/account/second-factor/codes/new/")
    answer = signed_in.get("/account/second-factor/codes/file/")
    assert answer["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^\d{8}$", answer.content.decode(), re.M)) == 10


def test_there_are_no_recovery_codes_without_a_second_factor(signed_in):
    answer = signed_in.post("/account/second-factor/codes/new/")
    assert "set one up first" in answer.content.decode()
    assert signed_in.get("/account/second-factor/codes/").status_code == 404


def test_removing_the_app_takes_its_codes_away_and_the_owner_is_told(user, signed_in, mailoutbox):
    with_second_factor(user)
    signed_in.post("/account/second-factor/codes/new/")
    signed_in.post("/account/second-factor/app/remove/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert "authenticator app was removed" in mailoutbox[-1].body


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_ends_sessions_that_knew_the_password_alone(sign_in):
    coach = a_coach().user
    Authenticator.objects.filter(user=coach).delete()
    mine, _ = sign_in(coach)
    theirs, _ = sign_in(coach)
    mine.post("/account/confirm/", {"password": PASSWORD})
    key = key_on(mine.get("/account/second-factor/app/"))
    mine.post("/account/second-factor/app/", {"code": code_now(key)})
    assert mine.get("/").status_code == 200
    assert not is_signed_in(theirs)
