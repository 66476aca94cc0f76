"""Meetings, their transcripts, and notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.meetings import Meeting, Utterance
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.meetings import ChangedMeeting, NewMeeting


class Meetings(Calling):
    """Meetings, their transcripts, and notes on them."""

    def list_meetings(
        self,
        engagement: int,
        *,
        limit: int = 50,
        cursor: str = "",
        kind: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[Meeting]:
        """The meetings of an engagement: with the coach, and the client's own."""
        return self._get(
            f"engagements/{engagement}/meetings",
            Page[Meeting],
            limit=limit,
            cursor=cursor,
            kind=kind,
            since=since,
            until=until,
        )

    def get_meeting(self, engagement: int, meeting: int) -> Meeting:
        """One meeting."""
        return self._get(f"engagements/{engagement}/meetings/{meeting}", Meeting)

    def plan_meeting(self, engagement: int, given: NewMeeting, *, key: str | None = None) -> Meeting:
        """Plan a coaching meeting, or several in a rhythm; the first is the answer."""
        return self._post(f"engagements/{engagement}/meetings", Meeting, given, key)

    def change_meeting(
        self, engagement: int, meeting: int, given: ChangedMeeting, *, seen: Shape | None = None
    ) -> Meeting:
        """Move a meeting, call it off, or hold it after all; alone, or with those that follow in its series."""
        return self._patch(f"engagements/{engagement}/meetings/{meeting}", Meeting, given, seen)

    def list_utterances(self, engagement: int, meeting: int, *, limit: int = 50, cursor: str = "") -> Page[Utterance]:
        """What was said in a meeting, turn by turn, while the client agrees to transcripts."""
        return self._get(
            f"engagements/{engagement}/meetings/{meeting}/utterances", Page[Utterance], limit=limit, cursor=cursor
        )
