"""What the client said she would do, and what has been seen of it since. Nobody but her says whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from rapidfuzz import fuzz, process

from waylight.lenses.opening.promises import asked, said
from waylight.pages.brief.known import Known
from waylight.pages.brief.looked import Looked
from waylight.pages.evidence.links import evidence
from waylight.pages.templatetags.words import day
from waylight.record.became import BECAME
from waylight.record.insight import Commitment
from waylight.record.put_aside import put_aside_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.access.predicates import Asking
    from waylight.lenses.opening.promises import Said
    from waylight.record.meeting import Meeting

A_MOMENT = timedelta(seconds=1)
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


def commitment_lines(known: Known) -> list[CommitmentLine]:
    """The commitments that are open at ``until``, or were settled after ``since``, in the order they were made."""
    if not known.shown:
        return []
    first = min(one.on for one in known.shown)
    entries = [entry for entry in known.entries if entry.on > first]
    looked = Looked(known.engagement, known.until, known.met, known.contact.every, entries)
    return [_line(commitment, looked, known) for commitment in known.shown]


def _line(commitment: Commitment, looked: Looked, known: Known) -> CommitmentLine:
    settled = commitment.settled_on and commitment.settled_on <= known.last_day
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
        evidence=evidence(known.engagement, "seen", commitment=commitment.pk, end=known.until),
    )


def proposed(known: Known) -> tuple[list[ProposedLine], list[ProposedLine]]:
    """Sentences of the last meeting's transcript in which the client chose to do something, and questions left open.

    What is a commitment or a carried question already, or was set aside, is not proposed again.
    """
    if not known.utterances:
        return [], []
    client = known.engagement.client_id
    does, asks = said(known.turns, client), asked(known.turns, client)
    aside = put_aside_in(known.before[-1]) if does or asks else set()
    return _fresh(does, aside, known), _fresh(asks, aside, known)


def proposed_in(meeting: Meeting, user: Asking) -> tuple[list[ProposedLine], list[ProposedLine]]:
    """The same of one meeting, whichever it is."""
    return proposed(Known(meeting.engagement, user, [meeting], meeting.at + A_MOMENT, today()))


def _fresh(found: Sequence[Said], aside: set[tuple[int, str]], known: Known) -> list[ProposedLine]:
    """Of some sentences those that nobody put aside, and that say nothing that is kept already."""
    return [
        ProposedLine(one.text, one.turn, known.utterances[one.turn].turn, one.start_s)
        for one in found
        if (one.turn, one.text) not in aside and not _is_like_one_of(known.kept_words, one.text)
    ]


def _is_like_one_of(kept: Sequence[str], text: str) -> bool:
    return process.extractOne(text, kept, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE) is not None


def today() -> datetime:
    """Now, UTC: the only clock this package reads."""
    return datetime.now(UTC)
