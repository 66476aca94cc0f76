"""What the client writes, hears, chooses, asks and rates."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Day, Given, Line, Number, Shape, ShortText, Text, Who

State = Literal["open", "kept", "changed", "dropped"]
Rating = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]


class Reflection(Shape):
    """An entry of the client's journal, as far as one may read it."""

    id: int
    on: date
    text: str
    private: bool


class NewReflection(Given):
    """An entry, with her confidence if she rates it; private unless it is said to be shared."""

    on: Day
    text: Text = ""
    private: bool = True
    confidence: Rating | None = None
    words: ShortText = ""


class ChangedReflection(Given):
    """An entry written again; what is left out stays as it is."""

    on: Day | None = None
    text: Text | None = None
    private: bool | None = None


class Insight(Shape):
    """What the client learned, from whom, and what it changed."""

    id: int
    on: date
    text: str
    changed: str
    heard_from: Who | None
    reflection: int | None
    meeting: int | None


class NewInsight(Given):
    """What was heard, noted in an entry. A name or address tells from whom."""

    text: ShortText
    heard_from: Line = ""
    changed: ShortText = ""


class ChangedInsight(Given):
    """An insight written again; what is left out stays as it is. ``heard_from`` "" is nobody in particular."""

    text: ShortText | None = None
    heard_from: Line | None = None
    changed: ShortText | None = None


class Commitment(Shape):
    """What the client chose to do, and what she says became of it."""

    id: int
    on: date
    text: str
    due: date | None
    state: State
    settled_on: date | None
    meeting: int | None
    reflection: int | None


class NewCommitment(Given):
    """What the client chose to do, in her words. Without a day it is that of the meeting, or today, where she is."""

    text: ShortText
    on: Day | None = None
    due: Day | None = None
    meeting: Number | None = None


class SettledCommitment(Given):
    """What became of it; ``open`` takes that back. Without a day it is today, where she is."""

    state: State
    on: Day | None = None


class Question(Shape):
    """A question that the client carries until she lays it down."""

    id: int
    on: date
    text: str
    laid_down_on: date | None
    meeting: int | None
    reflection: int | None


class ChangedQuestion(Given):
    """Lay it down today, or take it up again."""

    laid_down: bool


class Confidence(Shape):
    """The client's own rating, 0 to 10, on a day, in her words."""

    id: int
    on: date
    value: float
    words: str
    reflection: int | None
