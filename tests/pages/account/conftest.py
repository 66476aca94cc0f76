"""Somebody with an account, and what they do over and over."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_user

PASSWORD = "a password for tests"


@pytest.fixture
def user(db):
    """Somebody with an account and no second factor."""
    return a_user("Ines Calder")


@pytest.fixture
def sign_in():
    """Sign in by password in a browser of one's own: gives the browser and the answer."""

    def sign_in_(user, password: str = PASSWORD, **more: str):
        browser = Client()
        return browser, browser.post("/sign-in/", {"login": user.email, "password": password, **more})

    return sign_in_


@pytest.fixture
def signed_in(user, sign_in):
    """A browser in which the user has signed in and just said so again."""
    browser, _ = sign_in(user)
    browser.post("/account/confirm/", {"password": PASSWORD})
    return browser


def is_signed_in(browser: Client) -> bool:
    """Whether pages open that need somebody."""
    return browser.get("/account/").status_code == 200
