"""Engagements, as programs see and say them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Line, Shape, Text, Who

Pronouns = Literal["she", "he", "they"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]
Spellings = Annotated[list[Annotated[str, StringConstraints(max_length=320, pattern=NO_NUL)]], Field(max_length=100)]


class Engagement(Shape):
    """A coach and a client who meet for a while. Days are the client's; ``zone`` is hers too."""

    id: int
    client: Who
    pronouns: Pronouns
    coach: str
    zone: str
    begins: date
    ends: date | None
    goals: str
    my_part: Literal["coach", "client"]


class NewEngagement(Given):
    """What a coach says when she begins an engagement."""

    client_name: Name
    pronouns: Pronouns = "they"
    client_goes_by: Spellings = []
    coach_goes_by: Spellings = []
    zone: Line = "UTC"
    begins: Day
    ends: Day | None = None
    goals: Text = ""


class ChangedEngagement(Given):
    """What is said anew; what is left out stays as it is."""

    client_name: Name | None = None
    pronouns: Pronouns | None = None
    client_goes_by: Spellings = []
    coach_goes_by: Spellings = []
    zone: Line | None = None
    begins: Day | None = None
    ends: Day | None = None
    goals: Text | None = None
