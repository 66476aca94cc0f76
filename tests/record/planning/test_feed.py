"""A feed shows all coaching of an account at a secret address: when, and nothing else unless that is wanted."""

from __future__ import annotations

import urllib.request
from base64 import b64encode
from datetime import datetime

import pytest
from django.test import Client
from django.utils.translation import get_language
from icalendar import Calendar

from tests.factories import a_user, an_engagement
from tests.record.planning.conftest import AHEAD, planned
from tests.servers import radicale
from waylight.record.planning import feed
from waylight.record.planning.series import call_off_together, move

pytestmark = pytest.mark.django_db


def asked(token: str, **headers):
    return Client(headers=headers).get(f"/calendar/{token}.ics")


def events(token: str) -> list:
    return Calendar.from_ical(asked(token).content).walk("VEVENT")


def test_a_coach_has_all_her_clients_in_it_and_a_client_her_own(engagement):
    other = an_engagement("Aoife Byrne", coach=engagement.coach)
    planned(engagement, 3), planned(other)
    assert len(events(feed.renew(engagement.coach.user))) == 4
    assert len(events(feed.renew(engagement.client.user))) == 3
    assert events(feed.renew(a_user())) == []


def test_it_says_coaching_and_when_and_names_people_only_where_that_is_wanted(engagement):
    (meeting,) = planned(engagement)
    meeting.agreement = "the reorganisation"
    meeting.save()
    coach, client = engagement.coach.user, engagement.client.user
    token = feed.renew(coach)
    (event,) = events(token)
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == ("Coaching", "PRIVATE")
    assert {*event} == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "SEQUENCE"}
    for word in (b"Ines", b"Maren", b"reorganisation", b"example"):
        assert word not in asked(token).content
    feed.name_people(coach, named=True)
    assert events(token)[0]["SUMMARY"] == "Coaching: Ines Calder"
    hers = feed.renew(client)
    feed.name_people(client, named=True)
    assert events(hers)[0]["SUMMARY"] == "Coaching: Maren Voss"


def test_what_is_called_off_is_not_in_it_and_what_moved_keeps_its_name(engagement):
    first, second = planned(engagement, 2)
    token = feed.renew(engagement.client.user)
    before = {str(one["UID"]): one["DTSTART"].dt for one in events(token)}
    call_off_together(first, following=False)
    move(second, wall=AHEAD.replace(day=11), minutes=60)
    (event,) = events(token)
    assert str(event["UID"]) in before
    assert event["DTSTART"].dt != before[str(event["UID"])]
    assert event["SEQUENCE"] == 2


def test_what_has_not_changed_is_not_sent_again(engagement):
    (meeting,) = planned(engagement)
    token = feed.renew(engagement.client.user)
    first = asked(token)
    again = asked(token, if_none_match=first["ETag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    move(meeting, wall=AHEAD.replace(hour=9), minutes=60)
    assert asked(token, if_none_match=first["ETag"]).status_code == 200


def test_a_renewed_or_ended_address_opens_nothing(engagement):
    planned(engagement)
    user = engagement.client.user
    first = feed.renew(user)
    second = feed.renew(user)
    assert (asked(first).status_code, asked(second).status_code) == (410, 200)
    feed.end(user)
    assert asked(second).status_code in {404, 410}
    assert asked("made-up").status_code == 404


def test_the_feed_of_a_closed_account_opens_nothing(engagement):
    user = engagement.client.user
    token = feed.renew(user)
    user.is_active = False
    user.save()
    assert asked(token).status_code == 404


def test_a_calendar_server_takes_the_feed(engagement, tmp_path):
    planned(engagement, 3), planned(engagement, wall=datetime(2095, 7, 1, 9))
    content = asked(feed.renew(engagement.client.user)).content
    with radicale(tmp_path, user="ines", password="for tests") as address:
        sent = urllib.request.Request(f"{address}/ines/coaching/", content, method="PUT")
        sent.add_header("Content-Type", "text/calendar")
        sent.add_header("Authorization", f"Basic {b64encode(b'ines:for tests').decode()}")
        assert urllib.request.urlopen(sent, timeout=30).status == 201
        kept = urllib.request.Request(f"{address}/ines/coaching/", headers=dict(sent.header_items()))
        back = Calendar.from_ical(urllib.request.urlopen(kept, timeout=30).read())
    given = Calendar.from_ical(content)
    assert sorted(str(one["UID"]) for one in back.walk("VEVENT")) == sorted(
        str(one["UID"]) for one in given.walk("VEVENT")
    )


def test_the_address_is_shown_once_on_a_page(engagement, as_client):
    page = as_client.post("/account/calendar/", {"do": "renew"}).content.decode()
    (address,) = [word for word in page.split('"') if word.endswith(".ics")]
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert ".ics" not in as_client.get("/account/calendar/").content.decode()
    as_client.post("/account/calendar/", {"do": "name"})
    assert "and with whom" in as_client.get("/account/calendar/").content.decode()
    as_client.post("/account/calendar/", {"do": "end"})
    assert "There is no feed." in as_client.get("/account/calendar/").content.decode()


def test_a_feed_speaks_the_language_of_whose_it_is(engagement, monkeypatch):
    monkeypatch.setattr(feed, "as_calendar", lambda *_: get_language().encode())
    hers = engagement.client.user
    hers.language = "es"
    hers.save()
    assert asked(feed.renew(hers), accept_language="fr").content == b"es"
