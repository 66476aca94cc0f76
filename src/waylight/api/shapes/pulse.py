"""The pulse: rounds, and what groups answered; never who answered, or what."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Day, Given, Line, Number, Shape, ShortText
from waylight.api.shapes.figures import Figure

Language = Literal["en", "de", "fr", "es"]


class Behaviour(Shape):
    """Something the client works on, in her words. What is answered on ``listening`` stands on the path."""

    id: int
    text: str
    since: date
    listening: bool
    retired_on: date | None


class NewBehaviour(Given):
    """One more, as others would see it."""

    text: Line
    listening: bool = False


class ChangedBehaviour(Given):
    """Whether it is listening; one at a time is."""

    listening: bool


class Round(Shape):
    """One round, between two days of the client's zone, both included.

    ``behaviours`` are what it asks about: while it is planned, what is chosen now. ``raters`` are those whom it
    asks, by the numbers that `list_raters` has, as long as it is not over; afterwards nobody is told whom it asked.
    """

    id: int
    state: Literal["planned", "to come", "open", "over"]
    opens: date
    closes: date
    every_weeks: int | None
    question: str
    language: Language
    behaviours: list[str]
    raters: list[int]
    thanks: str


class PlannedRound(Given):
    """A round to plan. It takes the place of the one that is planned, if there is one; nobody is asked until it opens.

    Without a question only the numbers are asked. ``raters`` are numbers of those whom `list_raters` has.
    """

    question: Line = ""
    opens: Day
    closes: Day
    raters: Annotated[list[Number], Field(max_length=2_000)]
    every_weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    language: Language = "en"


class ChangedRound(Given):
    """What becomes of a round: ``open`` a planned one, ``over`` to close it before its last day, or ``once``.

    Send the ETag of what was read as ``If-Match`` when opening: letters go out to whom it names.
    """

    state: Annotated[
        Literal["open", "over", "once"],
        Field(description="`open` sends its letters from its first day on; `once`: it is not asked again by itself."),
    ]


class Thanks(Given):
    """What the client will do, told to those who answered."""

    words: ShortText


class Group(Shape):
    """What a group answered, from −3 to +3. A group that is too small has no number."""

    name: str
    answers: int
    figure: Figure


class RoundResult(Shape):
    """What was answered on one behaviour, and what changed since the round before."""

    behaviour: str
    groups: list[Group]
    change: Figure | None
    change_of_the_same: Figure | None
    talked_with: Figure
    not_talked_with: Figure
    follow_up: Figure


class RoundResults(Shape):
    """The results of a round that is over. ``words`` is null where too few wrote; ``least`` is the smallest group."""

    least: int
    results: list[RoundResult]
    words: list[str] | None
