"""The map of one stretch of four weeks: who she reached, who reached her, and where nobody has been met yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.figure import Figure
from waylight.lenses.influence.breadth import Breadth, breadth
from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.ties import Tie, ties
from waylight.lenses.weeks import Week, weeks_between
from waylight.pages.columns import contacts, known_until, places
from waylight.pages.evidence.links import evidence
from waylight.pages.templatetags.words import level
from waylight.record.people import Person, Stakeholder

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement

WINDOW = 4  # weeks that are looked at together
HALF_A_DAY = timedelta(hours=12)
LISTED = 200  # people in the table of the page; the file has them all


@dataclass(frozen=True, slots=True)
class Row:
    """One person: a row of the table, and a dot on the map."""

    person: int
    name: str
    level: str
    side: str
    named: bool  # the client named them
    tie: Tie
    out: str  # where the evidence is
    into: str
    contact: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody for whom a direction began in these weeks. ``way`` is ``out`` or ``in``."""

    name: str
    place: str
    way: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Wide:
    """Breadth, the day its four weeks end, and where its rows are shown."""

    figure: Figure
    ends: datetime
    evidence: str


@dataclass(slots=True)
class Map:
    """All that the map page, its drawing and its file show."""

    weeks: list[Week]  # those that can be chosen: the last of the four that are shown
    chosen: int  # from 1
    start: datetime  # UTC, half-open
    end: datetime
    more_planned: bool = False  # a calendar goes on after the last mail; those weeks are left out
    rows: list[Row] = field(default_factory=list)
    everyone: list[int] = field(default_factory=list)  # ids of Person in the order in which seats are given
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    breadth: Wide | None = None
    earlier: Wide | None = None
    of: int = 0  # places there are: levels times sides
    newcomers: list[Newcomer] = field(default_factory=list)
    nobody_at: list[tuple[str, str]] = field(default_factory=list)  # level and side

    @property
    def last(self) -> datetime:
        """A time within the last day that is shown."""
        return self.end - HALF_A_DAY

    @property
    def unplaced(self) -> list[Row]:
        """Those in contact in these weeks whose level or side is not known."""
        return [row for row in self.rows if row.tie.rows and not (row.level and row.side)]


def compose(engagement: Engagement, user: Asking, now: datetime, week: int | None = None) -> Map | None:
    """The map of the four weeks ending with a week (numbered from 1; the last one unless given), for who asks.

    None when nothing has been brought in that it could show. A number out of range is the nearest that there is.
    """
    table = contacts(engagement, user, until=now)
    until = known_until(table)
    if until is None:
        return None
    every, ends = _weeks(table, until, engagement)
    chosen = len(ends) if week is None else min(max(week, 1), len(ends))
    at = len(every) - len(ends) + chosen - 1
    planned = bool(table.at[-1] >= instant(every[-1].end))
    shown = Map(weeks=ends, chosen=chosen, start=_start(every, at), end=every[at].end, more_planned=planned)
    shown.places = places(engagement, user)
    shown.of = len(engagement.practice.levels) * len(engagement.practice.sides)
    _rows(shown, table, engagement, user)
    _breadth(shown, table, engagement, every, len(every) - len(ends))
    return shown


def _weeks(table: Contacts, until: datetime, engagement: Engagement) -> tuple[list[Week], list[Week]]:
    """All weeks of the record, and those that end four weeks of it; of a record that is shorter, its last."""
    first = engagement.local_day(datetime.fromisoformat(f"{table.at[0]}Z"))
    every = list(weeks_between(first, engagement.local_day(until), engagement.zone))
    return every, every[WINDOW - 1 :] or every[-1:]


def _start(every: list[Week], at: int) -> datetime:
    return every[max(at - WINDOW + 1, 0)].start


def _rows(shown: Map, table: Contacts, engagement: Engagement, user: Asking) -> None:
    stakes = Stakeholder.objects.visible_to(user).filter(engagement=engagement).select_related("person")
    stake_of = {stake.person_id: stake for stake in stakes}
    named = {person for person, stake in stake_of.items() if stake.named} - {engagement.client_id}
    found = ties(table, engagement.client_id, start=shown.start, end=shown.end, among=named)
    met, times = np.unique(table.other(engagement.client_id), return_counts=True)
    contact_of = dict(zip(met.tolist(), times.tolist(), strict=True))
    shown.everyone = sorted({*contact_of, *named}, key=lambda one: (one not in named, -contact_of.get(one, 0), one))
    names = dict(Person.objects.filter(aliases__engagement=engagement).values_list("pk", "name"))
    for tie in found:
        stake = stake_of.get(tie.person)
        name = stake.person.name if stake else names.get(tie.person, "someone")
        shown.rows.append(_row(shown, tie, name, stake, engagement))
    shown.newcomers = [new for row in shown.rows for new in _new(row)]


def _row(shown: Map, tie: Tie, name: str, stake: Stakeholder | None, engagement: Engagement) -> Row:
    def rows(what: str) -> str:
        return evidence(engagement, what, start=shown.start, end=shown.end, person=tie.person)

    return Row(
        person=tie.person,
        name=name,
        level=stake.level if stake else "",
        side=stake.side if stake else "",
        named=bool(stake and stake.named),
        tie=tie,
        out=rows("reach-out"),
        into=rows("reach-in"),
        contact=rows("contact"),
    )


def _new(row: Row) -> list[Newcomer]:
    place = " · ".join(filter(None, (level(row.level), row.side)))
    ways = (("in", row.tie.first_in, row.into), ("out", row.tie.first_out, row.out))
    return [Newcomer(row.name, place, way, where) for way, first, where in ways if first]


def _breadth(shown: Map, table: Contacts, engagement: Engagement, every: list[Week], first: int) -> None:
    here = _wide(shown, table, engagement, shown.start, shown.end)
    shown.breadth = _shown(here, engagement, shown.start, shown.end)
    shown.nobody_at = sorted(here.missing, key=lambda place: _order(place, engagement))
    start, end = _start(every, first), every[first].end
    if shown.end - end >= timedelta(weeks=WINDOW) - timedelta(hours=2):  # four weeks that share no day with these
        before = _wide(shown, table, engagement, start, end)
        shown.earlier = _shown(before, engagement, start, end)


def _wide(shown: Map, table: Contacts, engagement: Engagement, start: datetime, end: datetime) -> Breadth:
    client, zone = engagement.client_id, engagement.zone
    return breadth(table, client, shown.places, start=start, end=end, of=shown.of, zone=zone)


def _shown(found: Breadth, engagement: Engagement, start: datetime, end: datetime) -> Wide:
    return Wide(found.figure, end - HALF_A_DAY, evidence(engagement, "breadth", start=start, end=end))


def _order(place: tuple[str, str], engagement: Engagement) -> tuple[int, int]:
    levels, sides = engagement.practice.levels, engagement.practice.sides
    level, side = place
    return levels.index(level) if level in levels else 99, sides.index(side) if side in sides else 99
