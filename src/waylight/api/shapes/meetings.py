"""Meetings, what was said in them, and what was noted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Instant, Line, Shape, Text, Who

Kind = Literal["coaching", "stakeholder"]
Rhythm = Literal["once", "weekly", "fortnight", "four weeks", "month"]
Minutes = Annotated[int, Field(ge=5, le=600)]
Words = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]


class Meeting(Shape):
    """A meeting at a time (UTC) and in a zone. ``time_known`` is false where only the day is.

    ``series`` is what it was planned with, null where nobody planned it here; ``invites`` is whether mails go out.
    """

    id: int
    kind: Kind
    at: datetime
    minutes: int
    zone: str
    time_known: bool
    cancelled: bool
    series: int | None
    invites: bool


class NewMeeting(Given):
    """A coaching meeting to come, or several (``times``) in a ``rhythm``. Without a zone it is the client's.

    Of several the local time is kept: after the clock is changed they begin at the same hour.
    """

    at: Instant
    minutes: Minutes = 60
    zone: Line = ""
    rhythm: Rhythm = "once"
    times: Annotated[int, Field(ge=1, le=60)] = 1
    invites: Annotated[bool, Field(description="Whether invitations go out by mail, now and at each change.")] = False


class ChangedMeeting(Given):
    """Move a meeting, call it off, or hold it after all; what is left out stays.

    ``following`` does the same with those that follow it in its series.
    """

    at: Instant | None = None
    minutes: Minutes | None = None
    cancelled: bool | None = None
    following: bool = False
    invites: bool | None = None


class MeetingWords(Shape):
    """What coach and client write on a meeting itself: what she wants from it, notes of both, what she takes along."""

    agreement: str
    shared: str
    taken_along: str


class ChangedMeetingWords(Given):
    """Texts written anew; "" removes one, and what is left out stays."""

    agreement: Words | None = None
    shared: Words | None = None
    taken_along: Words | None = None


class MeetingReply(Given):
    """What a calendar program answered to an invitation, as it came (iTIP, RFC 5546)."""

    text: Text


class MeetingAnswer(Shape):
    """What the client's calendar program says by now to an invitation, and when it said so."""

    answer: Literal["accepted", "tentative", "declined"]
    said_at: datetime


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
