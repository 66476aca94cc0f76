"""Goals, what each level of them would look like, and how they were rated."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from waylight.api.shapes.base import Day, Given, Shape, ShortText

Levels = Annotated[list[ShortText], Field(min_length=5, max_length=5)]
Weight = Annotated[int, Field(ge=1, le=10)]
Level = Annotated[int, Field(ge=-2, le=2)]


class Goal(Shape):
    """What is to be reached. ``levels`` are the words from -2 to +2; those in the middle say what is expected."""

    id: int
    text: str
    levels: list[str]
    weight: int
    since: date
    removed: bool


class NewGoal(Given):
    """A goal to write down. Levels may be empty but for the one in the middle."""

    text: ShortText
    levels: Levels
    weight: Weight = 1
    since: Day


class ChangedGoal(Given):
    """A goal written again, or put back (``removed`` false); what is left out stays as it is."""

    text: ShortText | None = None
    levels: Levels | None = None
    weight: Weight | None = None
    since: Day | None = None
    removed: bool | None = None


class GoalRating(Shape):
    """The level that a goal had on a day."""

    id: int
    on: date
    level: int
    words: str


class NewGoalRating(Given):
    """A rating. Without a day it is today, where the client is."""

    level: Level
    words: ShortText = ""
    on: Day | None = None
