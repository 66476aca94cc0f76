"""The client's own page of a day, and the mails that lead there."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Line, Number, Shape, ShortText, Text

Scale = Annotated[int, Field(ge=0, le=10)]
FewWords = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]


class TodayQuestion(Shape):
    """The question that stands on the client's page: the coach's, or one that she carries."""

    id: int
    text: str
    by_coach: bool


class Today(Shape):
    """What the client's page shows today: the question, and the numbers of open commitments and of today's entries.

    ``mark`` is a name for all of it.
    """

    on: date
    question: TodayQuestion | None
    commitments: list[int]
    reflections: list[int]
    mark: str


class SaidOfCommitment(Given):
    """What she says became of something she chose to do, and why."""

    commitment: Number
    state: Literal["kept", "changed", "dropped"]
    why: FewWords = ""


class NewToday(Given):
    """What she writes in one go, each part only if she wants to; it is kept whole, or not at all.

    ``answers`` is whether the text answers the question that stands there; ``helper`` is the number of a stakeholder,
    ``new_helper`` the name of somebody new. With ``seen``, the mark of what was read, nothing is kept if it is
    something else by now.
    """

    text: Text = ""
    answers: bool = False
    mood: Scale | None = None
    mood_words: FewWords = ""
    confidence: Scale | None = None
    confidence_words: FewWords = ""
    helper: Number | None = None
    new_helper: Line = ""
    heard: ShortText = ""
    changed: ShortText = ""
    became: Annotated[list[SaidOfCommitment], Field(max_length=200)] = []
    next: Annotated[str, StringConstraints(max_length=1_000, pattern=NO_NUL)] = ""
    due: Day | None = None
    question: Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)] = ""
    private: bool = True
    seen: Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)] | None = None


class TodayLetters(Shape):
    """On which days (0 is Monday) and from which hour of her zone a mail leads to the page; no day, no mails."""

    days: list[int]
    hour: int


class ChangedTodayLetters(Given):
    """Other days, another hour; what is left out stays as it is, or is as the page offers it at first."""

    days: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(min_length=1, max_length=7)] | None = None
    hour: Annotated[int, Field(ge=0, le=23)] | None = None
