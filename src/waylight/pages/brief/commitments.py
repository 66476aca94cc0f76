"""What the client said she would do, and what has been seen of it since. Nobody but her says whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from rapidfuzz import fuzz

from waylight.lenses.opening.promises import Turn, asked, said
from waylight.lenses.opening.seen import Entry, Seen, what_came_of_it
from waylight.pages.columns import contacts, noon, spellings
from waylight.pages.evidence.links import evidence
from waylight.pages.templatetags.words import count_of, day
from waylight.record.engagement import person_of
from waylight.record.handing_over import former_coaches
from waylight.record.insight import Commitment, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Utterance
from waylight.record.put_aside import TO_MEETING, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.meeting import Meeting

NOT_SEEN = "nothing seen in mail, calendar or journal; a phone call would not show"
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
    return [_line(commitment, user, until) for commitment in mine.select_related("settled_in", "engagement")]


def _line(commitment: Commitment, user: Asking, until: datetime) -> CommitmentLine:
    seen = since_then(commitment, user, until)
    settled = commitment.settled_on and commitment.settled_on <= commitment.engagement.local_day(until)
    return CommitmentLine(
        id=commitment.pk,
        text=commitment.text,
        on=day(commitment.on),
        state=commitment.state if settled else "open",
        seen=in_words(commitment, seen, user, until),
        evidence=evidence(commitment.engagement, "seen", commitment=commitment.pk, end=until),
    )


def since_then(commitment: Commitment, user: Asking, until: datetime) -> Seen:
    """Interactions with the people a commitment names, and entries that speak of it, after the day it was made.

    Of what lies at or after ``until`` only meetings count: they are planned.
    """
    engagement = commitment.engagement
    since = noon(commitment.on, engagement) + timedelta(hours=12)
    strangers = {engagement.client_id, person_of(engagement.coach).pk, *former_coaches(engagement)}
    names = {p: n for p, n in spellings(engagement, user).items() if p not in strangers}
    entries = Reflection.objects.visible_to(user).filter(
        engagement=engagement, on__gt=commitment.on, on__lte=engagement.local_day(until)
    )
    seen = what_came_of_it(
        commitment.text,
        since,
        names,
        contacts(engagement, user),
        engagement.client_id,
        [Entry(entry.pk, noon(entry.on, engagement), entry.text) for entry in entries],
    )
    shown = Interaction.objects.filter(pk__in=seen.contacts).filter(Q(at__lt=until) | Q(kind=Interaction.Kind.MEETING))
    return Seen(contacts=tuple(shown.values_list("pk", flat=True)), entries=seen.entries, people=seen.people)


def in_words(commitment: Commitment, seen: Seen, user: Asking, until: datetime) -> str:
    """What has been seen, in one line: *1 meeting, 26 May · 11 mails, begun by Tomás Ferrão · entry of 26 May*."""
    rows = list(
        Interaction.objects.visible_to(user)
        .filter(pk__in=seen.contacts)
        .select_related("sender__person")
        .order_by("at")
    )
    parts = [*_meetings(rows, commitment.engagement, until), *_messages(rows, commitment.engagement)]
    days = Reflection.objects.visible_to(user).filter(pk__in=seen.entries).dates("on", "day")
    if days:
        parts.append("entry of " + ", ".join(day(on) for on in days[:3]))
    day_of = commitment.engagement.local_day
    if commitment.settled_in and commitment.settled_on and commitment.settled_on <= day_of(until):
        parts.append(f"{commitment.state}, journal of {day(commitment.settled_on)}")
    return " · ".join(parts)


def _meetings(rows: list[Interaction], engagement: Engagement, until: datetime) -> Iterable[str]:
    meetings = [row for row in rows if row.kind == Interaction.Kind.MEETING]
    held = sorted({engagement.local_day(row.at) for row in meetings if row.at < until})
    ahead = sorted({engagement.local_day(row.at) for row in meetings if row.at >= until})
    if held:
        yield f"{count_of(len(held), 'meeting')}, {', '.join(day(on) for on in held[:3])}"
    if ahead:
        yield f"{count_of(len(ahead), 'meeting')} planned, {day(ahead[0])}"


def _messages(rows: list[Interaction], engagement: Engagement) -> Iterable[str]:
    messages = [row for row in rows if row.kind != Interaction.Kind.MEETING]
    if messages:
        many = len({(row.sender_id, row.at, row.thread) for row in messages})
        on = day(engagement.local_day(messages[0].at))
        yield f"{count_of(many, 'message')}, the first from {messages[0].sender.person.name}, {on}"


def proposed(meeting: Meeting, user: Asking) -> tuple[list[ProposedLine], list[ProposedLine]]:
    """Sentences of a meeting's transcript in which the client chose to do something, and questions she left open.

    What is a commitment or a carried question already, or was set aside, is not proposed again.
    """
    engagement = meeting.engagement
    utterances = list(Utterance.objects.visible_to(user).filter(meeting=meeting).select_related("speaker", "meeting"))
    turns = [Turn(u.pk, u.speaker.person_id if u.speaker else -1, u.start_s, u.text) for u in utterances]
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
