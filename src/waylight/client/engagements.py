"""Engagements: those one takes part in, one of them, beginning one, and saying anew what was said then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.engagements import Engagement
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.engagements import ChangedEngagement, NewEngagement


class Engagements(Calling):
    """Engagements: those one takes part in, one of them, beginning one, and saying anew what was said then."""

    def list_engagements(self, *, limit: int = 50, cursor: str = "") -> Page[Engagement]:
        """The engagements that the token's owner takes part in, as far as the token reaches."""
        return self._get("engagements", Page[Engagement], limit=limit, cursor=cursor)

    def get_engagement(self, engagement: int) -> Engagement:
        """One engagement."""
        return self._get(f"engagements/{engagement}", Engagement)

    def begin_engagement(self, given: NewEngagement, *, key: str | None = None) -> Engagement:
        """Begin an engagement, as its coach."""
        return self._post("engagements", Engagement, given, key)

    def change_engagement(self, engagement: int, given: ChangedEngagement, *, seen: Shape | None = None) -> Engagement:
        """Say anew what was said when the engagement began; addresses are added to those that are known."""
        return self._patch(f"engagements/{engagement}", Engagement, given, seen)
