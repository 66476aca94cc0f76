"""Stakeholders, initiatives, who takes part in them, how others see them, and who turned to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Line, Number, Shape, ShortText, Who

Part = Literal["owns", "leads", "contributes", "consulted", "told"]
Stance = Literal["differs", "agrees"]
Word = Annotated[str, StringConstraints(max_length=60, pattern=NO_NUL)]


class Alias(Shape):
    """An address or a spelling; ``joined`` is whether it was said to be this person's and can be parted again."""

    id: int
    shown: str
    joined: bool


class Person(Shape):
    """Somebody who stands in the files of an engagement, and the names that they go by there."""

    id: int
    name: str
    aliases: list[Alias]


class JoinedPeople(Given):
    """The numbers of people who are one."""

    people: Annotated[list[Number], Field(min_length=2, max_length=100)]


class PlacedPerson(Given):
    """Where somebody stands; what is left out stays as it is."""

    level: Word | None = None
    side: Word | None = None
    role: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] | None = None
    named: bool | None = None


class Stakeholder(Shape):
    """A person seen from an engagement; ``id`` is the person's. Level and side are words of the practice."""

    id: int
    name: str
    level: str
    side: str
    role: str
    stands: str
    wanted: str
    named: bool


class NewStakeholder(Given):
    """Somebody who matters and stands in no file; an address tells later files who it is."""

    name: Line
    address: Annotated[str, StringConstraints(max_length=320, pattern=NO_NUL)] = ""
    role: Line = ""
    level: Word = ""
    side: Word = ""


class ChangedStakeholder(Given):
    """What is said of a stakeholder; what is left out stays as it is."""

    level: Word | None = None
    side: Word | None = None
    role: Line | None = None
    stands: ShortText | None = None
    wanted: ShortText | None = None
    named: bool | None = None


class Initiative(Shape):
    """Something the client has begun and others take part in."""

    id: int
    name: str
    since: date | None
    closed_on: date | None


class NewInitiative(Given):
    """An initiative to note."""

    name: Line
    since: Day


class ChangedInitiative(Given):
    """Its name and first day, and whether it is closed (today); what is left out stays as it is."""

    name: Line | None = None
    since: Day | None = None
    closed: bool | None = None


class Participation(Shape):
    """What a person is to an initiative, from a day on."""

    id: int
    person: Who
    part: Part
    since: date
    until: date | None


class NewParticipation(Given):
    """Somebody's part; ``person`` is the number of a stakeholder."""

    person: Number
    part: Part
    since: Day
    until: Day | None = None


class ChangedParticipation(Given):
    """A part noted anew; what is left out stays as it is."""

    part: Part | None = None
    since: Day | None = None
    until: Day | None = None


class Perspective(Shape):
    """How a stakeholder sees an initiative, and what it changed."""

    id: int
    person: Who
    on: date
    stance: Stance
    text: str
    changed: str
    reflection: int | None


class NewPerspective(Given):
    """A view to note; ``person`` is the number of a stakeholder. In a private entry it is as private as that."""

    person: Number
    on: Day
    stance: Stance
    text: ShortText
    changed: ShortText = ""
    reflection: Number | None = None


class ChangedPerspective(Given):
    """A view written again; what is left out stays as it is."""

    on: Day | None = None
    stance: Stance | None = None
    text: ShortText | None = None
    changed: ShortText | None = None


class Interaction(Shape):
    """One person turned to one other. Of mail and calendar nothing else is kept."""

    id: int
    at: datetime
    kind: Literal["mail", "meeting", "message", "call"]
    sender: Who
    recipient: Who
    thread: Annotated[str, Field(description="The same for all that belong together.")]
    reply: bool
    recipients: int
    answer: str
    title: str
