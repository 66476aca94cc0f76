"""One series of the path: its figures week by week, and the same rows as the lens of growth takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from waylight.pages.evidence.links import evidence
from waylight.pages.templatetags.words import utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from waylight.lenses.figure import Figure
    from waylight.lenses.growth.answer import Value as Kind
    from waylight.lenses.weeks import Week
    from waylight.record.engagement import Engagement

WEEK = 7


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of a series, and where its rows are shown."""

    week: Week
    figure: Figure
    evidence: str


@dataclass(frozen=True, slots=True)
class Points:
    """Dated values: ratings, or counts over the ``each`` days that begin with the date. None is not known."""

    kind: Kind
    at: tuple[date, ...]
    values: tuple[float | None, ...]
    each: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """One figure from week to week.

    ``key`` names it in files; ``hue`` is ``listen``, ``out`` or ``in``; ``top`` is the upper end of its scale where
    that is given. ``sampled`` is False where a week without a value is one in which nobody asked. A ``stage`` of the
    way from listening to being reached has ``points``, by the day where days are known, if it has rows at all. What is
    ``grouped`` has no rows, which would say who answered what: its evidence is a page of groups.
    """

    key: str
    name: str
    unit: str
    hue: str
    values: tuple[Value, ...]
    top: float | None = None
    bottom: float = 0.0
    digits: str = "figure"
    sampled: bool = True
    points: Points | None = None
    stage: bool = True
    grouped: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a value in any week."""
        return any(value.figure.value is not None for value in self.values)

    @property
    def why_not(self) -> str:
        """Why there is none, in the words of the last week."""
        return next((value.figure.why_not for value in reversed(self.values) if value.figure.why_not), "")


def of_weeks(figures: Sequence[Figure], weeks: Sequence[Week]) -> Points:
    """Weekly counts as points."""
    return Points("counts", tuple(week.monday for week in weeks), tuple(one.value for one in figures), WEEK)


def with_evidence(
    figures: Sequence[Figure], weeks: Sequence[Week], engagement: Engagement, what: str, span: int = 1
) -> tuple[Value, ...]:
    """Each figure with its week and the address of its rows, which lie in the ``span`` weeks that end with it."""
    found, page = [], evidence(engagement, what)
    for n, (week, figure) in enumerate(zip(weeks, figures, strict=True)):
        start = weeks[n - span + 1].start if n >= span - 1 else week.end - timedelta(weeks=span)
        found.append(Value(week, figure, f"{page}?{_window(start, week.end)}"))
    return tuple(found)


@lru_cache(maxsize=2_000)  # all series have the same weeks
def _window(start: datetime, end: datetime) -> str:
    """What an address of evidence asks for between two times."""
    return urlencode({"start": utc(start), "end": utc(end)})
