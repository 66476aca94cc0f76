"""A coach's log of coaching hours: hours noted by hand, and the log that they and meetings held make together."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Shape

CoachingOf = Literal["one", "group", "team"]
Client = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]
Contact = Annotated[str, StringConstraints(max_length=320, pattern=NO_NUL)]
HowMany = Annotated[int, Field(ge=1, le=500)]
Noted = Annotated[int, Field(ge=0, le=10_000 * 60)]


class PastCoaching(Shape):
    """One relationship noted by hand: with whom, how many together, from when to when, and how long."""

    id: int
    name: str
    contact: str
    form: CoachingOf
    number: int
    begins: date
    ends: date | None
    paid_minutes: int
    pro_bono_minutes: int
    may_name: bool


class NewPastCoaching(Given):
    """Hours from before or elsewhere. ``number`` is of a group or team; ``may_name``: the client agrees to be named."""

    name: Client
    contact: Contact = ""
    form: CoachingOf = "one"
    number: HowMany = 1
    begins: Day
    ends: Day | None = None
    paid_minutes: Noted = 0
    pro_bono_minutes: Noted = 0
    may_name: bool = False


class ChangedPastCoaching(Given):
    """Hours written again; what is left out stays. ``ends`` null goes on."""

    name: Client | None = None
    contact: Contact | None = None
    form: CoachingOf | None = None
    number: HowMany | None = None
    begins: Day | None = None
    ends: Day | None = None
    paid_minutes: Noted | None = None
    pro_bono_minutes: Noted | None = None
    may_name: bool | None = None


class LoggedCoaching(Shape):
    """A line of the log: of an ``engagement``, or noted by hand (``past``). ``left_off`` says why it does not count."""

    engagement: int | None
    past: int | None
    name: str
    contact: str
    number: int
    begins: date
    ends: date | None
    paid_minutes: int
    pro_bono_minutes: int
    left_off: str


class CredentialLacks(Shape):
    """What a credential still asks for, as its rules were read on a day; all 0 where the log holds that."""

    name: str
    minutes: int
    paid_minutes: int
    recent_minutes: int
    clients: int


class CoachingLog(Shape):
    """The log: every line, what those that count add up to, and what credentials still ask for.

    Recent is what was ``since`` a day. Of engagements erased or handed over hours are known, and no name.
    """

    lines: list[LoggedCoaching]
    clients: int
    paid_minutes: int
    pro_bono_minutes: int
    recent_minutes: int
    since: date
    lacking: list[CredentialLacks]
    as_read: date
    erased_minutes: int
    handed_over_minutes: int
