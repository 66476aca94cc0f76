"""The people page: a line for each, those who matter first, and those who only stand in crowds out of the way."""

from __future__ import annotations

import re

import pytest

from tests.factories import a_stakeholder, an_interaction
from waylight.record.people import Stakeholder, alias_for

pytestmark = pytest.mark.django_db
LONG = "Maximiliane-Theodora von und zu Hohenlohe-Waldenburg-Schillingsfürst " * 2


def page(client, engagement, query: str = "") -> str:
    return client.get(f"/engagements/{engagement.pk}/people/{query}").content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'<h2 class="name">([^<]+)', text)


def test_who_only_got_mail_that_went_to_many_is_behind_a_link(engagement, as_coach):
    an_interaction(engagement, None, "Mei Okafor", recipients=3)
    an_interaction(engagement, None, "Crowd Member", recipients=300)
    an_interaction(engagement, None, "Both Ways", recipients=300)
    an_interaction(engagement, "Both Ways", None)
    shown = page(as_coach, engagement)
    assert "Mei Okafor" in shown
    assert "Both Ways" in shown
    assert "Crowd Member" not in shown
    assert "One person more only stand" in shown
    assert names(page(as_coach, engagement, "?everyone=1"))[-1] == "Crowd Member"
    assert "Crowd Member" in page(as_coach, engagement, "?search=crowd")


def test_somebody_of_the_crowd_whom_the_client_names_is_shown(engagement, as_coach):
    an_interaction(engagement, None, "Crowd Member", recipients=300)
    a_stakeholder(engagement, "Crowd Member")
    assert names(page(as_coach, engagement))[0] == "Crowd Member"


def test_a_level_reads_as_people_write_it_and_is_kept_as_it_was(engagement, as_coach):
    mei = a_stakeholder(engagement, "Mei Okafor", "c-suite")
    shown = page(as_coach, engagement)
    assert '<option value="c-suite" selected>C-suite</option>' in shown
    as_coach.post(f"/engagements/{engagement.pk}/people/{mei.person_id}/", {"level": "c-suite", "side": "peer"})
    assert Stakeholder.objects.get(person=mei.person_id).level == "c-suite"


def test_saying_where_somebody_stands_leads_back_to_the_same_list(engagement, as_coach):
    mei = a_stakeholder(engagement, "Mei Okafor")
    typed = {"level": "manager", "side": "peer", "page": "2", "search": "me", "everyone": "1", "seen": mei.mark}
    answer = as_coach.post(f"/engagements/{engagement.pk}/people/{mei.person_id}/", typed)
    assert answer.url == f"/engagements/{engagement.pk}/people/?page=2&search=me&everyone=1#person-{mei.person_id}"


def test_three_hundred_people_and_long_names_are_leafed_through(engagement, as_coach):
    for n in range(300):
        alias_for(engagement, f"person{n}@norvia.example", name=f"Person {n:03}")
    alias_for(engagement, "long@norvia.example", name=LONG)
    shown = page(as_coach, engagement)
    assert "1 to 60 of 303" in shown
    assert LONG.strip() in page(as_coach, engagement, "?search=hohenlohe")
    assert "page=2" in shown
