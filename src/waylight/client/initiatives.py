"""Initiatives, who takes which part in them, and how others see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Initiative
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.people import ChangedInitiative, NewInitiative


class Initiatives(Calling):
    """Initiatives, who takes which part in them, and how others see them."""

    def list_initiatives(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Initiative]:
        """The client's initiatives, closed ones too."""
        return self._get(f"engagements/{engagement}/initiatives", Page[Initiative], limit=limit, cursor=cursor)

    def get_initiative(self, engagement: int, initiative: int) -> Initiative:
        """One initiative."""
        return self._get(f"engagements/{engagement}/initiatives/{initiative}", Initiative)

    def launch_initiative(self, engagement: int, given: NewInitiative, *, key: str | None = None) -> Initiative:
        """Note an initiative of the client's."""
        return self._post(f"engagements/{engagement}/initiatives", Initiative, given, key)

    def change_initiative(
        self, engagement: int, initiative: int, given: ChangedInitiative, *, seen: Shape | None = None
    ) -> Initiative:
        """Change an initiative's name or first day; close it today, or open it again."""
        return self._patch(f"engagements/{engagement}/initiatives/{initiative}", Initiative, given, seen)
