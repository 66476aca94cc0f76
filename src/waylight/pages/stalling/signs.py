"""The signs that an engagement is stalling, each in words, with its rows and how usual it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.growth.stalling.chance import stalling
from waylight.pages.columns import contacts
from waylight.pages.path.path import last_day
from waylight.pages.path.sentences import chance
from waylight.pages.stalling.behind import Behind, behind
from waylight.pages.stalling.rows import rows_of
from waylight.pages.templatetags.words import figure, percent

if TYPE_CHECKING:
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.growth.stalling.chance import Sign
    from waylight.lenses.growth.stalling.signs import Name
    from waylight.record.engagement import Engagement

NAMES: dict[Name, tuple[str, str]] = {
    "few_reflections": (gettext_noop("Few entries in the journal"), gettext_noop("{number} a week in the last six")),
    "carried_over": (
        gettext_noop("Promises carried over again and again"),
        gettext_noop("{number} carried over two meetings or more"),
    ),
    "no_new_people": (
        gettext_noop("Nobody new"),
        gettext_noop("{number} people for the first time in the last six weeks"),
    ),
    "reach_in_flat": (
        gettext_noop("Others turn to the client no more than before"),
        gettext_noop("{number} begun by others a week, in the last six"),
    ),
    "confidence_falling": (gettext_noop("Confidence falls"), gettext_noop("{number} on average in the last six weeks")),
    "moved": (gettext_noop("Meetings moved or called off"), gettext_noop("{number} of the last six")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sign on the page. ``there`` is None where it can't be known, and ``said`` says why."""

    name: str
    there: bool | None
    said: str
    usual: str
    rows: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The chance in words ("" for too little), as of a day, beside what it would be without a sign."""

    chance: str
    base: str
    why_not: str
    on: date
    lines: tuple[Line, ...]


def compose(engagement: Engagement, user: Asking, now: datetime) -> Shown:
    """The signs as of the last day of which anything is known."""
    table = contacts(engagement, user, until=now)
    known = last_day(engagement, user, now, table)
    on = min(filter(None, (engagement.local_day(now), engagement.ends, known)))
    found = stalling(rows_of(engagement, user, table), on)
    said = chance(found.chance) if found.chance is not None else ""
    return Shown(
        said, percent(found.base), found.why_not, on, tuple(_line(one, engagement, user) for one in found.signs)
    )


def _line(sign: Sign, engagement: Engagement, user: Asking) -> Line:
    name, words = map(gettext, NAMES[sign.name])
    usual = gettext("In {stalled} of made engagements that stall, and in {others} of others.").format(
        stalled=percent(sign.of_stalled), others=percent(sign.of_others)
    )
    if sign.there is None:
        return Line(name, None, sign.figure.why_not, usual, ())
    value = percent(sign.figure.value) if sign.name == "moved" else figure(sign.figure.value)
    return Line(
        name, sign.there, words.format(number=value), usual, behind(sign.name, sign.figure.rows, engagement, user)
    )
