"""One's own calendar feed and reminders, and where a client's calendar is read by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Line, Shape, ShortText

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
HoursBefore = Literal[2, 24, 48, 168]
Way = Literal["feed", "caldav"]


class Feed(Shape):
    """One's own feed: since when there is one (null for none), and whether its events say with whom."""

    since: datetime | None
    named: bool


class MadeFeed(Shape):
    """A feed with its address, which is said this once: whoever has it reads when all one's coaching is."""

    since: datetime
    named: bool
    address: str


class ChangedFeed(Given):
    """Whether events say with whom a meeting is."""

    named: bool


class Reminders(Shape):
    """Whether one is reminded of coaching by mail, how many hours before, by which clock, and when not.

    Where the quiet hours end as they begin there are none. Before anything was chosen it is what the page offers.
    """

    on: bool
    hours: HoursBefore
    zone: str
    quiet_from: Clock
    quiet_until: Clock


class ChangedReminders(Given):
    """What is chosen anew; what is left out stays as it is, whether one is reminded too."""

    on: bool | None = None
    hours: HoursBefore | None = None
    zone: Line | None = None
    quiet_from: Clock | None = None
    quiet_until: Clock | None = None


class CalendarReading(Shape):
    """Where the client's calendar is read, and what came of it last; ``way`` is null where none is read.

    While she does not agree to calendars it is not read. A password is never said again.
    """

    agreed: bool
    way: Way | None
    address: str
    user: str
    read_at: datetime | None
    next_at: datetime | None
    failures: int
    trouble: str


class NewCalendarReading(Given):
    """Where a calendar is: an address that gives one (``feed``), or a server with a name and a password."""

    way: Way = "feed"
    address: ShortText
    user: Line = ""
    password: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)] = ""
