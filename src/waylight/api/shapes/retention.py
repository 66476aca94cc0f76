"""How long a practice keeps what, and what would go."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Given, Shape

Months = Annotated[int, Field(ge=1, le=600)]


class Due(Shape):
    """What would go of one engagement today: rows of a kind from before a day. ``staged`` are rows as read of files."""

    engagement: int
    kind: Literal["transcript", "mail", "calendar", "journal", "pulse"]
    before: date
    rows: int
    staged: int


class Retention(Shape):
    """For how many months each kind is kept; null keeps it. What is ``due`` goes when somebody lets it go."""

    transcript: int | None
    mail: int | None
    calendar: int | None
    journal: int | None
    pulse: int | None
    due: list[Due]


class ChangedRetention(Given):
    """Months for which a kind is kept; null keeps it, and what is left out stays as it is."""

    transcript: Months | None = None
    mail: Months | None = None
    calendar: Months | None = None
    journal: Months | None = None
    pulse: Months | None = None
