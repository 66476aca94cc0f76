"""One's own calendar feed: whether there is one, its address (said once), what it says, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.calendars import Feed, MadeFeed
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.calendars import ChangedFeed


class OwnFeed(Calling):
    """One's own calendar feed: whether there is one, its address (said once), what it says, and ending it."""

    def get_feed(self) -> Feed:
        """Whether the token's owner has a calendar feed, and whether its events say with whom; not its address."""
        return self._get("feed", Feed)

    def renew_feed(self, *, key: str | None = None) -> MadeFeed:
        """Begin a calendar feed, or give it a new address: the answer holds it, this once."""
        return self._post("feed", MadeFeed, None, key)

    def change_feed(self, given: ChangedFeed, *, seen: Shape | None = None) -> Feed:
        """Let the events say with whom a meeting is, or “Coaching” and no more."""
        return self._patch("feed", Feed, given, seen)

    def end_feed(self, *, seen: Shape | None = None) -> None:
        """End the feed: its address opens nothing any more."""
        self._delete("feed", seen)
