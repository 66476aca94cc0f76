"""A client says on a page where her calendar is read, sees what came of it in words, and ends it in one press."""

from __future__ import annotations

import pytest

from tests.record.calendars.web import an_event, calendar_file, web
from waylight.record.calendars.subscription import Subscription
from waylight.record.consent import Consent, withdraw
from waylight.record.interaction import Interaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}
    with web() as here:
        here.pages["/ines.ics"] = 200, {}, calendar_file(an_event("1"))
        yield here


@pytest.fixture
def address(engagement):
    return f"/engagements/{engagement.pk}/calendar/"


def words(answer) -> str:
    return answer.content.decode()


def test_an_address_is_read_at_once_and_ended_in_one_press(address, site, as_client):
    assert "read by itself" in words(as_client.get(address.replace("calendar", "files")))
    page = words(as_client.post(address, {"address": f"{site.address}/ines.ics"}, follow=True))
    assert "It is read now, and every day from now on." in page
    assert "Last read well on" in page
    assert Interaction.objects.count() == 1
    page = words(as_client.post(f"{address}end/", follow=True))
    assert "its address is forgotten" in page
    assert site.address not in page
    assert not Subscription.objects.exists()


def test_what_fails_is_said_in_words_and_tried_again_when_she_wants(address, site, as_client):
    page = words(as_client.post(address, {"address": f"{site.address}/gone.ics"}, follow=True))
    assert "The last time it was not read: There is nothing at this address any more." in page
    site.pages["/gone.ics"] = site.pages["/ines.ics"]
    page = words(as_client.post(f"{address}now/", follow=True))
    assert "The last time it was not read" not in page
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"address": "https://ines:word@calendar.example/"}, "leave these out of it"),
        ({"address": "file:///etc/passwd"}, "no address of the web"),
        ({"address": "https://calendar.example/", "way": "caldav"}, "asks for a name and a password"),
    ],
)
def test_what_does_not_fit_is_said_and_stays(address, as_client, typed, said):
    page = words(as_client.post(address, typed))
    assert said in page
    assert f'value="{typed["address"]}"' in page
    assert not Subscription.objects.exists()


def test_the_password_stands_on_no_page(address, as_client, settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}
    typed = {"way": "caldav", "address": "http://127.0.0.1:9/", "user": "ines", "password": "a-word-apart"}
    assert "a-word-apart" not in words(as_client.post(address, typed, follow=True))
    assert "as ines" in words(as_client.get(address))
    assert b"a-word-apart" not in as_client.get("/privacy/").content


def test_without_her_agreement_it_is_said_and_nothing_is_kept(engagement, address, site, as_client):
    withdraw(Consent.objects.get(use="calendar"), by=engagement.client.user, at=engagement.client.user.date_joined)
    page = words(as_client.post(address, {"address": f"{site.address}/ines.ics"}))
    assert "withdrew that agreement" in page
    assert site.asked == []


def test_the_coach_has_no_such_page(address, as_coach):
    assert as_coach.get(address).status_code == 403
