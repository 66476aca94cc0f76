"""Figures of many meetings as strips along time: a line for each interval, and a tick for the value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from waylight.lenses.figure import Figure
    from waylight.pages.mirror.meetings import Row

WIDE, HIGH, TICK = 720.0, 60.0, 8.0
HUES = {"asked_to_told": "listen", "talk_share": "out", "reflections": "listen"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One meeting in a strip: where it stands, its value, and the bounds of its interval."""

    x: float
    y: float
    low: float
    high: float

    @property
    def left(self) -> float:
        """Where the tick begins."""
        return self.x - TICK / 2

    @property
    def right(self) -> float:
        """Where the tick ends."""
        return self.x + TICK / 2


@dataclass(frozen=True, slots=True)
class Strip:
    """A figure over all meetings; ``since`` is where the day stands, if it lies among them."""

    name: str
    hue: str
    top: float
    marks: tuple[Mark, ...]
    since: float | None
    width: float = WIDE
    height: float = HIGH


def strips(rows: Sequence[Row], since: date | None) -> list[Strip]:
    """Lay the figures out; nothing for a single day."""
    days = [row.on.toordinal() for row in rows]
    if not days or days[0] == days[-1]:
        return []
    scale = (WIDE - 2 * TICK) / (days[-1] - days[0])
    places = [TICK + (day - days[0]) * scale for day in days]
    line = TICK + (since.toordinal() - days[0]) * scale if since else None
    inside = line if line is not None and 0 <= line <= WIDE else None
    found = []
    for name, hue in HUES.items():
        figures: list[Figure] = [getattr(row.figures, name) for row in rows]
        top = 1.0 if name != "reflections" else max([1.0, *(one.high or 0.0 for one in figures)])
        marks = tuple(_mark(x, one, top) for x, one in zip(places, figures, strict=True) if one.value is not None)
        found.append(Strip(name, hue, top, marks, inside))
    return found


def _mark(x: float, one: Figure, top: float) -> Mark:
    y, low, high = (HIGH - (value or 0.0) / top * (HIGH - 4) - 2 for value in (one.value, one.low, one.high))
    return Mark(x, y, low, high)
