"""What an engagement's record no longer holds because it was let go, in sentences: it is said, not shown as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.pages.templatetags.words import count_of, day_and_year
from waylight.record.privacy.retention import Kind, instant_of, let_go_before, periods

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.record.engagement import Engagement
    from waylight.record.pulse import Pulse

NAMES = {
    Kind.MAIL: ("Mail", "was", "it"),
    Kind.CALENDAR: ("Calendar", "was", "it"),
    Kind.TRANSCRIPT: ("Transcripts", "were", "them"),
    Kind.JOURNAL: ("The journal", "was", "it"),
    Kind.PULSE: ("Answers to the pulse", "were", "them"),
}
OF_CONTACT = (Kind.MAIL, Kind.CALENDAR)


def let_go(engagement: Engagement, *kinds: Kind) -> list[str]:
    """A sentence for each of these kinds (all unless given) of which something was let go."""
    gone, kept = let_go_before(engagement), periods(engagement.practice)
    return [
        _sentence(kind, day_and_year(gone[kind]), kept.get(kind)) for kind in kinds or tuple(Kind) if gone.get(kind)
    ]


def _sentence(kind: Kind, before: str, months: int | None) -> str:
    name, verb, it = NAMES[kind]
    ending = f", as this practice keeps {it} for {count_of(months, 'month')}" if months else ""
    if kind == Kind.JOURNAL:
        return f"{name} {verb} let go{ending + ' after the end' if months else ''}."
    if kind == Kind.PULSE:
        return f"{name} in rounds that ended before {before} {verb} let go{ending}."
    return f"{name} from before {before} {verb} let go{ending}."


def answers_went(pulse: Pulse) -> bool:
    """Whether the answers of a round were let go."""
    before = let_go_before(pulse.engagement).get(Kind.PULSE)
    return before is not None and pulse.closes < before


def contact_known_from(engagement: Engagement) -> datetime | None:
    """The time (UTC) from which on contact is known whole; None if nothing of it was let go."""
    gone = let_go_before(engagement)
    days = [gone[kind] for kind in OF_CONTACT if kind in gone]
    return instant_of(engagement, max(days)) if days else None
