"""Lists of clients and of hours as other tools leave them: what was understood, what was brought in, and undoing it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Shape

Columns = Annotated[dict[str, str], Field(description="What each column holds, by its heading; others are left out.")]


class NamedColumns(Shape):
    """What the columns of a table hold. ``order`` is that of days such as 03/04/2026, "" where it is open or not asked.

    A preview says it as it is guessed or was named before; sent back as ``columns``, changed or not, it holds.
    """

    rows: Literal["clients", "hours"]
    columns: Columns
    order: Literal["", "day", "month"] = ""


class UnreadLine(Shape):
    """A line that cannot be read, and why."""

    line: int | None
    why: str


class ListedClient(Shape):
    """A client as a list has her. ``engagement`` is the one there is already, null for who is new."""

    line: int | None
    name: str
    address: str
    organisation: str
    pronouns: str
    zone: str
    begins: date | None
    ends: date | None
    goals: str
    minutes: int
    engagement: int | None


class ClientListPreview(Shape):
    """What was understood of a list of clients. ``why_not``: why these columns do not fit it, "" if they do."""

    columns: NamedColumns
    why_not: str
    clients: list[ListedClient]
    problems: list[UnreadLine]


class ClientList(Shape):
    """A list that was brought in, and the engagements that it began and that there still are."""

    id: int
    at: datetime
    undone_at: datetime | None
    engagements: list[int]


class UndoneClientList(Shape):
    """How many engagements went, and the names of those who stay because something was added."""

    removed: int
    stays: list[str]


class ListedHours(Shape):
    """A line of another tool's log. ``known`` is whether the coach's log has that relationship already."""

    line: int | None
    name: str
    contact: str
    form: Literal["one", "group", "team"]
    number: int
    begins: date
    ends: date | None
    paid_minutes: int
    pro_bono_minutes: int
    may_name: bool
    known: bool


class HourListPreview(Shape):
    """What was understood of a table of hours. ``why_not``: why these columns do not fit it, "" if they do."""

    columns: NamedColumns
    why_not: str
    lines: list[ListedHours]
    problems: list[UnreadLine]


class HourList(Shape):
    """A table that was brought in, and the hours noted from it (``past``) that still count."""

    id: int
    at: datetime
    undone_at: datetime | None
    past: list[int]


class UndoneHourList(Shape):
    """How many lines of the log count no more; each can be put back there."""

    removed: int
