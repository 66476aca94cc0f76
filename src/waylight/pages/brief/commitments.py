"""What the client said she would do, and what has been seen of it since. Nobody but her says whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext
from rapidfuzz import fuzz

from waylight.lenses.opening.promises import Turn, asked, said
from waylight.pages.brief.looked import Looked
from waylight.pages.evidence.links import evidence
from waylight.pages.templatetags.words import day
from waylight.record.became import BECAME
from waylight.record.insight import Commitment, Question
from waylight.record.meeting import Utterance
from waylight.record.put_aside import TO_MEETING, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.meeting import Meeting

ALIKE = 72  # token-set ratio from which a sentence of the transcript is taken for a commitment kept already


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One thing the client chose to do, as the brief shows it."""

    id: int
    text: str
    on: str  # the day it was said
    state: str  # open, kept, changed, dropped
    seen: str  # what has been seen since, in words; "" for nothing
    evidence: str  # address

    @property
    def moved(self) -> bool:
        """The client kept or changed it, or something has been seen of it. What she dropped has not moved."""
        return self.state in {"kept", "changed"} or (self.state == "open" and bool(self.seen))

    @property
    def became(self) -> str:
        """Its state in the reader's words."""
        return str(BECAME[self.state])

    @property
    def mark(self) -> str:
        """The shape beside the line: ``kept``, ``part`` or ``open``."""
        if self.state == Commitment.State.KEPT:
            return "kept"
        return "part" if self.moved else "open"


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A sentence of the last meeting's transcript, proposed in the client's exact words."""

    text: str
    utterance: int
    turn: int
    start_s: float | None


def commitment_lines(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> list[CommitmentLine]:
    """The commitments that are open at ``until``, or were settled after ``since``, in the order they were made."""
    mine = (
        Commitment.objects.visible_to(user)
        .filter(engagement=engagement, on__lt=engagement.local_day(until))
        .filter(Q(state=Commitment.State.OPEN) | Q(settled_on__gte=engagement.local_day(since)))
    )
    every = list(mine.select_related("settled_in", "engagement"))
    if not every:
        return []
    looked = Looked(engagement, user, min(one.on for one in every), until)
    return [_line(commitment, looked, until) for commitment in every]


def _line(commitment: Commitment, looked: Looked, until: datetime) -> CommitmentLine:
    settled = commitment.settled_on and commitment.settled_on <= looked.engagement.local_day(until)
    parts = looked.in_words(looked.since(commitment))
    if settled and commitment.settled_in and not commitment.settled_in.removed_at and commitment.settled_on:
        said = gettext("{state}, journal of {day}")
        parts.append(said.format(state=BECAME[commitment.state], day=day(commitment.settled_on)))
    return CommitmentLine(
        id=commitment.pk,
        text=commitment.text,
        on=day(commitment.on),
        state=commitment.state if settled else "open",
        seen=" · ".join(parts),
        evidence=evidence(looked.engagement, "seen", commitment=commitment.pk, end=until),
    )


def proposed(meeting: Meeting, user: Asking) -> tuple[list[ProposedLine], list[ProposedLine]]:
    """Sentences of a meeting's transcript in which the client chose to do something, and questions she left open.

    What is a commitment or a carried question already, or was set aside, is not proposed again.
    """
    engagement = meeting.engagement
    said_there = Utterance.objects.visible_to(user).filter(meeting=meeting).annotate(who=F("speaker__person"))
    utterances = list(said_there)
    for one in utterances:
        one.meeting = meeting  # it leads to the key, and is the same for all
    turns = [Turn(u.pk, u.who or -1, u.start_s, u.text) for u in utterances]
    known = [one.text for one in Commitment.objects.visible_to(user).filter(engagement=engagement)]
    known += [one.text for one in Question.objects.visible_to(user).filter(engagement=engagement)]
    put_aside = SetAside.objects.filter(utterance__meeting=meeting).select_related(TO_MEETING)
    aside = {(one.utterance_id, one.text) for one in put_aside}
    numbers = {u.pk: u.turn for u in utterances}

    def fresh(found: Iterable[object]) -> list[ProposedLine]:
        lines = [ProposedLine(f.text, f.turn, numbers[f.turn], f.start_s) for f in found]  # type: ignore[attr-defined]
        return [
            line
            for line in lines
            if (line.utterance, line.text) not in aside
            and not any(fuzz.token_set_ratio(line.text, text) >= ALIKE for text in known)
        ]

    return fresh(said(turns, engagement.client_id)), fresh(asked(turns, engagement.client_id))


def today() -> datetime:
    """Now, UTC: the only clock this package reads."""
    return datetime.now(UTC)
