"""Stakeholders: who matters to the client, how things stand, and how she wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Stakeholder
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.people import ChangedStakeholder, NewStakeholder


class Stakeholders(Calling):
    """Stakeholders: who matters to the client, how things stand, and how she wants them."""

    def list_stakeholders(
        self, engagement: int, *, limit: int = 50, cursor: str = "", named: bool | None = None
    ) -> Page[Stakeholder]:
        """Who matters to the client, and who stands in her files."""
        return self._get(
            f"engagements/{engagement}/stakeholders", Page[Stakeholder], limit=limit, cursor=cursor, named=named
        )

    def get_stakeholder(self, engagement: int, person: int) -> Stakeholder:
        """One stakeholder."""
        return self._get(f"engagements/{engagement}/stakeholders/{person}", Stakeholder)

    def name_stakeholder(self, engagement: int, given: NewStakeholder, *, key: str | None = None) -> Stakeholder:
        """Name somebody who matters and stood in none of the files."""
        return self._post(f"engagements/{engagement}/stakeholders", Stakeholder, given, key)

    def change_stakeholder(
        self, engagement: int, person: int, given: ChangedStakeholder, *, seen: Shape | None = None
    ) -> Stakeholder:
        """Say where somebody stands, how things stand with them, and how the client wants them."""
        return self._patch(f"engagements/{engagement}/stakeholders/{person}", Stakeholder, given, seen)
