"""Hours bought for an engagement, used and left; what was corrected of them; what kind of coaching they are of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Line, Shape, Who

Minutes = Annotated[int, Field(ge=1, le=60_000, description="1,000 hours at most.")]
MoreMinutes = Annotated[int, Field(ge=-1_440, le=1_440, description="Negative where less was used; not 0.")]
Why = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
Address = Annotated[str, StringConstraints(max_length=320, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")]
HowMany = Annotated[int, Field(ge=2, le=500, description="The client among them, where not everybody is named.")]
Coached = Literal["one", "group", "team"]


class Package(Shape):
    """Hours bought at once, in minutes; ``paid`` false is for nothing. Where ``changed``, that can be taken back."""

    id: int
    on: date
    minutes: int
    paid: bool
    changed: bool
    removed: bool


class NewPackage(Given):
    """Hours that were bought, or are given."""

    on: Day
    minutes: Minutes
    paid: bool = True


class RemovedOrNot(Given):
    """An entry that is put back (``removed`` false) or removed."""

    removed: bool | None = None


class ChangedPackage(RemovedOrNot):
    """A package written again; what is left out stays as it is."""

    on: Day | None = None
    minutes: Minutes | None = None
    paid: bool | None = None


class HourCorrection(Shape):
    """Time used that no meeting shows, or time of a meeting that does not count, in minutes, and why."""

    id: int
    on: date
    minutes: int
    why: str
    by: str
    changed: bool
    removed: bool


class NewHourCorrection(Given):
    """Time more or less, and why."""

    on: Day
    minutes: MoreMinutes
    why: Why


class ChangedHourCorrection(RemovedOrNot):
    """A correction written again; what is left out stays as it is."""

    on: Day | None = None
    minutes: MoreMinutes | None = None
    why: Why | None = None


class PackageUsed(Shape):
    """How much of a package is used, in minutes."""

    package: int
    used: int
    left: int


class HoursAccount(Shape):
    """What was bought, used and is left, in minutes: counts, so there is no interval.

    ``left`` is null where nothing was bought; ``beyond`` was used beyond all that was. Packages come in the order in
    which they are used up; ``meetings`` and ``corrections`` are the rows counted, ``usual`` is a usual meeting.
    """

    bought: int
    used: int
    left: int | None
    beyond: int
    paid: int
    pro_bono: int
    usual: int
    packages: list[PackageUsed]
    meetings: list[int]
    corrections: list[int]
    why_not: str


class KindOfCoaching(Shape):
    """Coaching of one person, a group or a team; ``paid`` is what hours are that no package says more about.

    ``number`` is what was said, ``coached`` how many they are: no fewer than are named, the client among them.
    """

    form: Coached
    number: int | None
    paid: bool
    coached: int


class ChangedKindOfCoaching(Given):
    """Another kind; what is left out stays as it is. ``number`` null is that no number is said."""

    form: Coached | None = None
    number: HowMany | None = None
    paid: bool | None = None


class GroupMember(Shape):
    """Somebody coached together with the client."""

    id: int
    person: Who
    since: date
    removed: bool


class NewGroupMember(Given):
    """Somebody to note as one of the group: by name, and by an address where one is known.

    Without a day it is the first of the engagement.
    """

    name: Line
    address: Address = ""
    since: Day | None = None


class ChangedGroupMember(Given):
    """Count somebody no more, or again."""

    removed: bool
