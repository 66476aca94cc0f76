"""A forgotten password is set anew by a link that works once, for an hour, and ends every session."""

from __future__ import annotations

import re

from django.test import Client

from tests.factories import a_coach
from tests.pages.account.conftest import is_signed_in

NEW = "quite another lamp"


def link_for(address: str, mailoutbox) -> str:
    Client().post("/account/reset/", {"email": address})
    return re.search(r"http://testserver(/account/reset/\S+)", mailoutbox[-1].body)[1]


def choose(browser: Client, link: str, password: str = NEW):
    page = browser.get(link, follow=True)
    place = page.redirect_chain[-1][0] if page.redirect_chain else link
    return browser.post(place, {"password1": password, "password2": password})


def test_the_link_sets_a_new_password(user, sign_in, mailoutbox):
    assert choose(Client(), link_for(user.email, mailoutbox)).url == "/account/reset/done/"
    assert is_signed_in(sign_in(user, NEW)[0])
    assert not is_signed_in(sign_in(user)[0])


def test_the_owner_is_told(user, mailoutbox):
    choose(Client(), link_for(user.email, mailoutbox))
    assert "set anew" in mailoutbox[-1].body


def test_the_link_works_once(user, sign_in, mailoutbox):
    link = link_for(user.email, mailoutbox)
    choose(Client(), link)
    page = Client().get(link)
    assert "no longer works" in page.content.decode()
    choose(Client(), link, "a third password")
    assert is_signed_in(sign_in(user, NEW)[0])


def test_the_link_works_for_an_hour(user, sign_in, mailoutbox, settings):
    link = link_for(user.email, mailoutbox)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "no longer works" in Client().get(link).content.decode()
    assert is_signed_in(sign_in(user)[0])


def test_a_link_with_another_key_opens_nothing(user, mailoutbox):
    link = link_for(user.email, mailoutbox)
    assert "no longer works" in Client().get(link[:-3] + "xx/").content.decode()


def test_sessions_elsewhere_end(user, signed_in, mailoutbox):
    choose(Client(), link_for(user.email, mailoutbox))
    assert not is_signed_in(signed_in)


def test_a_weak_password_is_refused_with_the_reason(user, sign_in, mailoutbox):
    answer = choose(Client(), link_for(user.email, mailoutbox), "password12")
    assert "too common" in answer.content.decode()
    assert is_signed_in(sign_in(user)[0])


def test_nothing_says_whether_an_address_has_an_account(user, mailoutbox):
    known = Client().post("/account/reset/", {"email": user.email})
    unknown = Client().post("/account/reset/", {"email": "nobody@example.org"})
    assert known.url == unknown.url == "/account/reset/sent/"
    assert "No account has it" in mailoutbox[-1].body


def test_a_new_password_does_not_stand_in_for_a_second_factor(db, sign_in, mailoutbox):
    coach = a_coach().user
    choose(Client(), link_for(coach.email, mailoutbox))
    browser, answer = sign_in(coach, NEW)
    assert answer.url == "/account/second-step/"
    assert not is_signed_in(browser)
