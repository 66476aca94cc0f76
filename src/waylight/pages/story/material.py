"""The material beside a story's text: each piece with where its rows are, and a name that a button can carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from waylight.lenses.story.spine import Piece, spine
from waylight.pages.evidence.links import evidence
from waylight.pages.journal.links import entry_address
from waylight.pages.story.facts import facts_of
from waylight.pages.voice import WORDS, Voice
from waylight.record.insight import Insight, Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.story.spine import Section
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Offered:
    """A piece, the name under which a form asks for it, and where its rows are."""

    piece: Piece
    name: str
    evidence: str
    sheet: bool  # whether the rows open over the page

    @property
    def as_text(self) -> str:
        """The piece as it goes into the text: the client's own words as a quotation."""
        words = " ".join(self.piece.words.split())
        return f"> {words}" if self.piece.quote else words


@dataclass(frozen=True, slots=True)
class Offer:
    """A section with its pieces."""

    section: Section
    pieces: tuple[Offered, ...]


def material(engagement: Engagement, user: Asking, now: datetime) -> list[Offer]:
    """What the record has for each section of the spine."""
    client = Voice(*WORDS[engagement.client.pronouns])
    sections = spine(facts_of(engagement, user, now), client.subject, client.object)
    journal = _entries(engagement, user, sections)
    return [
        Offer(one, tuple(_offered(engagement, one, n, journal) for n in range(len(one.pieces)))) for one in sections
    ]


def named(offers: Sequence[Offer], name: str) -> tuple[Offer, Offered] | None:
    """The piece of a name, with its section; None where the record has changed and there is none any more."""
    return next(((offer, one) for offer in offers for one in offer.pieces if one.name == name), None)


def put_in(text: str, offer: Offer, piece: Offered) -> str:
    """A text with a piece at the end of its section, below a heading that is written where there is none yet."""
    title, words = f"## {offer.section.title}", piece.as_text
    before, found, after = f"\n{text}\n".partition(f"\n{title}\n")
    if not found:
        return "\n\n".join(filter(None, [text.strip(), title, words]))
    section, more, rest = after.partition("\n## ")
    parts = (before, title, section, words, f"## {rest}" if more else "")
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _offered(engagement: Engagement, section: Section, n: int, journal: dict[tuple[str, int], str]) -> Offered:
    piece = section.pieces[n]
    rows = "-".join(map(str, piece.rows)) or str(n)
    name = f"{section.key}-{piece.source}-{rows}-{n}"
    address = journal.get((piece.source, piece.rows[0])) if piece.rows else None
    return Offered(piece, name[:200], address or _address(engagement, piece), piece.source in SHEETS and not address)


SHEETS = {"confidence": "confidence", "insight": "insights"}


def _address(engagement: Engagement, piece: Piece) -> str:
    here, row = engagement.pk, piece.rows[0] if piece.rows else 0
    match piece.source:
        case "goal":
            return f"{reverse('goals', args=[here])}{f'#goal-{row}' if row else ''}"
        case "question":
            return reverse("brief", args=[here])
        case "learning":
            return f"{reverse('learning')}#note-{row}"
        case "commitment":
            return evidence(engagement, "seen", commitment=row)
        case "began" | "brought" | "reach-in" | "movement":
            return reverse("movement", args=[here])
        case source if source in SHEETS:
            return evidence(engagement, SHEETS[source])
        case _:
            return reverse("path", args=[here])


def _entries(engagement: Engagement, user: Asking, sections: Sequence[Section]) -> dict[tuple[str, int], str]:
    """Where insights and questions stand that are from a journal entry."""
    found: dict[tuple[str, int], str] = {}
    for source, model in (("insight", Insight), ("question", Question)):
        rows = {row for one in sections for piece in one.pieces if piece.source == source for row in piece.rows}
        mine = model.objects.visible_to(user).filter(engagement=engagement, pk__in=rows)
        for pk, entry in mine.exclude(reflection=None).values_list("pk", "reflection"):
            found[source, pk] = entry_address(engagement, entry)
    return found
