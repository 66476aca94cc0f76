"""Who can be asked by the pulse, where, and in which language; never who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.raters import Rater
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.raters import ChangedRater


class Raters(Calling):
    """Who can be asked by the pulse, where, and in which language; never who answered."""

    def list_raters(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Rater]:
        """Those whom the client named: who of them can be asked, where, and why not."""
        return self._get(f"engagements/{engagement}/raters", Page[Rater], limit=limit, cursor=cursor)

    def get_rater(self, engagement: int, rater: int) -> Rater:
        """One of them."""
        return self._get(f"engagements/{engagement}/raters/{rater}", Rater)

    def change_rater(self, engagement: int, rater: int, given: ChangedRater, *, seen: Shape | None = None) -> Rater:
        """Note the address of somebody who has none, and in which language she is asked."""
        return self._patch(f"engagements/{engagement}/raters/{rater}", Rater, given, seen)
