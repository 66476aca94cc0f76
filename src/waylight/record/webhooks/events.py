"""What programs are told of, and where in the API the thing that an event is about can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Collection


class Event(models.TextChoices):
    """A kind of event, and its words on pages. A kind that is there stays; a program may meet new ones."""

    MEETING_PLANNED = "meeting.planned", "a meeting was planned"
    MEETING_MOVED = "meeting.moved", "a meeting was moved"
    MEETING_CALLED_OFF = "meeting.called_off", "a meeting was called off"
    MEETING_ON_AGAIN = "meeting.on_again", "a meeting that was called off takes place after all"
    MEETING_REMOVED = "meeting.removed", "a meeting went with the files that it came with"
    MEETING_HELD = "meeting.held", "a meeting is over"
    IMPORT_DONE = "import.done", "files came into the record"
    IMPORT_UNDONE = "import.undone", "files were taken out again"
    COMMITMENT_MADE = "commitment.made", "a commitment was noted"
    COMMITMENT_SETTLED = "commitment.settled", "it was said what became of a commitment"
    REFLECTION_SHARED = "reflection.shared", "an entry of the journal was shared"
    INSIGHT_NOTED = "insight.noted", "an insight was noted in a shared entry"
    ROUND_OPENED = "round.opened", "a round of the pulse opened"
    ROUND_CLOSED = "round.closed", "a round of the pulse closed"
    STORY_PUBLISHED = "story.published", "a story was published"
    STORY_WITHDRAWN = "story.withdrawn", "a published story was withdrawn"
    ENGAGEMENT_BEGUN = "engagement.begun", "an engagement began here"
    ENGAGEMENT_ENDED = "engagement.ended", "the last day of an engagement is over"
    ENGAGEMENT_HANDED_OVER = "engagement.handed_over", "an engagement has another coach"
    ENGAGEMENT_ERASED = "engagement.erased", "an engagement was erased"


TEST = "webhook.test"  # what is sent by hand to try an address out
# Whoever looks after a practice sees dates on its pages, and hears of nothing else: of coaching alone.
OF_PRACTICE = frozenset(one for one in Event if one.value.startswith(("meeting.", "engagement.")))
# Where things are in the API, below their engagement. A published story is not there; it leads to the engagement.
PLACES = {
    "meeting": "meetings",
    "import": "imports",
    "commitment": "commitments",
    "reflection": "reflections",
    "insight": "insights",
    "round": "rounds",
}


def known(events: Collection[str]) -> list[str]:
    """Those of the kinds that there are, in their order. Raises ValueError for none, or one that there is not."""
    if not events or not set(events) <= set(Event.values):
        raise ValueError("Choose at least one kind of event, from those there are.")
    return [one for one in Event.values if one in events]


def place(event: str, engagement: int, about: int) -> str:
    """Where the API shows what an event is about: the path of an address; "" for what is shown nowhere any more."""
    if not engagement:
        return ""
    kind = event.partition(".")[0]
    below = f"/{PLACES[kind]}/{about}" if kind in PLACES else ""
    return f"/api/engagements/{engagement}{below}"
