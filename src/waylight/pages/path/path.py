"""The path: six series, week by week. What they show is left to those who read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from waylight.lenses.figure import Figure
from waylight.lenses.growth.series import counted_by_week, rated_by_week
from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.weekly import weekly
from waylight.lenses.weeks import Week, weeks_between
from waylight.pages.columns import contacts, heard, known_until, places, ratings
from waylight.pages.evidence.links import evidence
from waylight.pages.gone import contact_known_from
from waylight.record.meeting import coaching_meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement

LET_GO = "Mail or calendar of this time was let go."
CLOCKS = timedelta(hours=2)  # more than clocks are ever moved in a month
LONGEST = 520  # weeks: ten years; what lies before is not drawn


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of a series, and where its rows are shown."""

    week: Week
    figure: Figure
    evidence: str


@dataclass(frozen=True, slots=True)
class Series:
    """One figure from week to week.

    ``key`` names it in files; ``hue`` is ``listen``, ``out`` or ``in``; ``top`` is the upper end of its scale where
    that is given. ``sampled`` is False where a week without a value is one in which nobody asked.
    """

    key: str
    name: str
    unit: str
    hue: str
    values: tuple[Value, ...]
    top: float | None = None
    digits: str = "figure"
    sampled: bool = True

    @property
    def known(self) -> bool:
        """Whether there is a value in any week."""
        return any(value.figure.value is not None for value in self.values)

    @property
    def why_not(self) -> str:
        """Why there is none, in the words of the last week."""
        return next((value.figure.why_not for value in reversed(self.values) if value.figure.why_not), "")


@dataclass(frozen=True, slots=True)
class Path:
    """The weeks of an engagement, the series over them, and the days of its coaching meetings."""

    weeks: tuple[Week, ...]
    series: tuple[Series, ...]
    meetings: tuple[datetime, ...]
    more_planned: bool  # a calendar goes on after the last mail; those weeks are left out

    @property
    def by_week(self) -> list[tuple[Week, list[tuple[Series, Value]]]]:
        """The same values as rows of a table: one row for each week."""
        return [(week, [(one, one.values[n]) for one in self.series]) for n, week in enumerate(self.weeks)]


def compose(engagement: Engagement, user: Asking, now: datetime) -> Path | None:
    """The path until ``now`` for who asks; None when there is not a row that it could show."""
    table = contacts(engagement, user, until=now)
    rated = [one for one in ratings(engagement, user) if one.on <= engagement.local_day(now)]
    insights = [(pk, at) for pk, at in heard(engagement, user) if at <= now]
    until = known_until(table)
    days = [
        *_days(table, until, engagement),
        *(one.on for one in rated),
        *(engagement.local_day(at) for _, at in insights),
    ]
    if not days:
        return None
    weeks = weeks_between(min(days), max(days), engagement.zone)[-LONGEST:]
    meetings = tuple(m.at for m in coaching_meetings(engagement) if weeks[0].start <= m.at < min(weeks[-1].end, now))
    of_contact = _of_contact(table, engagement, user, weeks)
    confidence = _with(rated_by_week(rated, weeks), weeks, engagement, "confidence")
    others = _with(counted_by_week(insights, weeks), weeks, engagement, "insights")
    series = (
        Series("insights", "Insights from others", "a week", "listen", others),
        Series("confidence", "Confidence", "own rating", "out", confidence, top=10, sampled=False),
        *of_contact,
    )
    return Path(weeks, series, meetings, bool(len(table) and table.at[-1] >= instant(weeks[-1].end)))


def _days(table: Contacts, until: datetime | None, engagement: Engagement) -> list[date]:
    if until is None:
        return []
    return [engagement.local_day(at) for at in (datetime.fromisoformat(f"{table.at[0]}Z"), until)]


def _of_contact(table: Contacts, engagement: Engagement, user: Asking, weeks: Sequence[Week]) -> tuple[Series, ...]:
    of = len(engagement.practice.levels) * len(engagement.practice.sides)
    where = places(engagement, user)
    found = weekly(table, engagement.client_id, where, weeks=weeks, of=of, zone=engagement.zone)
    known_from = contact_known_from(engagement)

    def values(what: str, figures: list[Figure], span: int = 1) -> tuple[Value, ...]:
        known = _known(_with(figures, weeks, engagement, what, span), known_from, span)
        return tuple(known)

    return (
        Series("reach_out", "Reaching out", "people a week", "out", values("reach-out", [w.out for w in found])),
        Series("reach_in", "Reached by others", "people a week", "in", values("reach-in", [w.into for w in found])),
        Series(
            "reciprocity",
            "Reciprocity",
            "share writing back, four weeks",
            "in",
            values("reciprocity", [w.reciprocity for w in found], 4),
            top=1,
            digits="percent",
        ),
        Series(
            "breadth",
            "Breadth",
            f"of {of} places, four weeks",
            "out",
            values("breadth", [w.breadth for w in found], 4),
        ),
    )


def _known(values: Iterable[Value], known_from: datetime | None, span: int) -> Iterator[Value]:
    """The same values, without those that would be counted from a part of what there was: the rest was let go."""
    for value in values:
        cut = known_from is not None and value.week.end - timedelta(weeks=span) + CLOCKS < known_from
        yield replace(value, figure=Figure.unknown(LET_GO)) if cut else value


def _with(
    figures: Sequence[Figure], weeks: Sequence[Week], engagement: Engagement, what: str, span: int = 1
) -> tuple[Value, ...]:
    """Each figure with its week and the address of its rows, which lie in the ``span`` weeks that end with it."""
    found = []
    for n, (week, figure) in enumerate(zip(weeks, figures, strict=True)):
        start = weeks[n - span + 1].start if n >= span - 1 else week.end - timedelta(weeks=span)
        found.append(Value(week, figure, evidence(engagement, what, start=start, end=week.end)))
    return tuple(found)
