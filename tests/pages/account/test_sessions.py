"""Where one is signed in is listed; one session, or every other, is ended from there."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.test import Client

from tests.factories import a_user
from tests.pages.account.conftest import is_signed_in

PAGE = "/account/sessions/"


def test_every_session_is_listed_with_its_browser(user, sign_in):
    browser, _ = sign_in(user)
    Client(HTTP_USER_AGENT="A phone").post("/sign-in/", {"login": user.email, "password": "a password for tests"})
    words = browser.get(PAGE).content.decode()
    assert "A phone" in words
    assert words.count(">Sign it out<") == 1  # the one from which it is asked ends by signing out


def test_one_session_is_ended_and_the_others_stay(user, sign_in):
    here, there, elsewhere = (sign_in(user)[0] for _ in range(3))
    one = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"{PAGE}{one.pk}/end/")
    assert not is_signed_in(there)
    assert is_signed_in(here)
    assert is_signed_in(elsewhere)


def test_all_others_are_ended_also_those_in_no_list(user, sign_in):
    here, there = sign_in(user)[0], sign_in(user)[0]
    unlisted = Client()
    unlisted.force_login(user)
    here.post(PAGE)
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert not is_signed_in(unlisted)
    assert UserSession.objects.filter(user=user).count() == 1


def test_nobody_ends_a_session_of_somebody_else(user, sign_in):
    browser, _ = sign_in(user)
    one = UserSession.objects.get(user=user)
    other, _ = sign_in(a_user())
    page = other.post(f"{PAGE}{one.pk}/end/", follow=True)
    assert "has ended already" in page.content.decode()
    assert is_signed_in(browser)


def test_the_session_one_is_in_is_not_cut_off_below_one(user, sign_in):
    browser, _ = sign_in(user)
    browser.post(f"{PAGE}{UserSession.objects.get(user=user).pk}/end/")
    assert is_signed_in(browser)
