"""A code by mail signs in once; it says nothing about who has an account."""

from __future__ import annotations

import re

from django.test import Client

from tests.factories import a_coach
from tests.pages.account.conftest import is_signed_in


def ask(browser: Client, address: str):
    return browser.post("/account/code/", {"email": address}, follow=True)


def code_in(mail) -> str:
    return re.search(r"Your code is\s+(\S+)", mail.body)[1]


def test_the_code_from_the_mail_signs_in(user, mailoutbox):
    browser = Client()
    page = ask(browser, user.email)
    assert b"Enter the code" in page.content
    assert mailoutbox[0].to == [user.email]
    browser.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    assert is_signed_in(browser)


def test_a_code_works_once_and_in_its_window_alone(user, mailoutbox):
    browser, other = Client(), Client()
    ask(browser, user.email)
    other.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    assert not is_signed_in(other)
    browser.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    browser.post("/sign-out/")
    browser.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    assert not is_signed_in(browser)


def test_a_wrong_code_is_said_and_three_end_the_attempt(user, mailoutbox):
    browser = Client()
    ask(browser, user.email)
    for _ in range(2):
        answer = browser.post("/account/code/enter/", {"code": "WRONG1"})
        assert "not the code that was sent" in answer.content.decode()
    assert browser.post("/account/code/enter/", {"code": "WRONG1"}).status_code == 302
    browser.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    assert not is_signed_in(browser)


def test_a_code_is_good_for_ten_minutes(user, mailoutbox):
    browser = Client()
    ask(browser, user.email)
    session = browser.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 10 * 60 + 1
    session.save()
    browser.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    assert not is_signed_in(browser)


def test_an_unknown_address_sees_the_same_page_and_is_told_by_mail(user, mailoutbox):
    known, unknown = ask(Client(), user.email), ask(Client(), "nobody@example.org")
    assert known.redirect_chain == unknown.redirect_chain
    assert "Enter the code" in unknown.content.decode()
    assert mailoutbox[-1].to == ["nobody@example.org"]
    assert "No account has it" in mailoutbox[-1].body


def test_who_has_a_second_factor_is_still_asked_for_it(db, mailoutbox):
    coach, browser = a_coach().user, Client()
    ask(browser, coach.email)
    answer = browser.post("/account/code/enter/", {"code": code_in(mailoutbox[0])})
    assert answer.url == "/account/second-step/"
    assert not is_signed_in(browser)
