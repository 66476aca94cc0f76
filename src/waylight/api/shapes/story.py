"""Stories: what a coach writes of an engagement without naming anybody, version by version."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Given, Line, Shape, Text

Length = Literal["post", "page", "slide"]


class Story(Shape):
    """A story. ``title`` is what its coach finds it by, and hers alone; ``language`` is that of its texts (BCP 47)."""

    id: int
    title: str
    language: str
    made_at: datetime
    removed: bool


class NewStory(Given):
    """A story to begin."""

    title: Line = ""


class ChangedStory(Given):
    """Its title, the language of its texts, whether it is removed. What is left out stays."""

    title: Line | None = None
    language: Annotated[str, Field(max_length=20)] | None = None
    removed: bool | None = None


class StoryVersion(Shape):
    """What a text of a story said from a moment on, in Markdown; it is never changed. ``shown_at``: to the client."""

    id: int
    length: Length
    number: int
    text: str
    how: Literal["written", "replaced", "went back", "proposed"]
    made_at: datetime
    shown_at: datetime | None


class NewStoryVersion(Given):
    """A text of a story, in Markdown, that takes the place of what it said before."""

    length: Length
    text: Text
