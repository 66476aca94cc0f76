"""The path's series as small drawings, one below the other over the same weeks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext

from waylight.access.language import day_written
from waylight.pages.path.along import WIDE, Days, Noted, noted
from waylight.pages.path.spans import Band, bands
from waylight.pages.path.strokes import BASE, HIGH, Ground, ground, marked, strokes
from waylight.pages.templatetags.words import day, in_zone, signed
from waylight.pages.templatetags.words import figure as in_figures
from waylight.pages.templatetags.words import percent as in_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from waylight.lenses.figure import Figure
    from waylight.lenses.weeks import Week
    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Series
    from waylight.pages.path.told import Told

HEAD = 4.0  # above the highest value

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that can be pointed at: where, and what it says."""

    x: float
    y: float
    left: float
    width: float
    words: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One series, drawn. Lines and bands run where weeks with a value follow one another; others stand ``alone``."""

    series: Series
    ground: Ground
    spans: list[Band]  # when it changed
    bands: list[str]
    lines: list[str]
    between: list[str]  # dotted, over weeks in which nobody asked
    alone: list[Point]
    marks: list[Mark]
    bottom: str  # the ends of the scale, in words
    top: str

    @property
    def strokes(self) -> SafeString:
        """All of it but the marks, as elements of SVG."""
        return strokes(self)

    @property
    def marked(self) -> SafeString:
        """The marks, as elements of SVG."""
        return marked(self.marks)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All strips, the meetings' places along them, where months begin, and the notes."""

    strips: list[Strip]
    meetings: list[float]
    months: list[tuple[float, str]]
    notes: list[Noted]
    width: float = WIDE
    height: float = HIGH
    base: float = BASE

    @property
    def stages(self) -> list[Strip]:
        """The strips of the stages."""
        return [one for one in self.strips if one.series.stage]

    @property
    def beside(self) -> list[Strip]:
        """The others."""
        return [one for one in self.strips if not one.series.stage]


def draw(path: Path, zone: str, told: Told | None = None) -> Drawing:
    """Lay the path out; with ``told``, also when each series changed."""
    days = Days(path.weeks)
    answers = told.alone if told else {}
    meetings = [_along(at.timestamp(), path.weeks) for at in path.meetings]
    notes = [noted(one, days) for one in path.landmarks]
    under = ground(notes, meetings)
    return Drawing(
        strips=[_strip(one, under, bands(answers.get(one.key), days.start)) for one in path.series],
        meetings=meetings,
        months=_months(path.weeks, zone),
        notes=notes,
    )


def svg(drawing: Drawing, title: str) -> str:
    """All strips as one SVG element, with their names: the path as a file."""
    height = (drawing.height + 14) * len(drawing.strips) + 50
    return render_to_string("path/_alone.html", {"drawing": drawing, "title": title, "height": height})


def _strip(series: Series, under: Ground, spans: list[Band]) -> Strip:
    top = series.top or _highest(series)
    scale = series.bottom, top
    step = WIDE / len(series.values)
    runs: list[list[tuple[float, float, float, float]]] = []
    marks, said = [], _Said(series)
    known = [(n, value) for n, value in enumerate(series.values) if value.figure.value is not None]
    for _, group in groupby(enumerate(known), key=lambda one: one[1][0] - one[0]):
        run = []
        for _, (n, value) in group:
            x, found = (n + 0.5) * step, value.figure
            run.append((x, _up(found.value, scale), _up(found.low, scale), _up(found.high, scale)))
            marks.append(Mark(x, run[-1][1], n * step, step, said.of(value.week, found), value.evidence))
        runs.append(run)
    long = [run for run in runs if len(run) > 1]
    gaps = [(before[-1], after[0]) for before, after in pairwise(runs)] if not series.sampled else []
    return Strip(
        series=series,
        ground=under,
        spans=spans,
        bands=[_band(run) for run in runs if series.sampled or series.grouped],
        lines=[_line([(x, y) for x, y, _, _ in run]) for run in long],
        between=[_line([a[:2], b[:2]]) for a, b in gaps],
        alone=[run[0][:2] for run in runs if len(run) == 1],
        marks=marks,
        bottom=signed(series.bottom, 0) if series.digits == "signed" else in_figures(series.bottom),
        top=_end(series, top),
    )


def _end(series: Series, top: float) -> str:
    if series.digits == "signed":
        return signed(top, 0)
    return in_percent(top) if series.digits == "percent" else in_figures(top)


def _highest(series: Series) -> float:
    return math.ceil(max((value.figure.high or 0 for value in series.values), default=0)) or 1.0


def _up(value: float | None, scale: tuple[float, float]) -> float:
    bottom, top = scale
    return BASE - (min(value or 0.0, top) - bottom) / (top - bottom) * (BASE - HEAD)


def _line(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _band(run: Sequence[tuple[float, float, float, float]]) -> str:
    """The area between low and high; a week that stands alone gets a bar of its own."""
    if len(run) == 1:
        x, _, low, high = run[0]
        return _line([(x - 2, high), (x + 2, high), (x + 2, low), (x - 2, low)])
    return _line([*((x, high) for x, _, _, high in run), *((x, low) for x, _, low, _ in reversed(run))])


class _Said:
    """What the marks of a series say; its sentences are asked for once."""

    def __init__(self, series: Series) -> None:
        self._name, self._write = series.name, {"percent": in_percent, "signed": signed}.get(series.digits, in_figures)
        self._alone = gettext("{series}, week of {day}: {value}")
        self._within = (
            gettext("{series}, week of {day}: {value} ({low} to {high})")
            if series.digits == "signed"
            else gettext("{series}, week of {day}: {value} ({low}–{high})")
        )

    def of(self, week: Week, found: Figure) -> str:
        """A value of a week, with its bounds where they differ."""
        given = {"series": self._name, "day": day(week.monday), "value": self._write(found.value)}
        if found.low == found.high:
            return self._alone.format(**given)
        return self._within.format(**given, low=self._write(found.low), high=self._write(found.high))


def _along(seconds: float, weeks: Sequence[Week]) -> float:
    begin, end = weeks[0].start.timestamp(), weeks[-1].end.timestamp()
    return (seconds - begin) / (end - begin) * WIDE


def _months(weeks: Sequence[Week], zone: str) -> list[tuple[float, str]]:
    """Where a month's first week begins, and its name; over more than two years only the years."""
    years = len(weeks) > 104
    found, last = [], ""
    for week in weeks:
        local = in_zone(week.start, zone)
        name = f"{local:%Y}" if years else day_written(local, "F")
        if name != last:
            found.append((_along(week.start.timestamp(), weeks), name))
        last = name
    return found
