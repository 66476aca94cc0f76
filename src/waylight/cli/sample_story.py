"""The sample's story, and what its coach learned: a draft as a coach leaves it, with names still in it."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.record.engagement import Engagement


def note_story(engagement: Engagement, given: dict[str, Any], folder: Path) -> None:
    """The client agrees that a story may be told; the coach writes a draft, and notes what she learned."""
    from waylight.record.consent import Consent, give
    from waylight.record.consent_words import WORDS
    from waylight.record.story.text import begin_story, write

    at = datetime.combine(given["agreed"], time(12), ZoneInfo(engagement.zone))
    use, by = Consent.Use.STORY, engagement.client.user or engagement.coach.user
    give(engagement, use, WORDS[use].in_full, by=by, at=at)
    story = begin_story(engagement, title=given["title"])
    for length, name in given["texts"].items():
        write(story, length, (folder / name).read_text("utf-8"), by=engagement.coach.user)
    _learned(engagement, given)


def _learned(engagement: Engagement, given: dict[str, Any]) -> None:
    from waylight.record.learning import learn, study
    from waylight.record.meeting import coaching_meetings

    on = {one.local.date(): one for one in coaching_meetings(engagement)}
    for note in given["learned"]:
        meeting = on[note["meeting"]]
        learn(engagement.coach, on=meeting.local.date(), text=note["text"], meeting=meeting)
    for hours in given["hours"]:
        study(engagement.coach, **hours)
