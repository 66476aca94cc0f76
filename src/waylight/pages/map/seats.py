"""Where people stand on the map: rings are levels, sectors are sides. Who has a place never moves between weeks."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INNERMOST, OUTERMOST = 78.0, 258.0  # radii of the rings, in the drawing's units
UNPLACED = 306.0  # radius of the ring for people whose place is not known
DOT = 7.0  # radius of a person
APART = 2 * DOT + 3  # the least distance between two people's middles
MOST = 60  # people who are drawn; the others are in the table
TOP = -90.0  # degrees: the first side begins at the top and goes round clockwise

Place = tuple[str, str]  # level and side, "" where not known


@dataclass(frozen=True, slots=True)
class Ring:
    """One level and the radius of its ring."""

    level: str
    radius: float


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one person stands; ``placed`` is False on the ring of those whose level or side is not known."""

    person: int
    x: float
    y: float
    placed: bool


def rings(levels: Sequence[str]) -> list[Ring]:
    """A ring for each level of ``levels`` (highest first), outermost first."""
    if len(levels) == 1:
        return [Ring(levels[0], (INNERMOST + OUTERMOST) / 2)]
    step = (OUTERMOST - INNERMOST) / max(len(levels) - 1, 1)
    return [Ring(level, OUTERMOST - n * step) for n, level in enumerate(levels)]


def at(radius: float, degrees: float) -> tuple[float, float]:
    """The point at a distance and an angle from the client, who stands at (0, 0)."""
    return radius * math.cos(math.radians(degrees)), radius * math.sin(math.radians(degrees))


def seats(
    people: Sequence[int], places: Mapping[int, Place], levels: Sequence[str], sides: Sequence[str]
) -> tuple[list[Seat], list[int]]:
    """Seats for those of ``people`` who have a place, the first of them first; and those who have none.

    The same people give the same seats. Two dots never overlap: where a cell is full, the rest get no seat, and there
    are at most ``MOST`` in all.
    """
    cells: dict[Place, list[int]] = defaultdict(list)
    lost: list[int] = []
    radius_of = {ring.level: ring.radius for ring in rings(levels)}
    gap = min((OUTERMOST - INNERMOST) / max(len(levels) - 1, 1), 60.0)
    for person in people:
        level, side = places.get(person, ("", ""))
        if level in radius_of and side in sides:
            cells[level, side].append(person)
        else:
            lost.append(person)
    found = []
    for (level, side), here in cells.items():
        found += _cell(here, radius_of[level], gap, TOP + 360 / len(sides) * sides.index(side), 360 / len(sides))
    order = {person: n for n, person in enumerate(people)}
    return sorted(found, key=lambda seat: order[seat.person])[:MOST], lost


def _cell(people: list[int], radius: float, gap: float, begin: float, width: float) -> list[Seat]:
    """Spread people over a cell, in one to three rows, as few as there must be."""
    most_rows = max(int(gap // APART), 1)
    inner = radius - (most_rows - 1) / 2 * APART
    room = max(int(math.radians(width) * inner // APART), 1)  # in the shortest row
    kept = people[: room * most_rows]
    rows = max(math.ceil(len(kept) / room), 1)
    found = []
    for row in range(rows):
        here = kept[row::rows]
        away = radius + (row - (rows - 1) / 2) * APART
        step = width / len(here)
        found += [Seat(person, *at(away, begin + (n + 0.5) * step), True) for n, person in enumerate(here)]
    return found


def outside(people: Sequence[int], room: int) -> list[Seat]:
    """Seats for ``room`` of those without a place, evenly on a ring around all others."""
    kept = people[: max(room, 0)]
    step = 360 / max(len(kept), 1)
    return [Seat(person, *at(UNPLACED, TOP + (n + 0.5) * step), False) for n, person in enumerate(kept)]
