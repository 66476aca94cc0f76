"""Being reminded of coaching by mail: one's own choice, for all coaching that one takes part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.calendars import Reminders
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.calendars import ChangedReminders


class OwnReminders(Calling):
    """Being reminded of coaching by mail: one's own choice, for all coaching that one takes part in."""

    def get_reminders(self) -> Reminders:
        """Whether and when the token's owner is reminded of coaching by mail."""
        return self._get("reminders", Reminders)

    def change_reminders(self, given: ChangedReminders, *, seen: Shape | None = None) -> Reminders:
        """Be reminded, otherwise than before, or no more; what was chosen stays, for the case that one is again."""
        return self._patch("reminders", Reminders, given, seen)
