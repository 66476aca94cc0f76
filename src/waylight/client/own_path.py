"""What the client writes on her own path: notes at a date, and whether there was a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.path import Landmark, OwnAnswer
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.path import ChangedLandmark, NewLandmark, NewOwnAnswer, SharedOwnAnswer


class OwnPath(Calling):
    """What the client writes on her own path: notes at a date, and whether there was a moment."""

    def list_landmarks(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Landmark]:
        """The notes at a date on the client's path."""
        return self._get(f"engagements/{engagement}/landmarks", Page[Landmark], limit=limit, cursor=cursor)

    def get_landmark(self, engagement: int, landmark: int) -> Landmark:
        """One note at a date."""
        return self._get(f"engagements/{engagement}/landmarks/{landmark}", Landmark)

    def set_down_landmark(self, engagement: int, given: NewLandmark, *, key: str | None = None) -> Landmark:
        """Note something at a date, as the client."""
        return self._post(f"engagements/{engagement}/landmarks", Landmark, given, key)

    def change_landmark(
        self, engagement: int, landmark: int, given: ChangedLandmark, *, seen: Shape | None = None
    ) -> Landmark:
        """Write a note at a date again, as the client."""
        return self._patch(f"engagements/{engagement}/landmarks/{landmark}", Landmark, given, seen)

    def take_up_landmark(self, engagement: int, landmark: int, *, seen: Shape | None = None) -> None:
        """Remove a note at a date, as the client; it can be put back for a time."""
        self._delete(f"engagements/{engagement}/landmarks/{landmark}", seen)

    def list_own_answers(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[OwnAnswer]:
        """What the client answered to whether there was a moment, as far as one may read it."""
        return self._get(f"engagements/{engagement}/own-answers", Page[OwnAnswer], limit=limit, cursor=cursor)

    def get_own_answer(self, engagement: int, answer: int) -> OwnAnswer:
        """One answer."""
        return self._get(f"engagements/{engagement}/own-answers/{answer}", OwnAnswer)

    def write_own_answer(self, engagement: int, given: NewOwnAnswer, *, key: str | None = None) -> OwnAnswer:
        """Answer whether there was a moment, as the client; answers before it stay."""
        return self._post(f"engagements/{engagement}/own-answers", OwnAnswer, given, key)

    def share_own_answer(
        self, engagement: int, answer: int, given: SharedOwnAnswer, *, seen: Shape | None = None
    ) -> OwnAnswer:
        """Share an answer with the coach, or take it back, as the client."""
        return self._patch(f"engagements/{engagement}/own-answers/{answer}", OwnAnswer, given, seen)
