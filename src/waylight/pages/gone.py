"""What an engagement's record no longer holds because it was let go, in sentences: it is said, not shown as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.pages.templatetags.words import count_of, day_and_year
from waylight.record.privacy.retention import Kind, instant_of, let_go_before, periods

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from waylight.record.engagement import Engagement
    from waylight.record.pulse import Pulse

# Without and with how long the practice keeps such things.
SAID = {
    Kind.MAIL: (
        gettext_noop("Mail from before {day} was let go."),
        gettext_noop("Mail from before {day} was let go, as this practice keeps it for {months}."),
    ),
    Kind.CALENDAR: (
        gettext_noop("Calendar from before {day} was let go."),
        gettext_noop("Calendar from before {day} was let go, as this practice keeps it for {months}."),
    ),
    Kind.TRANSCRIPT: (
        gettext_noop("Transcripts from before {day} were let go."),
        gettext_noop("Transcripts from before {day} were let go, as this practice keeps them for {months}."),
    ),
    Kind.JOURNAL: (
        gettext_noop("The journal was let go."),
        gettext_noop("The journal was let go, as this practice keeps it for {months} after the end."),
    ),
    Kind.PULSE: (
        gettext_noop("Answers to the pulse in rounds that ended before {day} were let go."),
        gettext_noop(
            "Answers to the pulse in rounds that ended before {day} were let go, as this practice keeps them for "
            "{months}."
        ),
    ),
}
OF_CONTACT = (Kind.MAIL, Kind.CALENDAR)


def let_go(engagement: Engagement, *kinds: Kind, gone: Mapping[str, date] | None = None) -> list[str]:
    """A sentence for each of these kinds (all unless given) of which something was let go.

    ``gone`` is what ``let_go_before`` says, where that was asked already.
    """
    before = let_go_before(engagement) if gone is None else gone
    went = [(kind, before[kind]) for kind in kinds or tuple(Kind) if kind in before]
    kept = periods(engagement.practice) if went else {}
    return [_sentence(kind, day_and_year(on), kept.get(kind)) for kind, on in went]


def _sentence(kind: Kind, before: str, months: int | None) -> str:
    without, with_how_long = SAID[kind]
    if not months:
        return gettext(without).format(day=before)
    return gettext(with_how_long).format(day=before, months=count_of(months, "month"))


def answers_went(pulse: Pulse, gone: Mapping[str, date] | None = None) -> bool:
    """Whether the answers of a round were let go. ``gone`` as above."""
    before = (let_go_before(pulse.engagement) if gone is None else gone).get(Kind.PULSE)
    return before is not None and pulse.closes < before


def contact_known_from(engagement: Engagement, gone: Mapping[str, date] | None = None) -> datetime | None:
    """The time (UTC) from which on contact is known whole; None if nothing of it was let go. ``gone`` as above."""
    before = let_go_before(engagement) if gone is None else gone
    days = [before[kind] for kind in OF_CONTACT if kind in before]
    return instant_of(engagement, max(days)) if days else None
