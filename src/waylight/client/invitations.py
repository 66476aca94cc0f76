"""Who takes part in an engagement beside its coach: invitations of client and sponsor, and ending a sponsorship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.invitations import Invitation, Sponsor
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.invitations import NewInvitation


class Invitations(Calling):
    """Who takes part in an engagement beside its coach: invitations of client and sponsor, and ending a sponsorship."""

    def list_invitations(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Invitation]:
        """Who was invited as client or sponsor, and what came of it; to the coach."""
        return self._get(f"engagements/{engagement}/invitations", Page[Invitation], limit=limit, cursor=cursor)

    def get_invitation(self, engagement: int, invitation: int) -> Invitation:
        """One invitation. Its link stands in the mail alone."""
        return self._get(f"engagements/{engagement}/invitations/{invitation}", Invitation)

    def invite(self, engagement: int, given: NewInvitation, *, key: str | None = None) -> Invitation:
        """Invite the client or a sponsor, as the coach; a mail goes to this address."""
        return self._post(f"engagements/{engagement}/invitations", Invitation, given, key)

    def send_invitation(self, engagement: int, invitation: int, *, key: str | None = None) -> Invitation:
        """Send an invitation again, with a new link; the former one opens nothing any more."""
        return self._post(f"engagements/{engagement}/invitations/{invitation}/send", Invitation, None, key)

    def take_invitation_back(self, engagement: int, invitation: int, *, seen: Shape | None = None) -> None:
        """Take an invitation back: its link opens nothing any more. It stays listed."""
        self._delete(f"engagements/{engagement}/invitations/{invitation}", seen)

    def get_sponsor(self, engagement: int) -> Sponsor:
        """Who sponsors an engagement, to its coach."""
        return self._get(f"engagements/{engagement}/sponsor", Sponsor)

    def end_sponsorship(self, engagement: int, *, seen: Shape | None = None) -> None:
        """An engagement has no sponsor any more; who was it sees nothing of it from now on."""
        self._delete(f"engagements/{engagement}/sponsor", seen)
