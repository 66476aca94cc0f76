"""Who takes which part in an initiative, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Participation
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.people import ChangedParticipation, NewParticipation


class Participations(Calling):
    """Who takes which part in an initiative, from when until when."""

    def list_participations(
        self, engagement: int, initiative: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[Participation]:
        """Who takes part in an initiative."""
        return self._get(
            f"engagements/{engagement}/initiatives/{initiative}/participations",
            Page[Participation],
            limit=limit,
            cursor=cursor,
        )

    def get_participation(self, engagement: int, initiative: int, participation: int) -> Participation:
        """Somebody's part."""
        return self._get(
            f"engagements/{engagement}/initiatives/{initiative}/participations/{participation}", Participation
        )

    def take_part(
        self, engagement: int, initiative: int, given: NewParticipation, *, key: str | None = None
    ) -> Participation:
        """Note that somebody takes a part from a day on."""
        return self._post(
            f"engagements/{engagement}/initiatives/{initiative}/participations", Participation, given, key
        )

    def change_participation(
        self,
        engagement: int,
        initiative: int,
        participation: int,
        given: ChangedParticipation,
        *,
        seen: Shape | None = None,
    ) -> Participation:
        """Change which part it is, or its days."""
        return self._patch(
            f"engagements/{engagement}/initiatives/{initiative}/participations/{participation}",
            Participation,
            given,
            seen,
        )

    def remove_participation(
        self, engagement: int, initiative: int, participation: int, *, seen: Shape | None = None
    ) -> None:
        """Remove somebody's part; it can be put back."""
        self._delete(f"engagements/{engagement}/initiatives/{initiative}/participations/{participation}", seen)
