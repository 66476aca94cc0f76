"""Who took which part over time: spans on one scale, a lane for each person, from what is noted and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext

from waylight.pages.templatetags.words import day_and_year
from waylight.record.initiative import Participation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.record.initiative import Initiative
    from waylight.record.people import Person

WIDE, LANE = 720.0, 18.0  # of a lane; parts that overlap get lanes of their own
WEIGHT = {"owns": 0, "leads": 1, "contributes": 2, "consulted": 3, "told": 4}
HIGH = {"owns": 14.0, "leads": 12.0, "contributes": 10.0, "consulted": 7.0, "told": 5.0}
NARROWEST = 3.0  # of a span of a day or two


@dataclass(frozen=True, slots=True)
class Span:
    """One part as a bar."""

    part: Participation
    x: float
    width: float
    y: float
    open: bool  # still so

    @property
    def top(self) -> float:
        """Where the bar begins; what weighs less is thinner."""
        return self.y + (LANE - self.high) / 2

    @property
    def high(self) -> float:
        """How high the bar is."""
        return HIGH[self.part.part]

    @property
    def words(self) -> str:
        """*owns from 11 December 2025 to 3 March 2026*."""
        part, since = self.part.get_part_display(), day_and_year(self.part.since)
        if self.part.until is None:
            return gettext("{part} from {day}").format(part=part, day=since)
        until = day_and_year(self.part.until)
        return gettext("{part} from {first} to {last}").format(part=part, first=since, last=until)


@dataclass(slots=True)
class Row:
    """One person's spans; ``now`` is what they are on the last day shown."""

    person: Person
    spans: list[Span] = field(default_factory=list)
    now: str = ""

    @property
    def high(self) -> float:
        """Height of the drawing."""
        return max((span.y for span in self.spans), default=0.0) + LANE


@dataclass(frozen=True, slots=True)
class Picture:
    """All rows over one stretch of days, with where months begin."""

    first: date
    last: date
    rows: list[Row]
    months: list[tuple[float, str]]
    wide: float = WIDE


def picture(initiative: Initiative, parts: Sequence[Participation], until: date) -> Picture | None:
    """Draw the parts that are noted, up to a day; None when none is. Who carries most now stands first."""
    if not parts:
        return None
    first = min([part.since for part in parts] + ([initiative.since] if initiative.since else []))
    ends = [part.until or part.since for part in parts]
    last = max(initiative.closed_on or until, *ends, first + timedelta(days=27))
    rows: dict[int, Row] = {}
    for part in sorted(parts, key=lambda one: (WEIGHT[one.part], one.since)):
        row = rows.setdefault(part.person_id, Row(part.person))
        row.spans.append(_span(part, first, last, row.spans))
    for row in rows.values():
        held = [span.part for span in row.spans if span.part.since <= last and (span.part.until or last) >= last]
        row.now = ", ".join(dict.fromkeys(str(part.get_part_display()) for part in held))
    return Picture(first, last, sorted(rows.values(), key=_order), _months(first, last))


def _order(row: Row) -> tuple[bool, int, date, str]:
    now = [WEIGHT[span.part.part] for span in row.spans if span.open]
    return (not now, min(now, default=9), min(span.part.since for span in row.spans), row.person.name)


def _span(part: Participation, first: date, last: date, before: Sequence[Span]) -> Span:
    begin, end = _along(part.since, first, last), _along((part.until or last) + timedelta(days=1), first, last)
    width = max(end - begin, NARROWEST)
    taken = {span.y for span in before if span.x < begin + width and begin < span.x + span.width}
    y = next(lane * LANE for lane in range(len(before) + 1) if lane * LANE not in taken)
    return Span(part, begin, width, y, part.until is None)


def _along(day: date, first: date, last: date) -> float:
    return min(max((day - first).days / ((last - first).days + 1), 0.0), 1.0) * WIDE


def _months(first: date, last: date) -> list[tuple[float, str]]:
    """Where months begin, at most a dozen of them."""
    found, at = [], date(first.year, first.month, 1)
    while at <= last:
        if at >= first:
            found.append((_along(at, first, last), date_format(at, "M") if at.month > 1 else f"{at:%Y}"))
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return found[:: -(-len(found) // 12) or 1]
