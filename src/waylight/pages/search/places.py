"""Where what was found stands: in words, and as the address of the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import pgettext, pgettext_lazy

from waylight.pages.evidence.links import evidence
from waylight.pages.journal.links import entry_address
from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import CoachQuestion
from waylight.record.initiative import Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.moment import OwnAnswer

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from waylight.record.engagement import Engagement
    from waylight.record.search import Hit, Row


@dataclass(frozen=True, slots=True)
class Place:
    """A hit as the page shows it."""

    hit: Hit
    what: str
    who: str
    address: str


class Places:
    """Finds the addresses for one engagement."""

    def __init__(self, engagement: Engagement) -> None:
        self.engagement = engagement

    def of(self, hit: Hit) -> Place:
        """Where a hit stands."""
        what, who = _words(hit.row)
        return Place(hit, what, who, self._address(hit.row))

    def _address(self, row: Row) -> str:
        match row:
            case Meeting():
                return self._meeting(row.pk)
            case Note():
                return f"{self._meeting(row.meeting_id)}#note-{row.pk}"
            case Utterance():
                return f"{self._meeting(row.meeting_id)}#turn-{row.turn}"
            case Reflection():
                return entry_address(self.engagement, row.pk)
            case Landmark() | OwnAnswer():
                place = "notes" if isinstance(row, Landmark) else "own"
                return f"{reverse('path', args=[self.engagement.pk])}#{place}"
            case Perspective():
                return reverse("initiative", args=[self.engagement.pk, row.initiative_id]) + f"#view-{row.pk}"
            case CoachQuestion():
                return reverse("engagement", args=[self.engagement.pk]) + "#asked"
            case _:
                return self._of_a_day(row)

    def _of_a_day(self, row: Commitment | Confidence | Insight | Question | Mood | Outcome) -> str:
        match row:
            case _ if row.reflection_id:
                return entry_address(self.engagement, row.reflection_id)
            case Commitment():
                return evidence(self.engagement, "seen", commitment=row.pk)
            case Insight():
                return evidence(self.engagement, "insights")
            case Confidence():
                return evidence(self.engagement, "confidence")
            case _ if row.utterance:
                return f"{self._meeting(row.utterance.meeting_id)}#turn-{row.utterance.turn}"
            case _:
                return reverse("engagement", args=[self.engagement.pk]) + "#questions"

    def _meeting(self, pk: int) -> str:
        return reverse("meeting", args=[self.engagement.pk, pk])


def _words(row: Row) -> tuple[str, str]:
    """What a row is, and whose words they are where that is not plain."""
    match row:
        case Note():
            private = pgettext("what was found", "private note")
            return (private if row.private else pgettext("what was found", "shared note")), str(row.author)
        case Utterance():
            nobody = pgettext("a speaker", "not named")
            return pgettext("what was found", "said"), row.speaker.person.name if row.speaker else nobody
        case Reflection():
            private = pgettext("what was found", "journal, private")
            return (private if row.private else pgettext("what was found", "journal")), ""
        case Insight():
            return pgettext("what was found", "heard"), row.heard_from.name if row.heard_from else ""
        case Perspective():
            return str(VIEW[row.stance]), row.person.name
        case _:
            return str(WHAT[type(row)]), ""


VIEW: dict[str, Promise] = {
    Perspective.Stance.DIFFERS: pgettext_lazy("what was found", "a view that differs"),
    Perspective.Stance.AGREES: pgettext_lazy("what was found", "a view that agrees"),
}
WHAT: dict[type, Promise] = {
    Meeting: pgettext_lazy("what was found", "agreed for the meeting"),
    Commitment: pgettext_lazy("what was found", "chosen to do"),
    Question: pgettext_lazy("what was found", "question"),
    Confidence: pgettext_lazy("what was found", "confidence"),
    Mood: pgettext_lazy("what was found", "mood"),
    Outcome: pgettext_lazy("what was found", "what became of a choice"),
    CoachQuestion: pgettext_lazy("what was found", "asked by the coach"),
    Landmark: pgettext_lazy("what was found", "noted on the path"),
    OwnAnswer: pgettext_lazy("what was found", "own answer, was there a moment"),
}
