"""An initiative's way in the plane of ownership and leadership: a drawing, its table, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from waylight.lenses.influence.panel import known_until
from waylight.lenses.influence.plane import Point, Shift, path, shift
from waylight.pages.evidence.links import evidence

if TYPE_CHECKING:
    from waylight.lenses.figure import Figure
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.initiative import Initiative

SIDE, LEFT, HEAD, FOOT = 320.0, 34.0, 14.0, 30.0  # the square, and what stands beside, above and below it
FEWEST_WEEKS = 8  # four and four; less is no way
WINDOWS = 4  # so many points of a way can still be told apart


@dataclass(frozen=True, slots=True)
class Place:
    """One window as it is drawn: where its point and the arms of its intervals lie, and where its rows are shown."""

    number: int
    start: datetime
    end: datetime
    ownership: Figure
    leadership: Figure
    evidence: str
    x: float
    y: float
    west: float
    east: float
    north: float
    south: float


@dataclass(frozen=True, slots=True)
class Plane:
    """``places`` with both figures, in order of time, and ``windows``, all of them; ``line`` joins the places."""

    windows: list[Place]
    places: list[Place]
    line: str
    change: Shift
    side: float = SIDE
    left: float = LEFT
    width: float = LEFT + SIDE + 10
    head: float = HEAD
    foot: float = HEAD + SIDE
    height: float = HEAD + SIDE + FOOT


def plane(initiative: Initiative, table: Contacts) -> Plane | None:
    """Return the way of an initiative; ``table`` is what ``contacts_of`` finds of it. None for under eight weeks.

    The time from its first row to its last is halved twice into four windows; the change is that from its first half
    to its second.
    """
    edges = _edges(table)
    if edges is None:
        return None
    client = initiative.engagement.client_id
    spans = list(pairwise(edges))
    change = shift(table, client, before=(edges[0], edges[2]), after=(edges[2], edges[4]))
    points = enumerate(zip(spans, path(table, client, spans), strict=True), start=1)
    windows = [_place(initiative, number, *span, point) for number, (span, point) in points]
    places = [one for one in windows if one.ownership.value is not None and one.leadership.value is not None]
    return Plane(windows, places, " ".join(f"{one.x:.1f},{one.y:.1f}" for one in places), change)


def _edges(table: Contacts) -> list[datetime] | None:
    if not len(table):
        return None
    first = datetime.fromisoformat(str(table.at[0])).replace(tzinfo=UTC)
    last = datetime.fromisoformat(str(known_until(table))).replace(tzinfo=UTC)
    if last - first < timedelta(weeks=FEWEST_WEEKS):
        return None
    return [first + (last - first) * n / WINDOWS for n in range(WINDOWS)] + [last]


def _place(initiative: Initiative, number: int, start: datetime, end: datetime, point: Point) -> Place:
    owned, led = point.ownership, point.leadership
    where = evidence(initiative.engagement, "initiative", initiative=initiative.pk, start=start, end=end)
    across = [LEFT + SIDE * (value or 0.0) for value in (owned.value, owned.low, owned.high)]
    up = [HEAD + SIDE * (1 - (value or 0.0)) for value in (led.value, led.high, led.low)]
    return Place(number, start, end, owned, led, where, across[0], up[0], across[1], across[2], up[1], up[2])
