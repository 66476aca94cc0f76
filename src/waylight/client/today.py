"""The client's own page of a day, and the mails that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.said import Reflection
from waylight.api.shapes.today import Today, TodayLetters
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.today import ChangedTodayLetters, NewToday


class OwnToday(Calling):
    """The client's own page of a day, and the mails that lead there."""

    def get_today(self, engagement: int) -> Today:
        """What the client's page shows today, to her alone: the question, what is open, and the entries of the day."""
        return self._get(f"engagements/{engagement}/today", Today)

    def write_today(self, engagement: int, given: NewToday, *, key: str | None = None) -> Reflection:
        """Write as the client on her page of the day, in one go: an entry of her journal, with what belongs to it."""
        return self._post(f"engagements/{engagement}/today", Reflection, given, key)

    def get_today_letters(self, engagement: int) -> TodayLetters:
        """On which days and from which hour the client wants a mail that leads to her page; to her alone."""
        return self._get(f"engagements/{engagement}/today-letters", TodayLetters)

    def change_today_letters(
        self, engagement: int, given: ChangedTodayLetters, *, seen: Shape | None = None
    ) -> TodayLetters:
        """Ask for the mails, on other days or at another hour, as the client; each of them can stop them all."""
        return self._patch(f"engagements/{engagement}/today-letters", TodayLetters, given, seen)

    def stop_today_letters(self, engagement: int, *, seen: Shape | None = None) -> None:
        """Send no more of these mails, as the client."""
        self._delete(f"engagements/{engagement}/today-letters", seen)
