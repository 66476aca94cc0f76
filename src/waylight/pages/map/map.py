"""The map of one stretch of four weeks: who she reached, who reached her, and where nobody has been met yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.lenses.influence.from_sums import breadth, ties
from waylight.pages.evidence.links import evidence
from waylight.pages.kept import contact
from waylight.pages.templatetags.words import level, side
from waylight.record.people import Person, Stakeholder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.access.predicates import Asking
    from waylight.lenses.figure import Figure
    from waylight.lenses.influence.breadth import Breadth
    from waylight.lenses.influence.ties import Tie
    from waylight.lenses.weeks import Week
    from waylight.pages.kept import Contact
    from waylight.record.engagement import Engagement

WINDOW = 4  # weeks that are looked at together
HALF_A_DAY = timedelta(hours=12)
LISTED = 100  # people in the table of the page; the file has them all


@dataclass(frozen=True, slots=True)
class Row:
    """One person: a row of the table, and a dot on the map. ``out``, ``into`` and ``contact`` lead to the evidence."""

    person: int
    name: str
    level: str
    side: str
    named: bool  # the client named them
    tie: Tie
    window: Map

    @property
    def out(self) -> str:
        """Where those rows are with which the client reached out."""
        return self._rows("reach-out")

    @property
    def into(self) -> str:
        """Where those rows are with which the client was reached."""
        return self._rows("reach-in")

    @property
    def contact(self) -> str:
        """Where all rows of these weeks are."""
        return self._rows("contact")

    def _rows(self, what: str) -> str:
        return f"{self.window.rows_of(what)}&person={self.person}"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody for whom a direction began in these weeks. ``way`` is ``out`` or ``in``."""

    row: Row
    way: str

    @property
    def name(self) -> str:
        """Who it is."""
        return self.row.name

    @property
    def place(self) -> str:
        """Level and side, in words."""
        return " · ".join(filter(None, (level(self.row.level), side(self.row.side))))

    @property
    def evidence(self) -> str:
        """Where the rows are."""
        return self.row.into if self.way == "in" else self.row.out


@dataclass(frozen=True, slots=True)
class Wide:
    """Breadth, the day its four weeks end, and where its rows are shown."""

    figure: Figure
    ends: datetime
    evidence: str


@dataclass(slots=True)
class Map:
    """All that the map page, its drawing and its file show."""

    engagement: Engagement
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

    addresses: dict[str, str] = field(default_factory=dict)

    def rows_of(self, what: str) -> str:
        """Where these weeks' rows behind a figure are; a person can follow in the address."""
        if what not in self.addresses:  # the page shows hundreds
            self.addresses[what] = evidence(self.engagement, what, start=self.start, end=self.end)
        return self.addresses[what]

    @property
    def last(self) -> datetime:
        """A time within the last day that is shown."""
        return self.end - HALF_A_DAY

    @property
    def unplaced(self) -> list[Row]:
        """Those in contact in these weeks whose level or side is not known."""
        return [row for row in self.rows if row.tie.contacts and not (row.level and row.side)]

    @property
    def unplaced_names(self) -> str:
        """Their names, one after another."""
        return ", ".join(row.name for row in self.unplaced)


def compose(engagement: Engagement, user: Asking, now: datetime, week: int | None = None) -> Map | None:
    """The map of the four weeks ending with a week (numbered from 1; the last one unless given), for who asks.

    None when nothing has been brought in that it could show. A number out of range is the nearest that there is.
    """
    found = contact(engagement, user, now)
    if found is None:
        return None
    every = found.weeks
    ends = every[WINDOW - 1 :] or every[-1:]  # those that end four weeks of the record, or of a shorter one its last
    chosen = len(ends) if week is None else min(max(week, 1), len(ends))
    at, first = len(every) - len(ends) + chosen - 1, len(every) - len(ends)
    planned = found.known.last >= every[-1].end.timestamp()
    here, then = every[max(at - WINDOW + 1, 0) : at + 1], every[max(first - WINDOW + 1, 0) : first + 1]
    shown = Map(engagement, list(ends), chosen, here[0].start, here[-1].end, more_planned=planned)
    shown.of = len(engagement.practice.levels) * len(engagement.practice.sides)
    apart = here[-1].end - then[-1].end >= timedelta(weeks=WINDOW) - timedelta(hours=2)  # they share no day
    found.sums([*(then if apart else ()), *here])  # all that are needed, read at once
    _rows(shown, found, here, user)
    _breadth(shown, found, here, then if apart else None)
    return shown


def _rows(shown: Map, found: Contact, weeks: Sequence[Week], user: Asking) -> None:
    known = found.known
    said, named = _said(shown, user)
    rows = dict(zip(known.person.tolist(), known.rows.tolist(), strict=True))
    shown.everyone = sorted({*rows, *named}, key=lambda one: (one not in named, -rows.get(one, 0), one))
    every = ties(found.sums(weeks), known, named)
    others = {tie.person for tie in every} - set(said)
    names = dict(Person.objects.filter(pk__in=others).values_list("pk", "name"))
    for tie in every:
        name, level, side = said.get(tie.person) or (names.get(tie.person) or gettext("someone"), "", "")
        shown.rows.append(Row(tie.person, name, level, side, tie.person in named, tie, shown))
    shown.newcomers = [new for row in shown.rows for new in _new(row)]


def _said(shown: Map, user: Asking) -> tuple[dict[int, tuple[str, str, str]], set[int]]:
    """Name, level and side of every stakeholder, and whom the client named; ``shown`` learns whose place is known."""
    mine = Stakeholder.objects.visible_to(user).filter(engagement=shown.engagement)
    every = list(mine.values_list("person", "person__name", "level", "side", "named"))
    shown.places = {person: (level, side) for person, _, level, side, _ in every if level and side}
    named = {person for person, *_, is_named in every if is_named} - {shown.engagement.client_id}
    return {person: (name, level, side) for person, name, level, side, _ in every}, named


def _new(row: Row) -> list[Newcomer]:
    return [Newcomer(row, way) for way, first in (("in", row.tie.first_in), ("out", row.tie.first_out)) if first]


def _breadth(shown: Map, found: Contact, here: Sequence[Week], then: Sequence[Week] | None) -> None:
    """Breadth of these weeks, and of the first of the record where they share no day with these."""
    client = found.engagement.client_id
    wide = breadth(found.sums(here), client, shown.places, of=shown.of)
    shown.breadth = _shown(wide, shown, here)
    shown.nobody_at = sorted(wide.missing, key=lambda place: _order(place, found.engagement))
    if then:
        shown.earlier = _shown(breadth(found.sums(then), client, shown.places, of=shown.of), shown, then)


def _shown(found: Breadth, shown: Map, weeks: Sequence[Week]) -> Wide:
    start, end = weeks[0].start, weeks[-1].end
    return Wide(found.figure, end - HALF_A_DAY, evidence(shown.engagement, "breadth", start=start, end=end))


def _order(place: tuple[str, str], engagement: Engagement) -> tuple[int, int]:
    levels, sides = engagement.practice.levels, engagement.practice.sides
    level, side = place
    return levels.index(level) if level in levels else 99, sides.index(side) if side in sides else 99
