"""The figures of contact on the path, kept as long as nothing changes that they follow from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import get_language

from waylight.lenses.figure import Figure
from waylight.lenses.influence.showing import begun, by_day, by_week, shown
from waylight.lenses.influence.weekly import weekly
from waylight.lenses.weeks import monday_of
from waylight.pages.columns import contacts, places, rows_of_initiatives
from waylight.record.belonging import Belonging
from waylight.record.kept import Kept, keep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.weeks import Week
    from waylight.pages.kept import Contact as Known
    from waylight.record.engagement import Engagement

MEASURES = "path"  # of the names of all that is kept here, in every version
NAME = f"{MEASURES} 1"  # with the version of what is kept and how; another one is of no use
FIGURES = ("out", "into", "reciprocity", "breadth", "sharing")
CLOCKS = timedelta(hours=2)  # more than clocks are ever moved in a month


@dataclass(frozen=True, slots=True)
class OfContact:
    """Figures of each week without their rows, counts by day, and whether any contact belongs to an initiative."""

    out: tuple[Figure, ...]
    into: tuple[Figure, ...]
    reciprocity: tuple[Figure, ...]
    breadth: tuple[Figure, ...]
    sharing: tuple[Figure, ...]
    by_day: dict[str, tuple[float, ...]]  # out, into and sharing, of the days of known weeks
    about: bool

    def as_plain(self) -> dict[str, Any]:
        """All of it, for JSON."""
        figures = {
            name: [[one.value, one.low, one.high, one.why_not] for one in getattr(self, name)] for name in FIGURES
        }
        return {**figures, "by_day": self.by_day, "about": self.about}

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> OfContact:
        """The same read back."""
        figures = {
            name: tuple(Figure(value, low, high, (), why_not) for value, low, high, why_not in plain[name])
            for name in FIGURES
        }
        counts = {name: tuple(values) for name, values in plain["by_day"].items()}
        return cls(**figures, by_day=counts, about=plain["about"])


@dataclass(frozen=True, slots=True)
class Span:
    """What is looked at: some weeks, and the days from the first row of contact to the last known. ``known`` is what
    all rows before ``now`` come to, None without any; ``seen`` is how often rows had changed before it was read.
    ``known_from`` is when contact begins to be known whole, None where nothing of it was let go.
    """

    engagement: Engagement
    user: Asking
    weeks: Sequence[Week]
    days: Sequence[date]
    known: Known | None
    now: datetime
    seen: int
    known_from: datetime | None


def of_contact(span: Span) -> OfContact:
    """The figures of some weeks, as they are kept; or made from all rows, and kept then."""
    places_now = places(span.engagement, span.user)
    if span.known is None:
        return _made(span, places_now)
    about, name = _about(span, span.known, places_now), _name()
    mine = Kept.objects.visible_to(span.user).filter(engagement=span.engagement, measures=name, about=about)
    if kept := mine.first():
        return OfContact.of_plain(kept.figures)
    made = _made(span, places_now)
    row = Kept(
        engagement=span.engagement,
        measures=name,
        about=about,
        start=span.weeks[0].start,
        end=span.weeks[-1].end,
        known_at=span.now,
        figures=made.as_plain(),
    )
    of_others = Q(measures__startswith=NAME) & ~Q(measures=name)  # what is kept for readers of other languages stays
    keep(span.engagement, [row], instead=Q(measures__startswith=MEASURES) & ~of_others, seen=span.seen)
    return made


def _name() -> str:
    """What is kept says why a figure is not known, in the reader's language: so each language has its own."""
    return f"{NAME} {get_language()}"


def _about(span: Span, known: Known, places_now: Mapping[int, tuple[str, str]]) -> str:
    """Everything that the figures follow from beside the rows themselves, which ``rows_changed`` watches over."""
    belongs = Belonging.objects.filter(initiative__engagement=span.engagement).order_by("pk")
    all_of_it = (
        known.about,
        [(week.start.isoformat(), week.end.isoformat()) for week in (span.weeks[0], span.weeks[-1])],
        (known.known.first, known.known.last, known.known.known_until, int(known.known.rows.sum()), len(span.days)),
        (span.engagement.practice.levels, span.engagement.practice.sides, sorted(places_now.items())),
        list(belongs.values_list("pk", flat=True)),
        str(span.known_from),
    )
    return hashlib.sha256(repr(all_of_it).encode()).hexdigest()


def _made(span: Span, places_now: Mapping[int, tuple[str, str]]) -> OfContact:
    """The figures from all rows before now."""
    engagement, client, zone = span.engagement, span.engagement.client_id, span.engagement.zone
    table = contacts(engagement, span.user, until=span.now)
    there_are = len(engagement.practice.levels) * len(engagement.practice.sides)
    found = weekly(table, client, places_now, weeks=span.weeks, of=there_are, zone=zone)
    is_known = known_weeks([one.out for one in found], span)
    days = days_of(span, is_known)
    about = rows_of_initiatives(engagement, span.user)
    on_them = shown(table, client, about, zone=zone)
    began = {name: begun(table, client, out=name == "out", zone=zone) for name in ("out", "into")}
    return OfContact(
        out=tuple(one.out for one in found),
        into=tuple(one.into for one in found),
        reciprocity=tuple(one.reciprocity for one in found),
        breadth=tuple(one.breadth for one in found),
        sharing=by_week(on_them, span.weeks, is_known),
        by_day={name: by_day(rows, days) for name, rows in {**began, "sharing": on_them}.items()},
        about=bool(about),
    )


def known_weeks(out: Sequence[Figure], span: Span) -> list[bool]:
    """Which weeks are known: there is something of them, and nothing of it was let go."""
    return [
        figure.value is not None and not cut(week.end, span.known_from, 1)
        for week, figure in zip(span.weeks, out, strict=True)
    ]


def days_of(span: Span, is_known: Sequence[bool]) -> tuple[date, ...]:
    """The days of weeks that are known."""
    known = {week.monday for week, one in zip(span.weeks, is_known, strict=True) if one}
    return tuple(day for day in span.days if monday_of(day) in known)


def cut(end: datetime, known_from: datetime | None, weeks: int) -> bool:
    """Whether a part of the ``weeks`` that end then lies before what is known whole."""
    return known_from is not None and end - timedelta(weeks=weeks) + CLOCKS < known_from
