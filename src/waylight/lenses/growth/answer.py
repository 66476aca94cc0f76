"""Was there a moment, or has it grown? The answer for one series, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from waylight.language import gettext
from waylight.lenses.growth import counts, ratings
from waylight.lenses.growth.draws import draw, posterior
from waylight.lenses.growth.evidence import design
from waylight.lenses.growth.observed import FEWEST, by_weekday
from waylight.lenses.growth.predicted import Check, check
from waylight.lenses.growth.settling import SETTLED, weeks_more
from waylight.lenses.growth.shapes import BOTH, GRADUAL, KINDS, MOMENT, NOTHING, shapes_over
from waylight.lenses.growth.spread import Dated, Spread, of_days, of_draws, reach_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.evidence import Weighed
    from waylight.lenses.growth.observed import Observed
    from waylight.lenses.growth.shapes import Shapes

VERSION = 1  # one more whenever the same values get another answer: what is kept of them is then not used any more
Value = Literal["counts", "ratings"]
SURE = 0.95  # that something changed, before a page says so: the false alarms measured in docs/benchmarks.md are at it
SIZES, CHECKS = 800, 200  # draws for the size and for the predictive check


@dataclass(frozen=True, slots=True)
class Span:
    """A time of growth: the foot and the top of the ramp, and the weeks between."""

    start: Dated
    end: Dated
    weeks: Spread


class Kinds(NamedTuple):
    """The probabilities of the four, which add to 1."""

    nothing: float
    moment: float
    gradual: float
    both: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a series says, or ``why_not`` when it says nothing; then every figure is None.

    ``moment_on`` holds given that there was a moment (alone or with growth),
    ``growth`` given that there was growth, ``size`` given that anything changed: the ratio of the rate after to
    that before (counts), or the difference in points (ratings). ``weeks_more`` is None when not even
    a year more would settle it.
    """

    series: str
    values: int
    kinds: Kinds | None = None
    moment_on: Dated | None = None
    growth: Span | None = None
    size: Spread | None = None
    check: Check | None = None
    weeks_more: int | None = None
    why_not: str = ""

    @property
    def says(self) -> str:
        """Return the kind that may be named: one of ``KINDS``, "changed" when it is open how, or "unclear".

        Something changed when ``nothing`` is at most 1 − ``SURE``; a kind is named when it has ``SETTLED``.
        """
        if self.kinds is None:
            return "unclear"
        likeliest = int(np.argmax(self.kinds))
        named = self.kinds[likeliest] >= SETTLED
        if likeliest == NOTHING:
            return KINDS[NOTHING] if named else "unclear"
        if self.kinds.nothing > 1 - SURE:
            return "unclear"
        return KINDS[likeliest] if named else "changed"


@dataclass(frozen=True, slots=True)
class Considered:
    """A series with every shape weighed for it."""

    series: Observed
    value: Value
    shapes: Shapes
    weighed: Weighed


def why_not(series: Observed) -> str:
    """Return why a series cannot be answered, as a sentence; "" when it can."""
    if len(series) >= FEWEST:
        return ""
    if len(series) == 0:
        have = gettext("No value is there; it takes at least {fewest} to tell a step from a slope.")
    elif len(series) == 1:
        have = gettext("Only one value is there; it takes at least {fewest} to tell a step from a slope.")
    else:
        have = gettext("Only {count} values are there; it takes at least {fewest} to tell a step from a slope.")
    return have.format(count=len(series), fewest=FEWEST)


def consider(series: Observed, value: Value, shapes: Shapes | None = None) -> Considered:
    """Weigh every shape for a series of at least ``FEWEST`` values: those over its own days, unless given."""
    series = by_weekday(series) if value == "counts" else series
    shapes = shapes or shapes_over(series.at)
    room = counts if value == "counts" else ratings
    return Considered(series, value, shapes, room.weigh(series, shapes))


def answer(series: Observed, value: Value) -> Answer:
    """Weigh nothing, a moment, gradual growth and both for one series of counts or ratings."""
    if reason := why_not(series):
        return Answer(series.name, len(series), why_not=reason)
    return answered(consider(series, value))


def answered(considered: Considered) -> Answer:
    """Return what follows from the shapes weighed."""
    series, shapes, weighed = considered.series, considered.shapes, considered.weighed
    chances = posterior(shapes, weighed)
    likely = draw(shapes, weighed, chances, CHECKS)
    counted = considered.value == "counts"
    return Answer(
        series.name,
        len(series),
        kinds(shapes, chances),
        moment_on=moment_on(shapes, chances, series.at),
        growth=growth(shapes, chances, series.at),
        size=size(shapes, weighed, chances, considered.value),
        check=check(series, design(shapes, series), weighed, likely, counts=counted),
        weeks_more=weeks_more(series, shapes, weighed, counts=counted),
    )


def kinds(shapes: Shapes, chances: NDArray[np.float64]) -> Kinds:
    """Return the probability of each of ``KINDS``."""
    return Kinds(*(float(p) for p in np.bincount(shapes.kind, chances, len(KINDS))))


def moment_on(shapes: Shapes, chances: NDArray[np.float64], at: NDArray[np.float64]) -> Dated:
    """Return the first day on the new level, given that there was a step."""
    alone, beside = shapes.kind == MOMENT, shapes.kind == BOTH
    reach = np.concatenate([reach_of(shapes.moment[alone]), reach_of(shapes.moment[beside])])
    there = alone | beside
    return of_days(shapes.moment[there], reach, chances[there], (at[0], at[-1]))


def growth(shapes: Shapes, chances: NDArray[np.float64], at: NDArray[np.float64]) -> Span:
    """Return when it began to grow, when it had grown, and the weeks between, given that there was a ramp."""
    there = (shapes.kind == GRADUAL) | (shapes.kind == BOTH)
    within = (at[0], at[-1])
    ends = []
    for side in (shapes.start, shapes.end):
        reach = np.concatenate([reach_of(side[shapes.kind == kind]) for kind in (GRADUAL, BOTH)])
        ends.append(of_days(side[there], reach, chances[there], within))
    weeks = of_draws((shapes.end - shapes.start)[there] / 7, chances[there])
    return Span(ends[0], ends[1], weeks)


def size(shapes: Shapes, weighed: Weighed, chances: NDArray[np.float64], value: Value) -> Spread:
    """Return the size of the whole change, given that anything changed."""
    drawn = draw(shapes, weighed, np.where(shapes.kind == NOTHING, 0.0, chances), SIZES)
    change = drawn.terms[:, 1:].sum(axis=1)
    return of_draws(np.exp(change) if value == "counts" else change, drawn.weight)
