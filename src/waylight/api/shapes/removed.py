"""What was removed and can be put back for a time."""

from __future__ import annotations

from datetime import date, datetime

from waylight.api.shapes.base import Shape


class Removed(Shape):
    """Something that was removed: its day, what it says, and from when on it is gone for good."""

    id: int
    on: date
    words: str
    removed_at: datetime
    gone_at: datetime
