"""Stories: what a coach writes of an engagement without naming anybody, version by version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Day, Given, Line, Number, Shape, ShortText, Text

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


Use = Literal["web", "supervision", "talk", "print"]


class StoryLeak(Shape):
    """What in a text could give somebody away. ``k`` people of the record fit what its sentence tells of people."""

    shown: str
    kind: str
    why: str
    k: int | None


class StoryQuote(Shape):
    """Words of the client's that a text quotes; she agrees to each by itself."""

    id: int
    words: str
    agreed: bool


class StoryRequest(Shape):
    """Asks the client whether exactly this ``text`` may be used for exactly this; with what she is shown besides."""

    id: int
    story: int
    version: int
    length: Length
    text: str
    use: Use
    place: str
    state: Literal["waits", "agreed", "declined", "withdrawn", "lapsed"]
    leaks: list[StoryLeak]
    quotes: list[StoryQuote]
    remark: str
    asked_at: datetime
    opened_at: datetime | None


class NewStoryRequest(Given):
    """What to ask for: the newest version of a text, one use, and where in words that the client knows."""

    version: Number
    use: Use
    place: Line = ""


class AgreedStory(Given):
    """Her agreement. ``text`` is what she read, to the letter; ``quotes`` are the numbers of those she agrees to."""

    text: Text
    quotes: Annotated[list[Number], Field(max_length=200)] = []


class DeclinedStory(Given):
    """Her no, with a word on why if she likes."""

    remark: ShortText = ""


class ProposedStory(Given):
    """Her own text in place of what she saw last; ``instead_of`` is that version."""

    text: Text
    instead_of: Number


class StoryPublication(Shape):
    """A version published for a use until it was withdrawn. ``address`` is where the world reads it, while it does."""

    id: int
    story: int
    version: int
    length: Length
    use: Use
    since: datetime
    withdrawn_at: datetime | None
    address: str


class NewStoryPublication(Given):
    """The version to publish, and the use that the client agreed to."""

    version: Number
    use: Use


class StoryCopy(Shape):
    """A copy that left: to whom, in words, and when; and when they were told that it is withdrawn."""

    id: int
    to: str
    on: date
    called_back_on: date | None


class NewStoryCopy(Given):
    """To whom a copy was sent. Without a day it is today, where the client is."""

    to: Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=NO_NUL)]
    on: Day | None = None


class ChangedStoryCopy(Given):
    """Whether who has a copy was told, today, that it is withdrawn."""

    called_back: bool
