"""What kind of coaching an engagement is, and who is in a group besides its client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.hours import GroupMember, KindOfCoaching
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.hours import ChangedGroupMember, ChangedKindOfCoaching, NewGroupMember


class KindsOfCoaching(Calling):
    """What kind of coaching an engagement is, and who is in a group besides its client."""

    def get_kind_of_coaching(self, engagement: int) -> KindOfCoaching:
        """Whether one person is coached, a group or a team, and whether it is paid."""
        return self._get(f"engagements/{engagement}/kind-of-coaching", KindOfCoaching)

    def change_kind_of_coaching(
        self, engagement: int, given: ChangedKindOfCoaching, *, seen: Shape | None = None
    ) -> KindOfCoaching:
        """Say what kind of coaching it is. Of one person alone no number is kept."""
        return self._patch(f"engagements/{engagement}/kind-of-coaching", KindOfCoaching, given, seen)

    def list_group(
        self, engagement: int, *, limit: int = 50, cursor: str = "", removed: bool = False
    ) -> Page[GroupMember]:
        """Who is coached together with the client, as far as they are named."""
        return self._get(
            f"engagements/{engagement}/group", Page[GroupMember], limit=limit, cursor=cursor, removed=removed
        )

    def get_group_member(self, engagement: int, in_group: int) -> GroupMember:
        """Somebody in the group."""
        return self._get(f"engagements/{engagement}/group/{in_group}", GroupMember)

    def add_to_group(self, engagement: int, given: NewGroupMember, *, key: str | None = None) -> GroupMember:
        """Note somebody who is coached in the group. Who is known by that name or address is the same person."""
        return self._post(f"engagements/{engagement}/group", GroupMember, given, key)

    def change_group_member(
        self, engagement: int, in_group: int, given: ChangedGroupMember, *, seen: Shape | None = None
    ) -> GroupMember:
        """Count somebody in the group no more, or again."""
        return self._patch(f"engagements/{engagement}/group/{in_group}", GroupMember, given, seen)

    def remove_from_group(self, engagement: int, in_group: int, *, seen: Shape | None = None) -> None:
        """Count somebody in the group no more; they can be put back."""
        self._delete(f"engagements/{engagement}/group/{in_group}", seen)
