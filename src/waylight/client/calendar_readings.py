"""Where the client's calendar is read by itself: her own choice, which she alone makes, sees and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.calendars import CalendarReading
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.calendars import NewCalendarReading


class CalendarReadings(Calling):
    """Where the client's calendar is read by itself: her own choice, which she alone makes, sees and ends."""

    def get_calendar_reading(self, engagement: int) -> CalendarReading:
        """Where the client's calendar is read, and what came of it last; to her alone. Its password is not said."""
        return self._get(f"engagements/{engagement}/calendar-reading", CalendarReading)

    def read_calendar(self, engagement: int, given: NewCalendarReading, *, key: str | None = None) -> CalendarReading:
        """Have a calendar read now and every day, as the client, in the place of one before; no titles."""
        return self._post(f"engagements/{engagement}/calendar-reading", CalendarReading, given, key)

    def read_calendar_now(self, engagement: int, *, key: str | None = None) -> CalendarReading:
        """Have it read now, whenever it would have been."""
        return self._post(f"engagements/{engagement}/calendar-reading/now", CalendarReading, None, key)

    def end_calendar_reading(self, engagement: int, *, seen: Shape | None = None) -> None:
        """Read it no more, and forget where it is. What came in stays, and can be undone among the imports."""
        self._delete(f"engagements/{engagement}/calendar-reading", seen)
