"""Everyone who stands in the files of an engagement: where they stand, and who of them is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Person, Stakeholder
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.people import JoinedPeople, PlacedPerson


class People(Calling):
    """Everyone who stands in the files of an engagement: where they stand, and who of them is one."""

    def list_people(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Person]:
        """Everyone who stands in the files of an engagement, with the names that they go by."""
        return self._get(f"engagements/{engagement}/people", Page[Person], limit=limit, cursor=cursor)

    def get_person(self, engagement: int, person: int) -> Person:
        """One of them."""
        return self._get(f"engagements/{engagement}/people/{person}", Person)

    def place_person(self, engagement: int, person: int, given: PlacedPerson, *, key: str | None = None) -> Stakeholder:
        """Say where somebody stands, whether or not anything was said of them before."""
        return self._post(f"engagements/{engagement}/people/{person}/place", Stakeholder, given, key)

    def join_people(self, engagement: int, given: JoinedPeople, *, key: str | None = None) -> Person:
        """Say that several people are one; each name can be parted again."""
        return self._post(f"engagements/{engagement}/people-joined", Person, given, key)

    def part_alias(self, engagement: int, alias: int, *, key: str | None = None) -> Person:
        """Part a name from the person it was joined to; it stands for a person of its own again."""
        return self._post(f"engagements/{engagement}/aliases/{alias}/part", Person, None, key)
