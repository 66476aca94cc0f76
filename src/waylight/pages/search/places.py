"""Where what was found stands: in words, and as the address of the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

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
            return ("private note" if row.private else "shared note"), str(row.author)
        case Utterance():
            return "said", row.speaker.person.name if row.speaker else "not named"
        case Reflection():
            return ("journal, private" if row.private else "journal"), ""
        case Insight():
            return "heard", row.heard_from.name if row.heard_from else ""
        case Perspective():
            return f"a view that {row.stance}", row.person.name
        case _:
            return WHAT[type(row)], ""


WHAT: dict[type, str] = {
    Meeting: "agreed for the meeting",
    Commitment: "chosen to do",
    Question: "question",
    Confidence: "confidence",
    Mood: "mood",
    Outcome: "what became of a choice",
    CoachQuestion: "asked by the coach",
    Landmark: "noted on the path",
    OwnAnswer: "own answer, was there a moment",
}
