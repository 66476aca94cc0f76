"""Imports: files that were brought, what was read of them, and what came in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Given, Line, Number, Shape, ShortText

State = Literal["read", "coming", "in", "failed", "undone"]
Names = Annotated[list[ShortText], Field(max_length=600)]


class ImportFile(Shape):
    """One file. ``kind`` is "" where it was not recognised."""

    id: int
    name: str
    kind: str
    rows: int
    problem_count: int
    remark_count: int
    first_at: datetime | None
    last_at: datetime | None


class Import(Shape):
    """Some files brought together. While it is ``coming``, ``done`` of ``total`` rows are in."""

    id: int
    at: datetime
    brought_in_at: datetime | None
    state: State
    failure: str
    done: int
    total: int
    new: int
    files: list[ImportFile]


class Offered(Shape):
    """A meeting that a transcript could be of; its ``value`` chooses it."""

    value: str
    shown: str
    day: str


class FilePreview(Shape):
    """What was read of a file, in words. ``day`` and ``meeting`` are those that a transcript is taken to be of."""

    id: int
    name: str
    what: str
    holds: str
    news: str
    aside: str
    leave_out: bool
    problems: list[str]
    remarks: list[str]
    day: str
    meeting: str
    offered: list[Offered]


class Name(Shape):
    """A name that stands in the files, and whether it is taken for who is asked about."""

    value: str
    shown: str
    chosen: bool


class WhoIsIt(Shape):
    """Which of the names are the client's (``is_client``) or the coach's (``is_coach``)."""

    name: str
    of: str
    answers: list[Name]


class SamePerson(Shape):
    """Names that look like one person's, and why."""

    names: list[str]
    values: list[str]
    reason: str
    chosen: bool


class Preview(Shape):
    """All that is to be looked at before an import is confirmed, with what is suggested."""

    lede: str
    files: list[FilePreview]
    problem_count: int
    questions: list[WhoIsIt]
    same: list[SamePerson]
    not_agreed: list[str]


class ChosenFile(Given):
    """What is chosen for a file; of a transcript, the day or the meeting (a ``value`` that was offered)."""

    file: Number
    leave_out: bool = False
    kind: Literal["coaching", "stakeholder"] = "coaching"
    day: Line = ""
    meeting: ShortText = ""


class Choices(Given):
    """What is chosen before files come in. Whatever is left out is as the preview suggests it."""

    files: Annotated[list[ChosenFile], Field(max_length=500)] = []
    is_client: Names | None = None
    is_coach: Names | None = None
    same: Annotated[list[Names], Field(max_length=600)] | None = None
    despite_problems: bool = False
