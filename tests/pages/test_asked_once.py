"""Before a page begins and after it ends, the store is asked once what somebody is here, and no rule is the weaker."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    a_coach,
    a_sponsor,
    a_stakeholder,
    a_user,
    an_engagement,
    client_alias,
    weekly_contact,
)
from waylight.access import predicates, second_factor
from waylight.access.parts import Part
from waylight.pages.door import parts_at_the_door, seen_at_the_door
from waylight.record import insight
from waylight.record.audit import AuditEvent, Verb
from waylight.record.engagement import Engagement, parts_in
from waylight.record.meeting import Utterance, plan
from waylight.record.people import Member, Practice

pytestmark = pytest.mark.django_db


def asked_of(browser, address, table):
    """The queries that begin at a table, asked from the machine itself: only there the sample is asked about."""
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address, SERVER_NAME="localhost").status_code == 200
    return [
        one["sql"] for one in queries.captured_queries if one["sql"].partition(" WHERE ")[0].count(f'FROM "{table}"')
    ]


def test_a_page_asks_once_who_this_is_here_and_once_for_the_engagement(engagement, as_coach):
    asked = asked_of(as_coach, f"/engagements/{engagement.pk}/map/", "record_engagement")
    assert len(asked) == 2, asked  # the door, and the page that reads all of it


def test_a_page_asks_once_in_which_practices_somebody_works(engagement, as_coach):
    assert len(asked_of(as_coach, f"/engagements/{engagement.pk}/map/", "record_member")) == 1


def test_a_brief_reads_each_kind_of_row_once(engagement, as_coach):
    last, following = (plan(engagement, at=datetime(2026, month, 11, 15, tzinfo=UTC)) for month in (5, 6))
    a_stakeholder(engagement, "Tomás Ferrão")
    weekly_contact(engagement, "Tomás Ferrão", weeks=16)
    said = "I'll ask Tomás what he would change."
    Utterance.objects.create(meeting=last, turn=1, speaker=client_alias(engagement), text=said)
    insight.commit(engagement, on=last.at.date(), text="Write to Tomás")
    entry = insight.reflect(engagement, on=date(2026, 6, 1), text="Met Tomás.", private=False, confidence=6)
    insight.hear(entry, text="start where it is hardest", person=None, changed="the order")
    address = f"/engagements/{engagement.pk}/meetings/{following.pk}/brief/"
    as_coach.get(address)  # the sums of weeks are kept from here on
    with CaptureQueriesContext(connection) as queries:
        page = as_coach.get(address, SERVER_NAME="localhost").content.decode()
    for words in ("Write to Tomás", "what he would change", "Met Tomás.", "start where it is hardest"):
        assert words in page
    asked = Counter(
        re.findall(r' FROM "(\w+)"', one["sql"])[0] for one in queries.captured_queries if " FROM " in one["sql"]
    )
    twice = {"record_interaction": 3, "record_engagement": 2, "record_meeting": 2}  # the meeting that is asked for
    assert {table: times for table, times in asked.items() if times > twice.get(table, 1)} == {}


def test_the_map_reads_once_who_stands_where_and_whom_the_client_named(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=6)
    as_coach.get(f"/engagements/{engagement.pk}/map/")  # the sums of weeks are kept from here on
    assert len(asked_of(as_coach, f"/engagements/{engagement.pk}/map/", "record_stakeholder")) == 1


def test_the_list_asks_once_what_is_done_of_the_first_steps(engagement, as_coach):
    assert engagement.pk
    assert len(asked_of(as_coach, reverse("engagements"), "record_firststeps")) == 1


def test_what_somebody_is_in_another_engagement_is_not_what_the_door_saw(engagement, as_coach):
    request = as_coach.get(f"/engagements/{engagement.pk}/map/").wsgi_request
    other = an_engagement("Somebody Else", a_coach("Other"))
    assert parts_at_the_door(request, engagement.pk) == {Part.COACH}
    assert parts_at_the_door(request, other.pk) == set()
    other.sponsor = engagement.client
    other.save()
    request.user = engagement.client.user
    assert parts_at_the_door(request, other.pk) == {Part.SPONSOR}


def test_opening_is_noted_with_the_practice_all_the_same(engagement, as_coach):
    as_coach.get(f"/engagements/{engagement.pk}/map/")
    noted = AuditEvent.objects.get(verb=Verb.OPENED, what="map")
    assert (noted.engagement_id, noted.practice_id) == (engagement.pk, engagement.practice_id)


def test_what_somebody_is_follows_the_predicates_one_by_one(engagement):
    other = an_engagement("Somebody Else", engagement.coach)
    people = [engagement.coach.user, engagement.client.user, a_sponsor(engagement), a_coach("Other").user, a_user()]
    said = {Part.COACH: predicates.coaches, Part.CLIENT: predicates.is_client, Part.SPONSOR: predicates.is_sponsor}
    for user in people:
        for one in (engagement, other):
            found = {part for part, is_it in said.items() if Engagement.objects.filter(is_it(user), pk=one.pk).exists()}
            assert parts_in(user, one.pk) == found, (user, one)
    assert parts_in(people[0], 10**9) == set()


def test_what_the_door_saw_of_another_engagement_is_not_handed_on(engagement, as_coach):
    request = as_coach.get(f"/engagements/{engagement.pk}/map/").wsgi_request
    assert seen_at_the_door(request, engagement.pk) == engagement
    assert seen_at_the_door(request, engagement.pk + 1) is None


@pytest.mark.parametrize(("method", "says"), [("get", True), ("post", False)])
def test_only_a_request_that_reads_is_told_again_what_was_said(method, says):
    practice = Practice.objects.create(name="Sample", sample=True)
    user = a_coach(practice=practice).user
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR="127.0.0.1", HTTP_HOST="localhost")
    request.user = user
    assert second_factor.in_sample(request)["sample_without_second_factor"]
    Member.objects.create(practice=Practice.objects.create(name="Real"), user=user)
    assert second_factor.in_sample(request)["sample_without_second_factor"] is says


def test_another_person_in_the_same_request_is_asked_about_anew():
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_HOST="localhost")
    request.user = a_coach(practice=Practice.objects.create(name="Sample", sample=True)).user
    assert second_factor.in_sample(request)["sample_without_second_factor"]
    request.user = a_coach("Other").user
    assert not second_factor.in_sample(request)["sample_without_second_factor"]
