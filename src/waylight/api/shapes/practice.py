"""A practice as who looks after it sees it: its words, who works there, and how long it keeps what."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Line, Number, Shape

Place = Annotated[str, StringConstraints(max_length=60, pattern=NO_NUL)]


class PracticeWord(Shape):
    """A level or a side, and how many people stand there over all engagements."""

    word: str
    people: int


class Practice(Shape):
    """A practice. New engagements begin with ``zone``, new rounds of the pulse with ``language``.

    ``levels`` are in order, the highest first; ``sides`` clockwise from the top of the map.
    """

    id: int
    name: str
    zone: str
    language: str
    levels: list[PracticeWord]
    sides: list[PracticeWord]


class PracticeWordAnew(Given):
    """A level or a side as it is called now. Who stood at ``before`` goes along; "" is a new one."""

    before: Place = ""
    now: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NO_NUL)]


Words = Annotated[list[PracticeWordAnew], Field(min_length=1, max_length=12)]


class ChangedPractice(Given):
    """What is said anew; what is left out stays. Of levels or sides, all are said, in their order.

    A word that is missing leaves who stands there without one; that is done only with ``leave_without``.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)] | None = None
    zone: Line | None = None
    language: Literal["en", "de", "fr", "es"] | None = None
    levels: Words | None = None
    sides: Words | None = None
    leave_without: bool = False


class Member(Shape):
    """Somebody who works in a practice. Who coaches there and looks after it is two members."""

    id: int
    name: str
    email: str
    role: Literal["coach", "admin"]


class CoachedEngagement(Shape):
    """An engagement of a coach as who looks after her practice sees it: whose, and its dates."""

    id: int
    client: str
    begins: date
    ends: date | None


class NewHandOver(Given):
    """Which engagements a coach hands over, to which other member. ``known``: the clients and both coaches know it."""

    engagements: Annotated[list[Number], Field(min_length=1, max_length=1_000)]
    to: Number
    known: bool


class HandedOver(Shape):
    """What was handed over, and who coaches it now."""

    engagements: list[int]
    to: Member
