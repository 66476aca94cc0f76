"""What the coach asks the client for the time between meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Shape


class CoachQuestion(Shape):
    """A question of the coach's to the client. One is open at a time; those before it stay as they were asked."""

    id: int
    text: str
    at: datetime
    withdrawn_at: datetime | None


class NewCoachQuestion(Given):
    """A question; the one that is open is withdrawn for it."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=NO_NUL)]


class ChangedCoachQuestion(Given):
    """Ask it no longer, or again in place of the one that is open."""

    withdrawn: bool
