"""Who works in a practice: its coaches and admins, taking a role away, and handing over what a coach coaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.practice import CoachedEngagement, HandedOver, Member
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.practice import NewHandOver


class Members(Calling):
    """Who works in a practice: its coaches and admins, taking a role away, and handing over what a coach coaches."""

    def list_members(self, practice: int, *, limit: int = 50, cursor: str = "") -> Page[Member]:
        """Who works in a practice, and as what."""
        return self._get(f"practices/{practice}/members", Page[Member], limit=limit, cursor=cursor)

    def get_member(self, practice: int, member: int) -> Member:
        """One of them."""
        return self._get(f"practices/{practice}/members/{member}", Member)

    def remove_member(self, practice: int, member: int, *, seen: Shape | None = None) -> None:
        """Take somebody's role in a practice away. The last admin stays, and so does who coaches there."""
        self._delete(f"practices/{practice}/members/{member}", seen)

    def list_coached_engagements(
        self, practice: int, member: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[CoachedEngagement]:
        """What a coach could hand over: whose engagement, and its dates; nothing that stands in it."""
        return self._get(
            f"practices/{practice}/members/{member}/engagements", Page[CoachedEngagement], limit=limit, cursor=cursor
        )

    def hand_over(self, practice: int, member: int, given: NewHandOver, *, key: str | None = None) -> HandedOver:
        """Hand engagements of one coach over to another, all or nothing; what she kept for herself stays hers."""
        return self._post(f"practices/{practice}/members/{member}/hand-over", HandedOver, given, key)
