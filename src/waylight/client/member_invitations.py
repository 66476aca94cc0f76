"""Invitations to work in a practice, as coach or to look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.invitations import Invitation
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.invitations import NewMemberInvitation


class MemberInvitations(Calling):
    """Invitations to work in a practice, as coach or to look after it."""

    def list_member_invitations(self, practice: int, *, limit: int = 50, cursor: str = "") -> Page[Invitation]:
        """Who was invited to work in a practice, and what came of it."""
        return self._get(f"practices/{practice}/invitations", Page[Invitation], limit=limit, cursor=cursor)

    def get_member_invitation(self, practice: int, member_invitation: int) -> Invitation:
        """One invitation. Its link stands in the mail alone."""
        return self._get(f"practices/{practice}/invitations/{member_invitation}", Invitation)

    def invite_member(self, practice: int, given: NewMemberInvitation, *, key: str | None = None) -> Invitation:
        """Invite somebody to work in a practice; a mail goes to this address."""
        return self._post(f"practices/{practice}/invitations", Invitation, given, key)

    def send_member_invitation(self, practice: int, member_invitation: int, *, key: str | None = None) -> Invitation:
        """Send an invitation again, with a new link; the former one opens nothing any more."""
        return self._post(f"practices/{practice}/invitations/{member_invitation}/send", Invitation, None, key)

    def take_member_invitation_back(self, practice: int, member_invitation: int, *, seen: Shape | None = None) -> None:
        """Take an invitation back: its link opens nothing any more. It stays listed."""
        self._delete(f"practices/{practice}/invitations/{member_invitation}", seen)
