"""Search in an engagement, and everything that is held on who asks."""

from __future__ import annotations

from waylight.api.shapes.found import SearchResult
from waylight.client.calling import Calling


class Found(Calling):
    """Search in an engagement, and everything that is held on who asks."""

    def search(self, engagement: int, *, q: str, limit: int = 50) -> SearchResult:
        """Where all the words stand, as far as one may read it, the newest first."""
        return self._get(f"engagements/{engagement}/search", SearchResult, q=q, limit=limit)
