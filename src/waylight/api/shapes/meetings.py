"""Meetings, what was said in them, and what was noted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Given, Instant, Line, Shape, Text, Who

Kind = Literal["coaching", "stakeholder"]


class Meeting(Shape):
    """A meeting at a time (UTC) and in a zone. ``time_known`` is false where only the day is."""

    id: int
    kind: Kind
    at: datetime
    minutes: int
    zone: str
    time_known: bool
    cancelled: bool


class NewMeeting(Given):
    """A coaching meeting to come. Without a zone it is the client's."""

    at: Instant
    minutes: Annotated[int, Field(ge=5, le=600)] = 60
    zone: Line = ""


class ChangedMeeting(Given):
    """Call a meeting off, or hold it after all."""

    cancelled: bool


class Utterance(Shape):
    """One turn of a transcript. ``speaker`` is null where the file did not say who spoke."""

    id: int
    turn: int
    start_s: float | None
    end_s: float | None
    speaker: Who | None
    text: str


class Note(Shape):
    """What was noted on a meeting, as far as one may read it."""

    id: int
    text: str
    private: bool
    mine: bool
    written_at: datetime


class NewNote(Given):
    """A note; private unless it is said to be shared."""

    text: Text
    private: bool = True


class ChangedNote(Given):
    """A note of one's own, written again; what is left out stays as it is."""

    text: Text | None = None
    private: bool | None = None
