"""What belongs to an initiative: threads that were chosen, and words found in subjects."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Line, Shape

ThreadName = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=NO_NUL)]


class Belonging(Shape):
    """One reason why contacts belong to an initiative: a thread that was chosen, or a word. The other is ""."""

    id: int
    thread: str
    word: str


class NewBelonging(Given):
    """A word or a tag (#bench): what has it in its subject belongs, now and later."""

    word: Line


class Thread(Shape):
    """A thread, or a series of meetings: who is in it, how often, from when to when, and whether it belongs.

    ``title`` is "" where subjects were not kept.
    """

    thread: str
    kind: Literal["meetings", "messages"]
    title: str
    names: str
    first: datetime
    last: datetime
    times: int
    belongs: bool


class ChosenThreads(Given):
    """Threads or series that belong to an initiative."""

    threads: Annotated[list[ThreadName], Field(min_length=1, max_length=500)]


class NewlyChosen(Shape):
    """How many of them were not chosen before."""

    new: int
