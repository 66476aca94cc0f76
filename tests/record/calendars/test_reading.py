"""A subscribed calendar comes in like a file: with her agreement, whole or not at all, nothing twice, and undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import get_language, override

from tests.factories import an_engagement
from tests.record.calendars.web import an_event, calendar_file, web
from waylight.record.bringing.agreement import NotAgreed
from waylight.record.bringing.whole import undo
from waylight.record.calendars import reading
from waylight.record.calendars.outside import NotReached
from waylight.record.calendars.subscription import Subscription, read_soon, subscribe, unsubscribe
from waylight.record.consent import Consent, OnlyTheClient, withdraw
from waylight.record.engagement import Engagement
from waylight.record.imports import Import
from waylight.record.interaction import Interaction

pytestmark = pytest.mark.django_db
NOW = datetime(2096, 3, 10, 12, tzinfo=UTC)  # later than any day on which a subscription is made here
DAY = timedelta(days=1)


@pytest.fixture
def site(settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}
    with web() as here:
        yield here


def kept(engagement, site, path: str = "/ines.ics", **given) -> Subscription:
    return subscribe(engagement, by=engagement.client.user, way="feed", address=f"{site.address}{path}", **given)


def now_of(subscription: Subscription) -> Subscription:
    return Subscription.objects.select_related("engagement").get(pk=subscription.pk)


def test_nothing_is_asked_unless_she_gives_an_address(engagement, site):
    assert reading.due(NOW) == 0
    assert site.asked == []


def test_what_is_read_comes_in_as_times_and_people_without_titles(engagement, site):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1", title="The reorganisation"))
    one = kept(engagement, site)
    assert reading.due(NOW) == 1
    (meeting,) = Interaction.objects.all()
    assert (meeting.kind, meeting.at, meeting.title) == ("meeting", datetime(2026, 3, 3, 16, tzinfo=UTC), "")
    assert Import.objects.get().by == engagement.client.user
    assert (now_of(one).read_at, now_of(one).trouble, now_of(one).next_at) == (NOW, "", NOW + DAY)


def test_the_same_read_again_adds_nothing_whatever_order_or_stamps_it_has(engagement, site):
    events = [an_event("1"), an_event("2", "20260304T100000Z")]
    site.pages["/ines.ics"] = 200, {}, calendar_file(*events)
    kept(engagement, site)
    reading.due(NOW)
    site.pages["/ines.ics"] = (
        200,
        {},
        calendar_file(*reversed(events)).replace(b"20260101T000000Z", b"20260310T120000Z"),
    )
    assert reading.due(NOW + DAY) == 1
    assert (Import.objects.count(), Interaction.objects.count()) == (1, 2)


def test_what_is_new_comes_in_and_what_was_there_is_not_added_twice(engagement, site):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    kept(engagement, site)
    reading.due(NOW)
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"), an_event("2", "20260304T100000Z"))
    reading.due(NOW + DAY)
    assert (Import.objects.count(), Interaction.objects.count()) == (2, 2)
    undo(Import.objects.order_by("pk").last())
    assert Interaction.objects.count() == 1


def test_it_is_read_once_a_day_or_when_she_wants_it(engagement, site):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    one = kept(engagement, site)
    reading.due(NOW)
    assert reading.due(NOW + timedelta(hours=23)) == 0
    read_soon(one)
    assert reading.due(NOW + timedelta(hours=23)) == 1
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, b"<html>Sign in</html>", "no calendar, or not the whole of one"),
        (200, calendar_file(an_event("1"))[:-20], "no calendar, or not the whole of one"),
        (404, b"", "nothing at this address any more"),
        (401, b"", "asks for a name and a password"),
        (500, b"", "answered with an error (500)"),
    ],
)
def test_what_fails_is_said_and_leaves_everything_as_it_was(engagement, site, status, body, said):
    site.pages["/ines.ics"] = status, {}, body
    one = kept(engagement, site)
    assert reading.due(NOW) == 0
    assert said in now_of(one).trouble
    assert not Import.objects.exists()
    assert not Interaction.objects.exists()


def test_after_failures_it_is_tried_more_and_more_rarely_and_at_once_once_it_is_mended(engagement, site):
    one, now, waits = kept(engagement, site), NOW, []
    for _ in range(10):
        reading.due(now)
        waits.append((now_of(one).next_at - now) / timedelta(hours=1))
        now = now_of(one).next_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    assert reading.due(now) == 1
    assert (now_of(one).failures, now_of(one).trouble, now_of(one).next_at) == (0, "", now + DAY)


def test_what_goes_wrong_while_it_comes_in_leaves_nothing_and_is_said(engagement, site, monkeypatch, caplog):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    one = kept(engagement, site)

    def broken(brought, choices=None):
        raise RuntimeError("the reorganisation")

    monkeypatch.setattr(reading, "bring_in_at_once", broken)
    assert reading.due(NOW) == 0
    assert "could not be brought in" in now_of(one).trouble
    assert not Import.objects.exists()
    assert "reorganisation" not in caplog.text
    assert "127.0.0.1" not in caplog.text


def test_without_her_agreement_nothing_is_asked(engagement, site):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    kept(engagement, site)
    withdraw(Consent.objects.get(use="calendar"), by=engagement.client.user, at=NOW)
    assert reading.due(NOW) == 0
    assert site.asked == []
    bare = an_engagement("Henrik Aas", consents=False)
    with pytest.raises(NotAgreed):
        subscribe(bare, by=bare.client.user, way="feed", address="https://calendar.example/")


def test_agreement_that_is_withdrawn_while_it_is_read_keeps_everything_out(engagement, site, monkeypatch):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    one, real = kept(engagement, site), reading.ask

    def meanwhile(*asked):
        withdraw(Consent.objects.get(use="calendar"), by=engagement.client.user, at=NOW)
        return real(*asked)

    monkeypatch.setattr(reading, "ask", meanwhile)
    assert reading.due(NOW) == 0
    assert "withdrew that agreement" in now_of(one).trouble
    assert not Import.objects.exists()


def test_it_is_her_choice_alone(engagement, site):
    with pytest.raises(OnlyTheClient):
        subscribe(engagement, by=engagement.coach.user, way="feed", address="https://calendar.example/")
    kept(engagement, site)
    assert not Subscription.objects.visible_to(engagement.coach.user).exists()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"address": "calendar"}, NotReached),
        ({"way": "carrier pigeon"}, ValueError),
        ({"way": "caldav", "user": "ines"}, ValueError),
    ],
)
def test_what_cannot_be_read_is_not_kept(engagement, given, reason):
    with pytest.raises(reason):
        subscribe(
            engagement, by=engagement.client.user, **{"way": "feed", "address": "https://calendar.example/", **given}
        )
    assert not Subscription.objects.exists()


def test_another_address_takes_the_place_of_the_first_and_ended_it_is_asked_no_more(engagement, site):
    kept(engagement, site)
    one = kept(engagement, site, "/other.ics")
    reading.due(NOW)
    assert [path for _, path, _ in site.asked] == ["/other.ics"]
    unsubscribe(one)
    assert reading.due(NOW + DAY) == 0
    assert not Subscription.objects.exists()


def test_once_the_engagement_is_over_nothing_is_read(engagement, site):
    kept(engagement, site)
    Engagement.objects.filter(pk=engagement.pk).update(ends=date(2096, 3, 9))
    assert reading.due(NOW) == 0


def test_of_two_workers_one_reads_it(engagement, site, monkeypatch):
    site.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
    kept(engagement, site)
    real = reading.ask

    def meanwhile(*asked):
        assert reading.due(NOW) == 0  # the other one looks while this one is at it
        return real(*asked)

    monkeypatch.setattr(reading, "ask", meanwhile)
    assert reading.due(NOW) == 1


def test_a_calendar_with_no_event_is_read_well(engagement, site):
    site.pages["/ines.ics"] = 200, {}, calendar_file()
    one = kept(engagement, site)
    assert reading.due(NOW) == 1
    assert now_of(one).trouble == ""
    assert not Import.objects.exists()


def test_what_went_wrong_is_said_in_her_language(engagement, site, monkeypatch):
    monkeypatch.setattr(reading, "gettext", lambda message: f"{message} ({get_language()})")
    her = engagement.client.user
    her.language = "fr"
    her.save()
    one = kept(engagement, site, "/nothing.ics")
    with override("de"):  # whatever is spoken where the worker is
        reading.due(NOW)
    assert now_of(one).trouble.endswith("(fr)")
