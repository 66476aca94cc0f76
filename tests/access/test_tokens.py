"""A token opens what its owner chose, until it ends; only a hash of it is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import a_user
from waylight.access import tokens
from waylight.access.accounts import close_if_unused, lift_second_factor
from waylight.access.answered import Answer, Answered, OtherThanBefore, answered_before, keep_answer
from waylight.access.tokens import MOST, Token, TokenClosed, end_token, make_token, read_token

pytestmark = pytest.mark.django_db


def made(user=None, days: int = 30, **given: object):
    """A token and what a program says."""
    user = user or a_user()
    ends = timezone.now() + timedelta(days=days)
    return make_token(user, **{"name": "Calendar", "scopes": ["read"], "expires_at": ends, **given})


def test_what_a_program_says_is_kept_nowhere():
    token, said = made()
    assert read_token(said) == token
    assert said not in str(Token.objects.values().get())


def test_a_token_that_was_ended_opens_nothing():
    token, said = made()
    assert end_token(token.user, token.pk)
    with pytest.raises(TokenClosed, match="ended by who made it"):
        read_token(said)


def test_nobody_ends_a_token_of_somebody_else():
    token, said = made()
    assert not end_token(a_user(), token.pk)
    assert read_token(said) == token


def test_a_token_is_over_on_its_day(monkeypatch):
    _, said = made(days=30)
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(tokens.timezone, "now", lambda: later)
    with pytest.raises(TokenClosed, match="good until"):
        read_token(said)


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_token_ends_within_a_year(days):
    with pytest.raises(ValueError, match="within a year"):
        made(days=days)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "used for"),
        ({"scopes": ["read", "rule"]}, "used for"),
        ({"engagements": []}, "at least one"),
    ],
)
def test_what_does_not_fit_is_said(given, why):
    with pytest.raises(ValueError, match=why):
        made(**given)
    assert not Token.objects.exists()


def test_nobody_has_more_tokens_than_can_be_looked_after():
    user = a_user()
    for _ in range(MOST):
        made(user)
    with pytest.raises(ValueError, match="already"):
        made(user)


def test_tokens_end_with_the_account_and_with_its_second_factors():
    lost, closed = made(), made()
    lift_second_factor(lost[0].user)
    close_if_unused(closed[0].user)
    for _, said in (lost, closed):
        with pytest.raises(TokenClosed):
            read_token(said)


def test_an_answer_is_given_again_to_who_has_the_token_and_lies_sealed():
    token, said = made()
    answer = Answer(201, {"Location": "/api/x"}, b"her words")
    keep_answer(token, said, "key", "what was asked", answer)
    assert answered_before(token, said, "key", "what was asked") == answer
    assert answered_before(token, said, "another key", "what was asked") is None
    assert b"her words" not in bytes(Answered.objects.get().sealed)


def test_a_key_that_came_with_something_else_is_not_used_again():
    token, said = made()
    keep_answer(token, said, "key", "what was asked", Answer(201, {}, b""))
    with pytest.raises(OtherThanBefore):
        answered_before(token, said, "key", "something else")


def test_an_answer_is_forgotten_after_a_day():
    token, said = made()
    long_ago = timezone.now() - timedelta(days=2)
    keep_answer(token, said, "key", "what was asked", Answer(201, {}, b""), now=long_ago)
    assert answered_before(token, said, "key", "what was asked") is None
    assert not Answered.objects.exists()
