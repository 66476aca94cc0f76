"""Asking the client whether a text may be used, and what she says to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.story import StoryRequest, StoryVersion
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.story import AgreedStory, DeclinedStory, NewStoryRequest, ProposedStory


class StoryRequests(Calling):
    """Asking the client whether a text may be used, and what she says to it."""

    def list_story_requests(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[StoryRequest]:
        """What the client is and was asked about stories, and what came of it."""
        return self._get(f"engagements/{engagement}/story-requests", Page[StoryRequest], limit=limit, cursor=cursor)

    def get_story_request(self, engagement: int, agreement: int) -> StoryRequest:
        """What the client is asked, as she reads it; that she opened it is noted once, for her alone."""
        return self._get(f"engagements/{engagement}/story-requests/{agreement}", StoryRequest)

    def ask_for_story(self, engagement: int, given: NewStoryRequest, *, key: str | None = None) -> StoryRequest:
        """Ask the client for the newest version of a text and one use, as its coach; a mail tells her so."""
        return self._post(f"engagements/{engagement}/story-requests", StoryRequest, given, key)

    def take_back_story_request(self, engagement: int, agreement: int, *, seen: Shape | None = None) -> None:
        """Ask no more, as the coach, before the client answered."""
        self._delete(f"engagements/{engagement}/story-requests/{agreement}", seen)

    def agree_to_story(
        self, engagement: int, agreement: int, given: AgreedStory, *, key: str | None = None
    ) -> StoryRequest:
        """Agree to this text for this use, as the client, and to those of its quotes whose numbers are given."""
        return self._post(f"engagements/{engagement}/story-requests/{agreement}/agreement", StoryRequest, given, key)

    def withdraw_story_agreement(self, engagement: int, agreement: int, *, seen: Shape | None = None) -> None:
        """Withdraw an agreement: what was published on it is taken down with this."""
        self._delete(f"engagements/{engagement}/story-requests/{agreement}/agreement", seen)

    def withdraw_story_quote(self, engagement: int, agreement: int, quote: int, *, seen: Shape | None = None) -> None:
        """Withdraw the agreement to one quote: what quotes it is taken down."""
        self._delete(f"engagements/{engagement}/story-requests/{agreement}/quotes/{quote}", seen)

    def decline_story(
        self, engagement: int, agreement: int, given: DeclinedStory, *, key: str | None = None
    ) -> StoryRequest:
        """Say no, as the client, with a word on why if she likes."""
        return self._post(f"engagements/{engagement}/story-requests/{agreement}/refusal", StoryRequest, given, key)

    def propose_story(
        self, engagement: int, agreement: int, given: ProposedStory, *, key: str | None = None
    ) -> StoryVersion:
        """Strike or change, as the client: her text becomes the next version, which both see."""
        return self._post(f"engagements/{engagement}/story-requests/{agreement}/proposal", StoryVersion, given, key)
