"""A session ends after eight hours without use, and after a week; on the way out the browser is told to forget."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.pages.account.conftest import is_signed_in
from waylight.access import session_ends
from waylight.access.session_ends import SINCE, cookie_name
from waylight.record.audit import AuditEvent, Verb

HOUR = 3600
FORGET = "Clear-Site-Data"


@pytest.fixture
def later(monkeypatch):
    """Let so many hours go by."""
    clock = SimpleNamespace(ahead=0.0)
    monkeypatch.setattr(session_ends, "time", SimpleNamespace(time=lambda: time.time() + clock.ahead))

    def later_(hours: float) -> None:
        clock.ahead += hours * HOUR

    return later_


@pytest.fixture
def browser(user, sign_in):
    return sign_in(user)[0]


def test_eight_hours_without_use_end_it_and_the_next_page_says_so(browser, later):
    browser.get("/account/")
    later(8.1)
    answer = browser.get("/account/")
    assert answer.url == "/sign-in/?next=/account/"
    assert "nothing was done for a while" in browser.get(answer.url).content.decode()
    assert not is_signed_in(browser)


def test_each_use_gives_eight_hours_more(browser, later):
    for _ in range(5):
        later(7.9)
        assert is_signed_in(browser)
    later(8.1)
    assert not is_signed_in(browser)


def test_a_week_after_signing_in_it_ends_whatever_was_done(browser, later):
    for _ in range(7 * 4 - 1):
        later(6)
        assert is_signed_in(browser)
    later(6.1)
    assert not is_signed_in(browser)


def test_leaving_the_cookie_out_or_making_one_up_gains_nothing(user, sign_in, later):
    for forged in (None, "anything", sign_in(user)[0].cookies[cookie_name()].value):
        browser, _ = sign_in(user)
        later(7)
        assert is_signed_in(browser)
        later(7)
        if forged is None:
            del browser.cookies[cookie_name()]
        else:
            browser.cookies[cookie_name()] = forged
        assert not is_signed_in(browser)


def test_a_session_from_before_this_was_kept_is_over(browser):
    session = browser.session
    del session[SINCE]
    session.save()
    assert not is_signed_in(browser)


def test_how_long_is_a_setting(browser, later, settings):
    settings.IDLE_HOURS = 0.5
    later(0.6)
    assert not is_signed_in(browser)


def test_an_end_without_use_stands_in_the_audit_log(browser, user, later):
    later(9)
    browser.get("/")
    assert AuditEvent.objects.filter(user_id=user.pk, verb=Verb.SIGNED_OUT).count() == 1


def test_on_signing_out_the_browser_is_told_to_forget_what_it_kept(browser):
    assert FORGET not in browser.get("/account/").headers
    answer = browser.post("/sign-out/")
    assert answer.headers[FORGET] == '"cache", "storage"'
    assert answer.cookies["sessionid"].value == answer.cookies[cookie_name()].value == ""


def test_when_a_session_is_over_it_forgets_pages_and_keeps_the_sealed_draft_of_what_was_typed(browser, later):
    later(9)
    assert browser.get("/account/").headers[FORGET] == '"cache"'


@pytest.mark.django_db
def test_who_was_not_signed_in_is_told_nothing():
    assert FORGET not in Client().get("/sign-in/").headers
    assert cookie_name() not in Client().get("/sign-in/").cookies


def test_the_cookie_is_for_the_server_alone(browser):
    cookie = browser.get("/account/").cookies[cookie_name()]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
