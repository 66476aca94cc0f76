"""What the client agrees to. She agrees and withdraws; her coach records what she agreed to by word or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.consent import Consent, ConsentWords
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.consent import NewConsent


class Consents(Calling):
    """What the client agrees to. She agrees and withdraws; her coach records what she agreed to by word or on paper."""

    def list_uses(self, engagement: int) -> Page[ConsentWords]:
        """What there is to agree to, and in which words today."""
        return self._get(f"engagements/{engagement}/uses", Page[ConsentWords])

    def list_consents(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Consent]:
        """What was agreed and withdrawn."""
        return self._get(f"engagements/{engagement}/consents", Page[Consent], limit=limit, cursor=cursor)

    def get_consent(self, engagement: int, consent: int) -> Consent:
        """One agreement."""
        return self._get(f"engagements/{engagement}/consents/{consent}", Consent)

    def agree(self, engagement: int, given: NewConsent, *, key: str | None = None) -> Consent:
        """Agree to a use, in the words of today; or record that the client did."""
        return self._post(f"engagements/{engagement}/consents", Consent, given, key)

    def withdraw_consent(self, engagement: int, consent: int, *, seen: Shape | None = None) -> None:
        """Withdraw an agreement: what it allowed stops with this, and the row stays with the time."""
        self._delete(f"engagements/{engagement}/consents/{consent}", seen)
