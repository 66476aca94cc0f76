"""A link opens one thing for one purpose, until it expires or is taken back; the store alone opens nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from waylight.access import links
from waylight.access.links import Link, LinkExpired, LinkRevoked, LinkUnknown

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def test_a_link_is_read_as_often_as_it_is_opened():
    link, token = links.make("pulse", 7, lasts=WEEK)
    assert links.read(token, "pulse") == link
    assert links.read(token, "pulse").subject == 7


def test_a_link_for_one_purpose_opens_no_other():
    _, token = links.make("pulse", 7, lasts=WEEK)
    with pytest.raises(LinkUnknown):
        links.read(token, "invitation")


def test_a_token_that_was_changed_or_cut_off_opens_nothing():
    _, token = links.make("pulse", 7, lasts=WEEK)
    for broken in (token[:-1], token[1:], token.replace(":", ""), "", "x:y", token + "a"):
        with pytest.raises(LinkUnknown):
            links.read(broken, "pulse")


def test_a_signature_alone_is_not_enough():
    link, token = links.make("pulse", 7, lasts=WEEK)
    link.delete()
    with pytest.raises(LinkUnknown, match="no longer there"):
        links.read(token, "pulse")


def test_an_expired_link_says_until_when_it_was_good():
    link, token = links.make("pulse", 7, lasts=WEEK)
    Link.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(LinkExpired, match="was good until"):
        links.read(token, "pulse")


def test_links_to_a_subject_are_taken_back_together_and_stay_so():
    tokens = [links.make("pulse", 7, lasts=WEEK)[1] for _ in range(2)]
    _, other = links.make("pulse", 8, lasts=WEEK)
    assert links.revoke("pulse", 7) == 2
    assert links.revoke("pulse", 7) == 0
    for token in tokens:
        with pytest.raises(LinkRevoked):
            links.read(token, "pulse")
    assert links.read(other, "pulse").subject == 8


def test_the_store_holds_no_token():
    _, token = links.make("pulse", 7, lasts=WEEK)
    kept = " ".join(str(value) for value in Link.objects.values_list().get())
    assert token not in kept
    assert token.partition(":")[0] not in kept


def test_no_two_links_are_alike():
    assert len({links.make("pulse", 7, lasts=WEEK)[1] for _ in range(50)}) == 50
