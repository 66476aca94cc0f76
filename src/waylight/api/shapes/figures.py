"""Figures: each with its interval and its rows, or why there is no number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Shape, Who

Says = Literal["nothing", "moment", "gradual", "both", "changed", "unclear"]


class Figure(Shape):
    """One figure with its 90 % interval. Without a value, ``why_not`` says why."""

    value: float | None
    low: float | None
    high: float | None
    rows: Annotated[list[int], Field(description="The ids of the rows counted.")] = []
    why_not: str = ""
    evidence: Annotated[str, Field(description="The page that shows the rows.")] = ""


class Tie(Shape):
    """One person and the client: initiations a week, by her (``out``) and by them (``into``)."""

    person: Who
    level: str
    side: str
    named: bool
    contacts: int
    out: Figure
    into: Figure
    first_out: bool | None
    first_in: bool | None


class Influence(Shape):
    """Four weeks: who she reached, who reached her, and how broad that is. Of how many places is ``of``."""

    since: datetime | None
    until: datetime | None
    of: int
    breadth: Figure
    ties: list[Tie]
    nobody_at: list[tuple[str, str]]


class Weekly(Shape):
    """A figure of a week; the week by its Monday."""

    week: date
    figure: Figure


class Series(Shape):
    """One figure from week to week. A ``stage`` is one of the way from listening to being reached."""

    key: str
    name: str
    unit: str
    stage: bool
    values: list[Weekly]


class Path(Shape):
    """The stages week by week. Without any row, ``why_not`` says so."""

    until: date | None
    series: list[Series]
    why_not: str = ""


class Interval(Shape):
    """A figure that follows from others, with its 90 % interval."""

    value: float
    low: float
    high: float


class DayInterval(Shape):
    """A day, with its 90 % interval."""

    value: date
    low: date
    high: date


class Kinds(Shape):
    """The probabilities of the four, which add to 1."""

    nothing: float
    moment: float
    gradual: float
    both: float


class Span(Shape):
    """A time of growth: when it began and ended, and the weeks between."""

    start: DayInterval
    end: DayInterval
    weeks: Interval


class Growth(Shape):
    """Whether there was a moment or it grew. ``size`` is a ratio for counts, points for ratings."""

    says: Says
    values: int
    kinds: Kinds | None
    moment_on: DayInterval | None
    growth: Span | None
    size: Interval | None
    weeks_more: int | None
    why_not: str


class Grown(Shape):
    """What the stages say together and each alone, and in which order they rose: an order is not a cause."""

    together: Growth
    alone: dict[str, Growth]
    rose: dict[str, float]
    order: list[str]


class Section(Shape):
    """A heading of the brief with its lines, in the words of the page."""

    heading: str
    lines: list[str]


class BriefCommitment(Shape):
    """What the client chose to do, and what has been seen of it since."""

    id: int
    text: str
    on: str
    state: Literal["open", "kept", "changed", "dropped"]
    seen: str
    evidence: str


class Brief(Shape):
    """The opening of a meeting, in the words of the page."""

    meeting: int | None
    number: int
    at: datetime | None
    title: str
    lede: str
    since: datetime
    until: datetime
    commitments: list[BriefCommitment]
    sections: list[Section]
