"""Goals, what each level of them would look like, and how they were rated."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

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
    """The level that a goal had on a day, and whether coach and client both stand by it."""

    id: int
    on: date
    level: int
    words: str
    agreed: bool


class ChangedGoalRating(Given):
    """Whether the other of coach and client stands by the rating too."""

    agreed: bool


class GoalYes(Shape):
    """Since when client, coach and sponsor say yes to a goal's words as they are; null for not, or nobody there."""

    text: str
    levels: list[str]
    client: datetime | None
    coach: datetime | None
    sponsor: datetime | None


class ChangedGoalYes(Given):
    """A yes to a goal's words, to the letter, or no more. ``part`` is "client" where its coach records hers."""

    yes: bool
    part: Literal["client", ""] = ""
    text: ShortText = ""
    levels: list[ShortText] = []


class GoalWish(Shape):
    """Other words for a goal that its sponsor asked for, and whether they were talked about."""

    id: int
    text: str
    at: datetime
    answered: bool


class NewGoalWish(Given):
    """Which words somebody would like instead, or what they miss."""

    text: ShortText


class ChangedGoalWish(Given):
    """Whether it was talked about."""

    answered: bool


class NewGoalRating(Given):
    """A rating. Without a day it is today, where the client is."""

    level: Level
    words: ShortText = ""
    on: Day | None = None
