"""Mails of the account and invitations are in the language of who gets them, whoever asked for them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import a_coach, a_user, an_admin
from waylight.access.accounts import speak

GERMAN, FRENCH, ENGLISH = ({"accept-language": one} for one in ("de", "fr", "en"))


def spoken(mail) -> str:
    """The language that a mail says it is in."""
    html, _ = mail.alternatives[0]
    return html.split('lang="', 1)[1].split('"')[0]


@pytest.mark.parametrize(
    ("chosen", "browser", "expected"), [("de", FRENCH, "de"), ("", FRENCH, "fr"), ("", {}, "en-gb")]
)
def test_a_link_for_a_password_is_in_the_language_of_the_account(user, mailoutbox, chosen, browser, expected):
    speak(user, chosen)
    Client(headers=browser).post("/account/reset/", {"email": user.email})
    assert spoken(mailoutbox[-1]) == expected


def test_whether_there_is_an_account_is_not_told_by_the_page_s_language(user, mailoutbox):
    speak(user, "de")
    known, unknown = (
        Client(headers=FRENCH).post("/account/reset/", {"email": email}, follow=True)
        for email in (user.email, "nobody@example.org")
    )
    assert known["Content-Language"] == unknown["Content-Language"] == "fr"


@pytest.mark.parametrize(("chosen", "expected"), [("es", "es"), ("", "de")])
def test_an_invitation_is_in_the_language_of_who_is_invited_else_of_who_invites(db, mailoutbox, chosen, expected):
    invited = a_user()
    speak(invited, chosen)
    admin = an_admin(a_coach().practice)
    browser = Client(headers=GERMAN)
    browser.force_login(admin.user)
    given = {"name": "Ada Brook", "email": invited.email, "role": "coach"}
    browser.post(f"/members/{admin.practice_id}/", given)
    assert spoken(mailoutbox[-1]) == expected
    day = {"es": r"\d+ de \w+ de 20\d\d", "de": r"\d+\. \w+ 20\d\d"}[expected]
    assert re.search(day, mailoutbox[-1].body)


@pytest.mark.parametrize(("headers", "expected"), [(GERMAN, "zwingend erforderlich"), (ENGLISH, "is required")])
def test_what_django_says_of_a_form_is_in_the_reader_s_language(db, headers, expected):
    assert expected in Client(headers=headers).post("/account/code/", {"email": ""}).content.decode()
