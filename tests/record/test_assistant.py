"""The coach lets an assistant read; whoever takes part ends it; what the client ended only she lets again."""

from __future__ import annotations

import pytest

from tests.factories import a_coach, an_admin
from waylight.record.assistant import Assistant, NotLet, insist_let, is_let, let_no_more, let_read
from waylight.record.handing_over import hand_over

pytestmark = pytest.mark.django_db


def test_it_is_off_at_first(engagement):
    assert not is_let(engagement)
    with pytest.raises(NotLet):
        insist_let(engagement.pk)


def test_the_client_does_not_begin_it(engagement):
    with pytest.raises(ValueError, match="coach turns this on"):
        let_read(engagement, by=engagement.client.user)


def test_twice_on_is_once_and_the_history_stays(engagement):
    for _ in range(2):
        let_read(engagement, by=engagement.coach.user)
    assert insist_let(engagement.pk) == engagement
    assert let_no_more(engagement, by=engagement.coach.user)
    assert not let_no_more(engagement, by=engagement.coach.user)
    let_read(engagement, by=engagement.coach.user)
    assert Assistant.objects.count() == 2


def test_what_the_client_ended_only_she_lets_again(engagement):
    let_read(engagement, by=engagement.coach.user)
    let_no_more(engagement, by=engagement.client.user)
    with pytest.raises(ValueError, match="Only the client"):
        let_read(engagement, by=engagement.coach.user)
    let_read(engagement, by=engagement.client.user)
    assert is_let(engagement)


def test_another_coach_says_so_anew(engagement):
    let_read(engagement, by=engagement.coach.user)
    hand_over(engagement, to=a_coach("Tom Weir", engagement.practice), by=an_admin(engagement.practice).user)
    assert not is_let(engagement)


def test_a_closed_account_lets_nothing_be_read(engagement):
    let_read(engagement, by=engagement.coach.user)
    engagement.coach.user.is_active = False
    engagement.coach.user.save()
    with pytest.raises(NotLet, match="closed"):
        insist_let(engagement.pk)
