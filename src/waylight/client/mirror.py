"""The coach's mirror of a meeting: for her alone, about her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.mirror import Mirror
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.mirror import ChangedMirror, ChangedTurn


class OwnMirror(Calling):
    """The coach's mirror of a meeting: for her alone, about her."""

    def get_mirror(self, engagement: int, meeting: int) -> Mirror:
        """What each turn of a coaching meeting is taken to be, and the figures of the meeting."""
        return self._get(f"engagements/{engagement}/meetings/{meeting}/mirror", Mirror)

    def change_label(
        self, engagement: int, meeting: int, utterance: int, given: ChangedTurn, *, seen: Shape | None = None
    ) -> Mirror:
        """Say what a turn is, or take back what was said of it. It stands beside what the model says."""
        return self._patch(f"engagements/{engagement}/meetings/{meeting}/mirror/{utterance}", Mirror, given, seen)

    def change_mirror(
        self, engagement: int, meeting: int, given: ChangedMirror, *, seen: Shape | None = None
    ) -> Mirror:
        """Say who spoke, agree to the labels she said nothing of, or show the client this mirror; or the reverse."""
        return self._patch(f"engagements/{engagement}/meetings/{meeting}/mirror", Mirror, given, seen)
