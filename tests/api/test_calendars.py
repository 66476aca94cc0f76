"""By a program, one chooses one's calendar feed and reminders, and a client has her calendar read, as on the pages."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.conftest import raw, waylight
from tests.factories import an_interaction
from tests.pages.test_calendar_reading import site  # noqa: F401
from waylight.api.shapes.calendars import ChangedFeed, ChangedReminders, NewCalendarReading
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.calendars.subscription import Subscription
from waylight.record.consent import Consent, withdraw
from waylight.record.interaction import Interaction
from waylight.record.planning.reminding import Reminding


def opens(address: str) -> int:
    return Client().get(urlsplit(address).path).status_code


def test_a_feed_is_begun_said_once_renewed_and_ended(client):
    assert client.get_feed().since is None
    first = client.renew_feed()
    assert opens(first.address) == 200
    assert first.address not in raw().get("feed").text
    second = client.renew_feed()
    assert (opens(first.address), opens(second.address)) == (410, 200)
    assert client.get_feed().since == second.since
    client.end_feed()
    assert opens(second.address) != 200
    assert client.get_feed().since is None
    client.end_feed()  # once more changes nothing


def test_a_feed_asked_for_twice_with_one_key_has_one_address(client):
    assert client.renew_feed(key="one") == client.renew_feed(key="one")


def test_events_say_with_whom_only_if_that_is_chosen(client):
    with pytest.raises(NotNow, match="no feed yet"):
        client.change_feed(ChangedFeed(named=True))
    client.renew_feed()
    seen = client.get_feed()
    assert client.change_feed(ChangedFeed(named=True), seen=seen).named
    with pytest.raises(Changed):
        client.change_feed(ChangedFeed(named=False), seen=seen)
    assert not client.change_feed(ChangedFeed(named=False)).named


def test_a_token_for_some_engagements_reaches_nothing_that_is_about_all(engagement):
    limited = waylight(engagement.client.user, engagements=[engagement.pk])
    asked = (
        limited.get_feed,
        limited.renew_feed,
        limited.end_feed,
        limited.get_reminders,
        lambda: limited.change_feed(ChangedFeed(named=True)),
        lambda: limited.change_reminders(ChangedReminders(on=True)),
    )
    for one in asked:
        with pytest.raises(NotAllowed, match="limited to some engagements"):
            one()
    assert not Reminding.objects.exists()


def test_reminders_begin_as_the_page_offers_them_change_and_end_with_what_was_chosen_kept(engagement, client):
    offered = client.get_reminders()
    assert (offered.on, offered.hours, offered.zone) == (False, 24, engagement.zone)
    assert (offered.quiet_from, offered.quiet_until) == ("21:00", "07:00")
    on = client.change_reminders(ChangedReminders(on=True, hours=48))
    assert (on.on, on.hours, on.quiet_from) == (True, 48, "21:00")
    assert Reminding.objects.get(user=engagement.client.user).site == "http://localhost/"
    changed = client.change_reminders(ChangedReminders(quiet_from="22:30"), seen=client.get_reminders())
    assert (changed.on, changed.hours, changed.quiet_from) == (True, 48, "22:30")
    off = client.change_reminders(ChangedReminders(on=False))
    assert (off.on, off.hours, off.quiet_from) == (False, 48, "22:30")
    assert not client.change_reminders(ChangedReminders(hours=2)).on  # other hours do not begin them


def test_a_zone_that_there_is_not_changes_nothing(client):
    with pytest.raises(DoesNotFit, match="no time zone"):
        client.change_reminders(ChangedReminders(on=True, zone="Mars/Olympus"))
    assert not client.get_reminders().on


def test_a_calendar_is_read_at_once_and_ended(engagement, client, site):  # noqa: F811
    assert client.get_calendar_reading(engagement.pk).way is None
    with pytest.raises(NotFound):
        client.read_calendar_now(engagement.pk)
    reads = client.read_calendar(engagement.pk, NewCalendarReading(address=f"{site.address}/ines.ics"))
    assert (reads.agreed, reads.way, reads.trouble, reads.failures) == (True, "feed", "", 0)
    assert reads.read_at is not None
    assert Interaction.objects.count() == 1
    client.end_calendar_reading(engagement.pk)
    assert not Subscription.objects.exists()
    assert client.get_calendar_reading(engagement.pk).address == ""


def test_what_fails_is_said_and_tried_again_when_she_wants(engagement, client, site):  # noqa: F811
    reads = client.read_calendar(engagement.pk, NewCalendarReading(address=f"{site.address}/gone.ics"))
    assert "nothing at this address" in reads.trouble
    site.pages["/gone.ics"] = site.pages["/ines.ics"]
    again = client.read_calendar_now(engagement.pk)
    assert (again.trouble, again.failures) == ("", 0)
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "https://ines:word@calendar.example/"}, "leave these out of it"),
        ({"address": "file:///etc/passwd"}, "no address of the web"),
        ({"address": "https://calendar.example/", "way": "caldav"}, "asks for a name and a password"),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(engagement, client, given, said):
    with pytest.raises(DoesNotFit, match=said):
        client.read_calendar(engagement.pk, NewCalendarReading(**given))
    assert not Subscription.objects.exists()


def test_a_password_is_never_said_again(engagement, client):
    there = {"address": "https://calendar.example/", "user": "ines", "password": "a-word-for-apps"}
    reads = client.read_calendar(engagement.pk, NewCalendarReading(way="caldav", **there))
    assert (reads.way, reads.user) == ("caldav", "ines")
    said = raw(engagement.client.user).get(f"engagements/{engagement.pk}/calendar-reading").text
    assert there["password"] not in said
    assert Subscription.objects.get().password == there["password"]


def test_without_her_agreement_nothing_is_read_and_nobody_else_says_where(engagement, coach, client):
    an_interaction(engagement, None, "Mei Okafor")
    withdraw(
        Consent.objects.get(engagement=engagement, use=Consent.Use.CALENDAR),
        by=engagement.client.user,
        at=timezone.now(),
    )
    with pytest.raises(NotNow):
        client.read_calendar(engagement.pk, NewCalendarReading(address="https://calendar.example/"))
    assert not client.get_calendar_reading(engagement.pk).agreed
    for ask in (coach.get_calendar_reading, coach.read_calendar_now, coach.end_calendar_reading):
        with pytest.raises(NotAllowed):
            ask(engagement.pk)
