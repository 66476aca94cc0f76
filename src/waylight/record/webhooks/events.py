"""What programs are told of, and where in the API the thing that an event is about can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection


class Event(models.TextChoices):
    """A kind of event, and its words on pages. A kind that is there stays; a program may meet new ones."""

    MEETING_PLANNED = "meeting.planned", gettext_lazy("a meeting was planned")
    MEETING_MOVED = "meeting.moved", gettext_lazy("a meeting was moved")
    MEETING_CALLED_OFF = "meeting.called_off", gettext_lazy("a meeting was called off")
    MEETING_ON_AGAIN = "meeting.on_again", gettext_lazy("a meeting that was called off takes place after all")
    MEETING_REMOVED = "meeting.removed", gettext_lazy("a meeting went with the files that it came with")
    MEETING_HELD = "meeting.held", gettext_lazy("a meeting is over")
    IMPORT_DONE = "import.done", gettext_lazy("files came into the record")
    IMPORT_UNDONE = "import.undone", gettext_lazy("files were taken out again")
    COMMITMENT_MADE = "commitment.made", gettext_lazy("a commitment was noted")
    COMMITMENT_SETTLED = "commitment.settled", gettext_lazy("it was said what became of a commitment")
    REFLECTION_SHARED = "reflection.shared", gettext_lazy("an entry of the journal was shared")
    INSIGHT_NOTED = "insight.noted", gettext_lazy("an insight was noted in a shared entry")
    ROUND_OPENED = "round.opened", gettext_lazy("a round of the pulse opened")
    ROUND_CLOSED = "round.closed", gettext_lazy("a round of the pulse closed")
    STORY_PUBLISHED = "story.published", gettext_lazy("a story was published")
    STORY_WITHDRAWN = "story.withdrawn", gettext_lazy("a published story was withdrawn")
    ENGAGEMENT_BEGUN = "engagement.begun", gettext_lazy("an engagement began here")
    ENGAGEMENT_ENDED = "engagement.ended", gettext_lazy("the last day of an engagement is over")
    ENGAGEMENT_HANDED_OVER = "engagement.handed_over", gettext_lazy("an engagement has another coach")
    ENGAGEMENT_ERASED = "engagement.erased", gettext_lazy("an engagement was erased")


class Unfitting(ValueError):
    """Something chosen for a webhook cannot be; the message says why. ``about`` is what it is of, "" for the whole."""

    def __init__(self, why: str, about: str = "") -> None:
        super().__init__(why)
        self.about = about


TEST = "webhook.test"  # what is sent by hand to try an address out
# Whoever looks after a practice sees dates on its pages, and hears of nothing else: of coaching alone.
OF_PRACTICE = frozenset(one for one in Event if one.value.startswith(("meeting.", "engagement.")))  # not for readers
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
    """Those of the kinds that there are, in their order. Raises Unfitting for none, or one that there is not."""
    if not events or not set(events) <= set(Event.values):
        raise Unfitting(gettext("Choose at least one kind of event, from those there are."), about="events")
    return [one for one in Event.values if one in events]


def place(event: str, engagement: int, about: int) -> str:
    """Where the API shows what an event is about: the path of an address; "" for what is shown nowhere any more."""
    if not engagement:
        return ""
    kind = event.partition(".")[0]
    below = f"/{PLACES[kind]}/{about}" if kind in PLACES else ""
    return f"/api/engagements/{engagement}{below}"
