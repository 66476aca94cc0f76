"""What a coach learns for her own work: notes of her own journal, and hours of learning."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Line, Number, Shape

NoteKind = Literal["note", "question"]
Learned = Literal["supervision", "mentoring", "training", "peers", "reading"]
Words = Annotated[str, StringConstraints(min_length=1, max_length=50_000, pattern=NO_NUL)]
Topic = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=NO_NUL)]
GivenBy = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
OfADay = Annotated[int, Field(ge=1, le=24 * 60)]


class LearningNote(Shape):
    """A note, or a question for supervision that was taken there ``taken_on`` a day, or not yet.

    It may be about a meeting of an engagement, or about one turn (``utterance``) or one ``figure`` of it.
    """

    id: int
    on: date
    text: str
    kind: NoteKind
    taken_on: date | None
    engagement: int | None
    meeting: int | None
    utterance: int | None
    figure: str


class NewLearningNote(Given):
    """A note, or a question; without a day it is of today. It can be about a meeting, a turn, or a figure of one."""

    text: Words
    on: Day | None = None
    kind: NoteKind = "note"
    meeting: Number | None = None
    utterance: Number | None = None
    figure: Line = ""


class ChangedLearningNote(Given):
    """A note written again; what is left out stays. ``taken``: whether a question was taken to supervision, today."""

    text: Words | None = None
    on: Day | None = None
    kind: NoteKind | None = None
    taken: bool | None = None


class LearningHours(Shape):
    """Time spent on learning: what it was, about what, and with or by whom."""

    id: int
    on: date
    minutes: int
    kind: Learned
    topic: str
    given_by: str


class NewLearningHours(Given):
    """Time spent on learning on a day; a longer course is several days."""

    on: Day
    minutes: OfADay
    kind: Learned
    topic: Topic
    given_by: GivenBy = ""


class ChangedLearningHours(Given):
    """An entry written again; what is left out stays."""

    on: Day | None = None
    minutes: OfADay | None = None
    kind: Learned | None = None
    topic: Topic | None = None
    given_by: GivenBy | None = None
