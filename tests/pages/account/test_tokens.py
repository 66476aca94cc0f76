"""Tokens for programs are made after the password was said again, shown once, listed, and ended in one press."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import a_coach, a_user, an_engagement
from waylight.access.tokens import BEGINS, Token, TokenClosed, read_token

pytestmark = pytest.mark.django_db
PAGE, NEW = "/account/tokens/", "/account/tokens/new/"
GIVEN = {"name": "Calendar sync", "scopes": ["read", "import"], "where": "all", "lasts": "90"}


def shown(answer) -> str:
    """The token on a page."""
    return re.search(rf">({BEGINS}[\w-]+)<", answer.content.decode())[1]


def test_a_token_is_shown_once_and_listed(signed_in, user):
    answer = signed_in.post(NEW, GIVEN)
    assert answer.status_code == 201
    said = shown(answer)
    assert read_token(said).user == user
    words = signed_in.get(PAGE).content.decode()
    assert "Calendar sync" in words
    assert said not in words


def test_letting_people_in_is_chosen_by_itself(signed_in):
    signed_in.post(NEW, {**GIVEN, "scopes": ["write"]})
    assert "invite people" not in signed_in.get(PAGE).content.decode()
    signed_in.post(NEW, {**GIVEN, "scopes": ["practice"]})
    assert "invite people, and look after a practice" in signed_in.get(PAGE).content.decode()


def test_a_token_is_ended_in_one_press(signed_in):
    said = shown(signed_in.post(NEW, GIVEN))
    page = signed_in.post(f"{PAGE}{Token.objects.get().pk}/end/", follow=True)
    assert "opens nothing any more" in page.content.decode()
    with pytest.raises(TokenClosed):
        read_token(said)


def test_nobody_ends_a_token_of_somebody_else(signed_in):
    said = shown(signed_in.post(NEW, GIVEN))
    other = Client()
    other.force_login(a_user())
    page = other.post(f"{PAGE}{Token.objects.get().pk}/end/", follow=True)
    assert "ended already" in page.content.decode()
    assert read_token(said)


def test_the_password_is_asked_for_before_a_token_is_made(user):
    browser = Client()
    browser.force_login(user)
    assert browser.post(NEW, GIVEN).url.startswith("/account/confirm/")
    assert not Token.objects.exists()


def test_a_coach_without_a_second_factor_makes_none(sign_in):
    coach = a_coach()
    coach.user.authenticator_set.all().delete()
    browser, _ = sign_in(coach.user)
    assert browser.post(NEW, GIVEN).url == "/account/second-factor/"
    assert not Token.objects.exists()


def test_only_engagements_of_ones_own_are_offered(signed_in, user):
    mine, other = an_engagement("Ines Calder"), an_engagement("Henrik Aas")
    mine.client.user = user
    mine.client.save()
    words = signed_in.get(NEW).content.decode()
    assert "Ines Calder with" in words
    assert "Henrik Aas with" not in words
    answer = signed_in.post(NEW, {**GIVEN, "where": "some", "engagements": [other.pk]})
    assert answer.status_code == 200
    assert not Token.objects.exists()
    signed_in.post(NEW, {**GIVEN, "where": "some", "engagements": [mine.pk]})
    assert Token.objects.get().engagements == [mine.pk]


def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(signed_in):
    page = signed_in.post(NEW, {**GIVEN, "where": "some"}).content.decode()
    assert "Choose at least one engagement" in page
    assert 'value="Calendar sync"' in page
