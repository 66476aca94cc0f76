"""What the report of an engagement holds: the path, what it says, the goals, and what cannot be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.pages.consent.words import what_stopped
from waylight.pages.goals.attained import Attained, attained, beyond_noise
from waylight.pages.gone import let_go
from waylight.pages.path.answers import Shown, asked_first, show_answers
from waylight.pages.path.drawing import draw, svg
from waylight.pages.path.path import compose
from waylight.pages.templatetags.words import day_and_year
from waylight.record.meeting import coaching_meetings
from waylight.record.moment import OwnAnswer, answers

if TYPE_CHECKING:
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.pages.goals.forms import ScaleForm
    from waylight.pages.path.path import Path
    from waylight.record.engagement import Engagement

NEVER_KNOWN = (
    gettext_noop(
        "Mail and calendars show who turned to whom and when, never what was said. Phone calls and talks in the "
        "corridor leave no row."
    ),
    gettext_noop(
        "What rose before something else did not therefore cause it, and what grew may have grown without coaching."
    ),
    gettext_noop(
        "Views, insights and ratings are what was written down; weeks in which nothing was written are not known."
    ),
    gettext_noop("A score of goals expects what whoever wrote their levels expected."),
)


@dataclass(frozen=True, slots=True)
class Report:
    """The report as one reader may see it. ``drawing`` is an SVG element, "" where there is nothing to draw."""

    made_on: date
    meetings: tuple[date, ...]  # held by then
    path: Path | None
    drawing: str
    answers: Shown | None  # None where there is no path, and for a client who has not answered herself yet
    own: tuple[OwnAnswer, ...]
    goals: Attained
    noise: str  # whether confidence has changed by more than its scale's noise; "" where that was not asked
    not_known: tuple[str, ...]


def compose_report(engagement: Engagement, user: Asking, now: datetime, scale: ScaleForm) -> Report:
    """Put the report together. What the client does not agree to, keeps private or let go is not in it.

    ``scale`` may say how much noise ratings of confidence have.
    """
    path, own = compose(engagement, user, now), answers(engagement, user)
    shown = show_answers(path, engagement, user) if path and not asked_first(engagement, user, own) else None
    held = tuple(one.local.date() for one in coaching_meetings(engagement) if one.until < now)
    return Report(
        engagement.local_day(now),
        held,
        path,
        svg(draw(path, engagement.zone, shown.told if shown else None), _title(path)) if path else "",
        shown,
        tuple(own),
        attained(engagement, user),
        beyond_noise(engagement, user, **scale.cleaned_data) if scale.is_valid() else "",
        (*what_stopped(engagement, user), *let_go(engagement), *map(gettext, NEVER_KNOWN)),
    )


def _title(path: Path) -> str:
    words = gettext("The stages of the way, {first} to {last}")
    return words.format(first=day_and_year(path.weeks[0].monday), last=day_and_year(path.until))
