"""Who turned to whom, and the rows behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Interaction
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from datetime import datetime


class Interactions(Calling):
    """Who turned to whom, and the rows behind a figure."""

    def list_interactions(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        kind: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        person: int | None = None,
    ) -> Page[Interaction]:
        """Who turned to whom, while the client agrees to what it comes from."""
        return self._get(
            f"engagements/{engagement}/interactions",
            Page[Interaction],
            limit=limit,
            cursor=cursor,
            kind=kind,
            since=since,
            until=until,
            person=person,
        )

    def get_interaction(self, engagement: int, interaction: int) -> Interaction:
        """One row of contact."""
        return self._get(f"engagements/{engagement}/interactions/{interaction}", Interaction)

    def list_evidence(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        what: str,
        since: datetime | None = None,
        until: datetime | None = None,
        person: int | None = None,
    ) -> Page[Interaction]:
        """The rows behind a figure of contact, found by the lens that made it."""
        return self._get(
            f"engagements/{engagement}/evidence",
            Page[Interaction],
            limit=limit,
            cursor=cursor,
            what=what,
            since=since,
            until=until,
            person=person,
        )
