"""Reads the calendars of an account on a calendar server (CalDAV, RFC 4791): what is there, a year back and ahead."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext, gettext_noop

from waylight.record.calendars.outside import Answer, Asked, NotReached, ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

DAV, CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
FIND = (
    f"<D:propfind {SPACES}><D:prop><D:resourcetype/><D:current-user-principal/><C:calendar-home-set/>"
    "<C:supported-calendar-component-set/></D:prop></D:propfind>"
)
QUERY = (
    f"<C:calendar-query {SPACES}><D:prop><C:calendar-data/></D:prop><C:filter>"
    '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="{since}" end="{until}"/>'
    "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"  # not for readers
)
BACK, AHEAD = timedelta(days=400), timedelta(days=366)
MOST = 20  # calendars of one account
NOTHING = gettext_noop("No calendar was found there. Give the address of a calendar, or of the calendar server.")


class NotLetIn(NotReached):
    """The calendar server knows the name and the password, and refuses them."""


def read_calendars(address: str, user: str, password: str, *, now: datetime) -> bytes:
    """All events of the account's calendars, as calendar files one after the other. Raises NotReached."""
    server = _Server(address, user, password)
    found = server.calendars()
    if not found:
        raise NotReached(gettext(NOTHING))
    return b"\r\n".join(data for one in found[:MOST] for data in server.events(one, now))


class _Server:
    """A calendar server that is asked with a name and a password, and stays one place."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self.address, self._user, self._password = address, user, password

    def calendars(self) -> list[str]:
        """The addresses of calendars: the one that was given, or those in the account's home."""
        try:
            here = self._found(self.address, "0")
        except NotLetIn:
            raise
        except NotReached:
            here = self._found(urljoin(self.address, "/.well-known/caldav"), "0")
        for url, props in here:
            if _is_calendar(props):
                return [url]
        home = _href(here, f"{CAL}calendar-home-set")
        if not home and (principal := _href(here, f"{DAV}current-user-principal")):
            home = _href(self._found(principal, "0"), f"{CAL}calendar-home-set")
        return [url for url, props in self._found(home, "1") if _is_calendar(props)] if home else []

    def events(self, calendar: str, now: datetime) -> Iterator[bytes]:
        """The events of a calendar around now."""
        body = QUERY.format(since=f"{now - BACK:%Y%m%dT%H%M%SZ}", until=f"{now + AHEAD:%Y%m%dT%H%M%SZ}")
        for _, props in self._asked("REPORT", calendar, "1", body):
            for data in props.iter(f"{CAL}calendar-data"):
                yield (data.text or "").strip().encode()

    def _found(self, address: str, depth: str) -> list[tuple[str, Element]]:
        return list(self._asked("PROPFIND", address, depth, FIND))

    def _asked(self, method: str, address: str, depth: str, body: str) -> Iterator[tuple[str, Element]]:
        """The answers to a question: the address each is of, and its properties."""
        if not same_place(self.address, address):
            why = gettext("The calendar server names another place for the calendars, and that is not asked.")
            raise NotReached(why)
        headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}  # not for readers
        answer = ask(address, Asked(method, body.encode(), headers, self._user, self._password))
        for one in _read(answer).iter(f"{DAV}response"):
            url = urljoin(answer.url, one.findtext(f"{DAV}href", "").strip())
            for prop in one.iter(f"{DAV}prop"):
                yield url, prop


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are of one machine, or of machines of one name: *a.example.org* and *b.example.org*."""
    first, second = (str(urlsplit(it).hostname).lower() for it in (one, other))
    return first == second or (first.count(".") > 1 and first.split(".", 1)[1] == second.split(".", 1)[-1])


def _read(answer: Answer) -> Element:
    if answer.status in {401, 403}:
        raise NotLetIn(gettext("The calendar server does not let this name and password in."))
    if answer.status != 207:
        answered = gettext("(It answered with {status}.)").format(status=answer.status)
        raise NotReached(f"{gettext(NOTHING)} {answered}")
    try:
        return fromstring(answer.body, forbid_dtd=True)  # type: ignore[no-any-return]
    except (DefusedXmlException, SyntaxError, ValueError):  # what does not parse is a SyntaxError
        raise NotReached(gettext("What the calendar server answered cannot be read.")) from None


def _is_calendar(props: Element) -> bool:
    """Whether it is a calendar that holds events."""
    if props.find(f"{DAV}resourcetype/{CAL}calendar") is None:
        return False
    kinds = {one.get("name") for one in props.iter(f"{CAL}comp")}
    return not kinds or "VEVENT" in kinds


def _href(found: list[tuple[str, Element]], name: str) -> str:
    """The address that a property names; "" if none does."""
    for url, props in found:
        if (said := props.findtext(f"{name}/{DAV}href", "").strip()) and said:
            return urljoin(url, said)
    return ""
