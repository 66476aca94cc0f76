"""Series of a movement as a small drawing, with a line at the day from which a movement is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waylight.lenses.figure import Figure

WIDE, HIGH, BASE, HEAD = 720.0, 90.0, 88.0, 4.0
WORDS, APART = 14.0, 24.0  # in a file: what the words above a picture take, and what lies between pictures


@dataclass(frozen=True, slots=True)
class Line:
    """One series and the hue it is drawn in: a band and a line for each run of weeks that are known."""

    hue: str
    bands: list[str]
    runs: list[str]

    @property
    def dotted(self) -> bool:
        """Whether it is drawn in dots, so that two lines are told apart without their colours."""
        return self.hue == "listen"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines over the same weeks; ``since`` is where the day stands, ``top`` the upper end of the scale."""

    lines: list[Line]
    since: float
    top: float
    width: float = WIDE
    height: float = HIGH
    base: float = BASE


def draw(series: Mapping[str, Sequence[Figure]], before: int) -> Drawing | None:
    """Lay series of equal length out, by hue; ``before`` weeks lie before the day. None for fewer than two weeks."""
    weeks = len(next(iter(series.values())))
    if weeks < 2:
        return None
    top = max([1.0, *(one.high or 0.0 for figures in series.values() for one in figures)])
    lines = [_line(hue, figures, top) for hue, figures in series.items()]
    return Drawing(lines, before / weeks * WIDE, top)


def svg(pictures: Sequence[tuple[str, Drawing]], title: str) -> str:
    """Pictures under one another, each below the words that say what it shows, as one SVG element."""
    step = WORDS + HIGH + APART
    placed = [(words, one, APART + n * step, APART + n * step + WORDS) for n, (words, one) in enumerate(pictures)]
    size = {"width": WIDE + 2 * APART, "height": APART + len(placed) * step}
    return render_to_string("movement/_file.html", {"pictures": placed, "title": title, "apart": APART, **size})


def _line(hue: str, figures: Sequence[Figure], top: float) -> Line:
    step = WIDE / len(figures)
    known = [(n, one) for n, one in enumerate(figures) if one.value is not None]
    bands, runs = [], []
    for _, group in groupby(enumerate(known), key=lambda one: one[1][0] - one[0]):
        run = [((n + 0.5) * step, one) for _, (n, one) in group]
        upper = [(x, _up(one.high, top)) for x, one in run]
        lower = [(x, _up(one.low, top)) for x, one in reversed(run)]
        bands.append(_points([*upper, *lower]))
        runs.append(_points([(x, _up(one.value, top)) for x, one in run]))
    return Line(hue, bands, runs)


def _up(value: float | None, top: float) -> float:
    return BASE - min(value or 0.0, top) / top * (BASE - HEAD)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
