"""What is written on a meeting itself, and what a calendar program answered to its invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.meetings import MeetingAnswer, MeetingWords
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.meetings import ChangedMeetingWords, MeetingReply


class MeetingOwnWords(Calling):
    """What is written on a meeting itself, and what a calendar program answered to its invitation."""

    def get_meeting_words(self, engagement: int, meeting: int) -> MeetingWords:
        """What is written on a meeting itself."""
        return self._get(f"engagements/{engagement}/meetings/{meeting}/words", MeetingWords)

    def change_meeting_words(
        self, engagement: int, meeting: int, given: ChangedMeetingWords, *, seen: Shape | None = None
    ) -> MeetingWords:
        """Write on a meeting itself, in the place where both write: send If-Match, so that nothing unseen is lost."""
        return self._patch(f"engagements/{engagement}/meetings/{meeting}/words", MeetingWords, given, seen)

    def take_meeting_reply(self, engagement: int, given: MeetingReply, *, key: str | None = None) -> MeetingAnswer:
        """Take what the client's calendar program answered to an invitation; it says itself which."""
        return self._post(f"engagements/{engagement}/meeting-replies", MeetingAnswer, given, key)
