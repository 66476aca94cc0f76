"""Links by which somebody without an account sees what is held on them, and requests to be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.privacy import ErasureAsked, MadePrivacyLink, PrivacyLink
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.privacy import DeclinedErasure, NewPrivacyLink


class PrivacyLinks(Calling):
    """Links by which somebody without an account sees what is held on them."""

    def list_privacy_links(
        self, engagement: int, person: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[PrivacyLink]:
        """The links made for a person, to their coach and client."""
        return self._get(
            f"engagements/{engagement}/people/{person}/privacy-links", Page[PrivacyLink], limit=limit, cursor=cursor
        )

    def get_privacy_link(self, engagement: int, person: int, link: int) -> PrivacyLink:
        """One link. Its address is not told again."""
        return self._get(f"engagements/{engagement}/people/{person}/privacy-links/{link}", PrivacyLink)

    def make_privacy_link(
        self, engagement: int, person: int, given: NewPrivacyLink, *, key: str | None = None
    ) -> MadePrivacyLink:
        """Make a link for a person without an account, to be mailed to them or handed on. It opens for 30 days."""
        return self._post(f"engagements/{engagement}/people/{person}/privacy-links", MadePrivacyLink, given, key)

    def close_privacy_link(self, engagement: int, person: int, link: int, *, seen: Shape | None = None) -> None:
        """Close a link: it opens nothing any more. It stays listed."""
        self._delete(f"engagements/{engagement}/people/{person}/privacy-links/{link}", seen)


class ErasuresAsked(Calling):
    """Who asked to be erased, and why somebody is not."""

    def list_erasures_asked(
        self, engagement: int, *, limit: int = 50, cursor: str = "", waiting: bool = False
    ) -> Page[ErasureAsked]:
        """Who asked to be erased, and what they were told; to the coach, who decides."""
        path = f"engagements/{engagement}/erasures-asked"
        return self._get(path, Page[ErasureAsked], limit=limit, cursor=cursor, waiting=waiting)

    def get_erasure_asked(self, engagement: int, erasure_asked: int) -> ErasureAsked:
        """One request to be erased."""
        return self._get(f"engagements/{engagement}/erasures-asked/{erasure_asked}", ErasureAsked)

    def decline_erasure(
        self, engagement: int, erasure_asked: int, given: DeclinedErasure, *, key: str | None = None
    ) -> ErasureAsked:
        """Say why somebody is not erased, as the coach, in words that they read by their link."""
        return self._post(f"engagements/{engagement}/erasures-asked/{erasure_asked}/refusal", ErasureAsked, given, key)
