"""What the client writes on her own path: notes at a date, and what she answers to whether there was a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Shape, Text

Words = Annotated[str, StringConstraints(max_length=200, min_length=1, pattern=NO_NUL)]


class Landmark(Shape):
    """A note at a date. While she was ``away`` nothing is counted, so nothing falls."""

    id: int
    on: date
    until: date | None
    away: bool
    text: str


class NewLandmark(Given):
    """A note at a date, or from a day until another."""

    on: Day
    text: Words
    until: Day | None = None
    away: bool = False


class ChangedLandmark(Given):
    """A note written again; what is left out stays as it is. ``until`` null makes it a note of one day."""

    on: Day | None = None
    text: Words | None = None
    until: Day | None = None
    away: bool | None = None


class OwnAnswer(Shape):
    """What the client answered herself to whether there was a moment. No answer takes the place of another."""

    id: int
    at: datetime
    text: str
    private: bool


class NewOwnAnswer(Given):
    """An answer; private unless it is said to be shared."""

    text: Text
    private: bool = True


class SharedOwnAnswer(Given):
    """Share an answer with the coach, or take it back; its words stay."""

    private: bool
