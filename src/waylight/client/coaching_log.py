"""A coach's log of coaching hours, and what she notes in it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.coaching_log import CoachingLog, PastCoaching
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.coaching_log import ChangedPastCoaching, NewPastCoaching


class LogOfCoaching(Calling):
    """A coach's log of coaching hours, and what she notes in it by hand."""

    def get_coaching_log(self) -> CoachingLog:
        """The coach's log: lines of meetings held and of hours noted by hand, their sums, what credentials ask for."""
        return self._get("coaching-log", CoachingLog)

    def list_past_coaching(self, *, limit: int = 50, cursor: str = "") -> Page[PastCoaching]:
        """The hours of coaching that the coach noted by hand."""
        return self._get("past-coaching", Page[PastCoaching], limit=limit, cursor=cursor)

    def get_past_coaching(self, past: int) -> PastCoaching:
        """One relationship noted by hand."""
        return self._get(f"past-coaching/{past}", PastCoaching)

    def note_past_coaching(self, given: NewPastCoaching, *, key: str | None = None) -> PastCoaching:
        """Note hours of coaching from before or elsewhere."""
        return self._post("past-coaching", PastCoaching, given, key)

    def change_past_coaching(self, past: int, given: ChangedPastCoaching, *, seen: Shape | None = None) -> PastCoaching:
        """Write noted hours again."""
        return self._patch(f"past-coaching/{past}", PastCoaching, given, seen)

    def remove_past_coaching(self, past: int, *, seen: Shape | None = None) -> None:
        """Count noted hours no more; they can be put back."""
        self._delete(f"past-coaching/{past}", seen)

    def list_removed_past_coaching(self, *, limit: int = 50, cursor: str = "") -> Page[PastCoaching]:
        """The noted hours that were removed and can be put back."""
        return self._get("removed-past-coaching", Page[PastCoaching], limit=limit, cursor=cursor)

    def put_past_coaching_back(self, removed_past: int, *, key: str | None = None) -> PastCoaching:
        """Count removed hours again."""
        return self._post(f"removed-past-coaching/{removed_past}/back", PastCoaching, None, key)

    def forget_past_coaching(self, removed_past: int, *, seen: Shape | None = None) -> None:
        """Remove for good noted hours that were removed before."""
        self._delete(f"removed-past-coaching/{removed_past}", seen)
