"""The material beside a story's text: each piece with where its rows are, and a name that a button can carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from waylight.lenses.story.spine import Piece, spine
from waylight.pages.evidence.links import evidence
from waylight.pages.journal.links import entry_address
from waylight.pages.movement.movement import compose as compose_movement
from waylight.pages.path.path import compose as compose_path
from waylight.pages.story.behind import Way, behind
from waylight.pages.story.facts import facts_of
from waylight.pages.voice import WORDS, Voice
from waylight.record.insight import Insight, Question
from waylight.record.story.languages import USUAL, in_language_of_story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.story.spine import Section
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Offered:
    """A piece, the name under which a form asks for it, and the ways to its rows."""

    piece: Piece
    name: str
    ways: tuple[Way, ...]

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


def material(engagement: Engagement, user: Asking, now: datetime, language: str = USUAL) -> list[Offer]:
    """What the record has for each section of the spine, in the words of a story in ``language``."""
    client = Voice(*WORDS[engagement.client.pronouns])
    with in_language_of_story(language):
        path, movement = compose_path(engagement, user, now), compose_movement(engagement, user, None, now)
        sections = spine(facts_of(engagement, user, path, movement), client.subject, client.object)
    figures, journal = behind(engagement, path, movement), _entries(engagement, user, sections)

    def ways_to(piece: Piece) -> tuple[Way, ...]:
        entry = journal.get((piece.source, piece.rows[0])) if piece.rows else None
        known = figures.get((piece.source, piece.of))
        return (Way(entry, sheet=False),) if entry else known or (_way(engagement, piece),)

    return [Offer(one, tuple(_offered(one, n, ways_to) for n in range(len(one.pieces)))) for one in sections]


def named(offers: Sequence[Offer], name: str) -> tuple[Offer, Offered] | None:
    """The piece of a name, with its section; None where the record has changed and there is none any more."""
    return next(((offer, one) for offer in offers for one in offer.pieces if one.name == name), None)


def untold(text: str, offers: Sequence[Offer]) -> int:
    """How many pieces there are of what did not work out, while a text has no part of that heading; else 0."""
    [otherwise] = [offer for offer in offers if offer.section.key == "otherwise"]
    return 0 if not text or otherwise.section.title.casefold() in text.casefold() else len(otherwise.pieces)


def put_in(text: str, offer: Offer, piece: Offered) -> str:
    """A text with a piece at the end of its section, below a heading that is written where there is none yet."""
    title, words = f"## {offer.section.title}", piece.as_text
    before, found, after = f"\n{text}\n".partition(f"\n{title}\n")
    if not found:
        return "\n\n".join(filter(None, [text.strip(), title, words]))
    section, more, rest = after.partition("\n## ")
    parts = (before, title, section, words, f"## {rest}" if more else "")
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _offered(section: Section, n: int, ways_to: Callable[[Piece], tuple[Way, ...]]) -> Offered:
    piece = section.pieces[n]
    rows = "-".join(map(str, piece.rows)) or str(n)
    name = f"{section.key}-{piece.source}-{rows}-{n}"
    return Offered(piece, name[:200], ways_to(piece))


SHEETS = {"confidence": "confidence", "insight": "insights"}


def _way(engagement: Engagement, piece: Piece) -> Way:
    here, row = engagement.pk, piece.rows[0] if piece.rows else 0
    match piece.source:
        case "goal":
            return Way(f"{reverse('goals', args=[here])}{f'#goal-{row}' if row else ''}", sheet=False)
        case "question":
            return Way(reverse("brief", args=[here]), sheet=False)
        case "learning":
            return Way(f"{reverse('learning')}#note-{row}", sheet=False)
        case "commitment":
            return Way(evidence(engagement, "seen", commitment=row))
        case source if source in SHEETS:
            return Way(evidence(engagement, SHEETS[source]))
        case _:
            return Way(reverse("path", args=[here]), sheet=False)


def _entries(engagement: Engagement, user: Asking, sections: Sequence[Section]) -> dict[tuple[str, int], str]:
    """Where insights and questions stand that are from a journal entry."""
    found: dict[tuple[str, int], str] = {}
    for source, model in (("insight", Insight), ("question", Question)):
        rows = {row for one in sections for piece in one.pieces if piece.source == source for row in piece.rows}
        mine = model.objects.visible_to(user).filter(engagement=engagement, pk__in=rows)
        for pk, entry in mine.exclude(reflection=None).values_list("pk", "reflection"):
            found[source, pk] = entry_address(engagement, entry)
    return found
