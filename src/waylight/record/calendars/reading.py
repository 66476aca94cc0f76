"""Reads a subscribed calendar and brings it in as a file would be: wholly or not at all, and nothing twice."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django_tasks import task

from waylight.access.language import in_language_of
from waylight.intake.calendar import read_calendar
from waylight.intake.rows import Choices, OccurrenceRow, Place
from waylight.record.bringing.agreement import NotAgreed
from waylight.record.bringing.whole import bring_in_at_once
from waylight.record.calendars import subscription as record
from waylight.record.calendars.caldav import read_calendars
from waylight.record.calendars.outside import Asked, NotReached, ask
from waylight.record.calendars.subscription import Subscription
from waylight.record.imports import Packing, discard, receive

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.intake.rows import Problem

log = logging.getLogger(__name__)

AHEAD = timedelta(days=366)
NO_CALENDAR = gettext_noop("What is at this address is no calendar, or not the whole of one. Nothing of it was kept.")
ASKS = gettext_noop("The address asks for a name and a password. A calendar server is read in the other way.")
GONE = gettext_noop("There is nothing at this address any more. Perhaps it was renewed where the calendar is kept.")
NOT_IN = gettext_noop("It was read, but could not be brought in. The record is as it was before; it is tried again.")


def due(now: datetime) -> int:
    """Read every calendar that is due; returns how many were read well. Done twice at once, each is read once."""
    found = [record.claim(pk, now) for pk in list(record.to_be_read(now).values_list("pk", flat=True))]
    return sum(read(one, now) for one in found if one is not None)


def read(one: Subscription, now: datetime) -> bool:
    """Read one, bring in what is new, and note what came of it. The log holds neither address nor content."""
    with in_language_of(one.by):  # what went wrong is kept in words, to her
        return _read(one, now)


def _read(one: Subscription, now: datetime) -> bool:
    try:
        record.went_well(one, _bring(one, _rows(one, now), now), now)
    except (NotReached, NotAgreed) as reason:
        record.went_wrong(one, str(reason), now)
        return False
    except Exception as failure:
        log.error("A subscribed calendar was not brought in: %s", type(failure).__name__)
        record.went_wrong(one, gettext(NOT_IN), now)
        return False
    return True


def _rows(one: Subscription, now: datetime) -> list[OccurrenceRow | Problem]:
    if one.way == Subscription.Way.CALDAV:
        content = read_calendars(one.address, one.user, one.password, now=now)
    else:
        content = _fed(one.address)
    choices = Choices(zone=one.engagement.zone)  # times and people; titles are not kept
    return list(read_calendar(BytesIO(content), name=_name(now), choices=choices, until=_horizon(now)))


def _fed(address: str) -> bytes:
    answer = ask(address, Asked(headers={"Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1"}))  # not for readers
    if answer.status in {401, 403}:
        raise NotReached(gettext(ASKS))
    if answer.status in {404, 410}:
        raise NotReached(gettext(GONE))
    if answer.status != 200:
        raise NotReached(gettext("The machine answered with an error ({status}).").format(status=answer.status))
    text = answer.body.strip().upper()
    if not text.removeprefix(b"\xef\xbb\xbf").startswith(b"BEGIN:VCALENDAR") or not text.endswith(b"END:VCALENDAR"):
        raise NotReached(gettext(NO_CALENDAR))
    return answer.body


def _name(now: datetime) -> str:
    return gettext("subscribed calendar, {day}.ics").format(day=f"{now:%Y-%m-%d}")


def _horizon(now: datetime) -> datetime:
    """A year ahead, from the first of this month: a calendar that has not changed reads the same for a month."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + AHEAD


def _bring(one: Subscription, rows: list[OccurrenceRow | Problem], now: datetime) -> str:
    """Bring the rows in, unless they are those of the last time; returns their digest."""
    digest = _digest(rows)
    if digest == one.digest or not any(isinstance(row, OccurrenceRow) for row in rows):
        return digest
    packing = Packing(_name(now))
    packing.add(rows)
    brought = receive(one.engagement, one.by, [packing.finish(digest)])
    try:
        bring_in_at_once(brought)
    except Exception:
        brought.refresh_from_db()
        discard(brought)
        raise
    return digest


def _digest(rows: list[OccurrenceRow | Problem]) -> str:
    """A name for what was read, whatever order it came in: SHA-256 of the rows without their lines."""
    nowhere = Place("")
    said = sorted(msgspec.json.encode(replace(row, place=nowhere)) for row in rows)
    return hashlib.sha256(b"\n".join(said)).hexdigest()


def hand_over(now: datetime) -> None:
    """Hand what is due to the worker; nothing is handed over if nothing is."""
    if record.to_be_read(now).exists():
        read_what_is_due.enqueue()


@task()
def read_what_is_due() -> None:
    """The worker's part: whatever is due when it gets to it."""
    due(timezone.now())
