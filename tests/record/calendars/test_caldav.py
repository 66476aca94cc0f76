"""A real calendar server is read with a name and a password; what is not one, or lets nobody in, is said."""

from __future__ import annotations

import urllib.request
from base64 import b64encode
from datetime import UTC, datetime

import pytest

from tests.record.calendars.web import an_event, calendar_file, web
from tests.servers import radicale
from waylight.record.calendars import caldav, reading
from waylight.record.calendars.caldav import read_calendars, same_place
from waylight.record.calendars.outside import NotReached
from waylight.record.calendars.subscription import Subscription, subscribe
from waylight.record.interaction import Interaction

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
NAME, PASSWORD = "ines", "for tests alone"
MAKE = """<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<C:supported-calendar-component-set><C:comp name="{0}"/></C:supported-calendar-component-set>
</D:prop></D:set></C:mkcalendar>"""


def sent(method: str, address: str, body: bytes) -> None:
    asked = urllib.request.Request(address, body, method=method)
    asked.add_header("Authorization", f"Basic {b64encode(f'{NAME}:{PASSWORD}'.encode()).decode()}")
    asked.add_header("Content-Type", "text/calendar" if method == "PUT" else "application/xml")
    assert urllib.request.urlopen(asked, timeout=30).status == 201


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Radicale with two calendars, an event in each, one long ago, and a list of things to do."""
    with radicale(tmp_path_factory.mktemp("radicale"), user=NAME, password=PASSWORD) as address:
        for name, kind in (("work", "VEVENT"), ("home", "VEVENT"), ("to-do", "VTODO")):
            sent("MKCALENDAR", f"{address}/{NAME}/{name}/", MAKE.format(kind).encode())
        sent("PUT", f"{address}/{NAME}/work/1.ics", calendar_file(an_event("1")))
        sent("PUT", f"{address}/{NAME}/work/0.ics", calendar_file(an_event("0", "20190303T160000Z")))
        sent(
            "PUT",
            f"{address}/{NAME}/home/2.ics",
            calendar_file(an_event("2", "20260304T100000Z", "priya@norvia.example")),
        )
        yield address


@pytest.fixture(autouse=True)
def _here(settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}


@pytest.mark.parametrize("path", ["", "/", f"/{NAME}/"])
def test_all_calendars_of_an_account_are_found_from_where_one_begins(server, path):
    found = read_calendars(f"{server}{path}", NAME, PASSWORD, now=NOW)
    assert sorted(line for line in found.decode().split() if line.startswith("UID:")) == ["UID:1", "UID:2"]


def test_one_calendar_is_read_alone(server):
    found = read_calendars(f"{server}/{NAME}/home/", NAME, PASSWORD, now=NOW)
    assert b"UID:2" in found
    assert b"UID:1" not in found


def test_it_comes_in_as_a_file_would_and_twice_adds_nothing(engagement, server):
    given = {"way": "caldav", "address": f"{server}/", "user": NAME, "password": PASSWORD}
    one = subscribe(engagement, by=engagement.client.user, **given)
    for _ in range(2):
        assert reading.read(one, NOW)
        one = Subscription.objects.select_related("engagement__client", "engagement__coach__user", "by").get()
    assert sorted(f"{row.at:%m-%d %H:%M}" for row in Interaction.objects.all()) == ["03-03 16:00", "03-04 10:00"]
    assert one.trouble == ""


def test_a_wrong_password_is_said_and_the_password_stands_nowhere(engagement, server, caplog):
    given = {"way": "caldav", "address": f"{server}/{NAME}/", "user": NAME, "password": "wrong-word"}
    one = subscribe(engagement, by=engagement.client.user, **given)
    assert not reading.read(one, NOW)
    said = Subscription.objects.select_related("engagement").get().trouble
    assert said == "The calendar server does not let this name and password in."
    assert "wrong-word" not in caplog.text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"not xml", "cannot be read"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "cannot be read"),
        (b'<D:multistatus xmlns:D="DAV:"/>', "No calendar was found"),
    ],
)
def test_what_answers_like_no_calendar_server_is_said(body, said):
    with web() as here:
        here.pages["/"] = here.pages["/.well-known/caldav"] = 207, {}, body
        with pytest.raises(NotReached, match=said):
            read_calendars(f"{here.address}/", NAME, PASSWORD, now=NOW)


def test_a_server_that_names_another_place_takes_no_password_there():
    elsewhere = b'<D:multistatus xmlns:D="DAV:"><D:response><D:href>/</D:href><D:propstat><D:prop>\
<D:current-user-principal><D:href>http://localhost:9/</D:href></D:current-user-principal>\
</D:prop></D:propstat></D:response></D:multistatus>'
    with web() as here:
        here.pages["/"] = 207, {}, elsewhere
        with pytest.raises(NotReached, match="another place"):
            read_calendars(f"{here.address}/", NAME, PASSWORD, now=NOW)


def test_machines_of_one_name_are_one_place():
    assert same_place("https://caldav.example.org/", "https://p01-caldav.example.org:443/x/")
    assert not same_place("https://example.org/", "https://other.org/")
    assert not same_place("https://caldav.example.org/", "https://caldav.example.com/")


def test_who_is_refused_is_not_asked_for_elsewhere_in_any_language(monkeypatch):
    monkeypatch.setattr(caldav, "gettext", lambda message: f"anders: {message}")
    with web() as site:
        site.pages["/dav/"] = 401, {}, b""
        with pytest.raises(NotReached, match="anders: The calendar server does not let"):
            read_calendars(f"{site.address}/dav/", "ines", "wrong", now=NOW)
        assert [path for _, path, _ in site.asked] == ["/dav/"]
