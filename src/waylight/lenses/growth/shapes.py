"""The shapes a series may have taken: level, a step at any date, a ramp of any start and width, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.observed import spacing, with_gaps_filled

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = ("nothing", "moment", "gradual", "both")
NOTHING, MOMENT, GRADUAL, BOTH = range(len(KINDS))
EACH_SIDE = 2  # values before and after a step: one alone is an odd value, not a moment
KNOTS, COARSE_KNOTS = 13, 4  # gaps between the dates at which a ramp may begin and end; the second beside a step
MOST_STEPS = 120  # dates of a step alone; a longer record is tried at every second day, or third
COARSE_STEPS = 60  # dates of a step beside a ramp: of a year, every week, or a clear step is never one of two changes
NARROWEST = 4.0  # values from the foot of a ramp to its top: a narrower one cannot be told from a step
NARROWEST_DAYS = 28.0


@dataclass(frozen=True, slots=True)
class Shapes:
    """Every shape that is weighed, one in each place of the columns.

    ``kind`` indexes ``KINDS``. ``moment`` is the first day on the new level, ``start`` and ``end`` are the foot and
    top of the ramp, in days; NaN where a shape has none. ``prior`` are the probabilities within each kind.
    """

    kind: NDArray[np.int64]
    moment: NDArray[np.float64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    prior: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.kind)


def shapes_over(at: NDArray[np.float64]) -> Shapes:
    """Return the shapes for values at the days ``at`` (rising, at least ``FEWEST``); missing weeks have dates too.

    A step is as likely on one day as on another, so a gap in the record weighs by its length. Of ramps, each
    width is as likely as another, from four values to the whole time, and each start given the width.
    """
    at = with_gaps_filled(at)
    steps = at[EACH_SIDE : 1 - EACH_SIDE]
    gaps = np.diff(at)[EACH_SIDE - 1 : 1 - EACH_SIDE]
    start, end, of_ramps = _ramps(at, KNOTS)
    few, of_few = _fewer(steps, gaps, COARSE_STEPS)
    steps, of_steps = _fewer(steps, gaps, MOST_STEPS)
    foot, top, of_coarse = _ramps(at, COARSE_KNOTS)
    which, ramp = (side.ravel() for side in np.meshgrid(np.arange(len(few)), np.arange(len(foot)), indexing="ij"))
    no = np.full
    columns = (
        (NOTHING, no(1, np.nan), no(1, np.nan), no(1, np.nan), np.ones(1)),
        (MOMENT, steps, no(len(steps), np.nan), no(len(steps), np.nan), of_steps),
        (GRADUAL, no(len(start), np.nan), start, end, of_ramps),
        (BOTH, few[which], foot[ramp], top[ramp], of_few[which] * of_coarse[ramp]),
    )
    kind = np.repeat([column[0] for column in columns], [len(column[1]) for column in columns])
    rest = (np.concatenate([column[part] for column in columns]) for part in (1, 2, 3, 4))
    return Shapes(kind, *rest)


def narrowest(at: NDArray[np.float64]) -> float:
    """Return the least width of a ramp in days: four values, and four weeks where the record is that long."""
    return max(NARROWEST * spacing(at), min(NARROWEST_DAYS, float(np.ptp(at)) / 3))


def columns(shapes: Shapes, at: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the step and the ramp of each shape at the days ``at``: two arrays shapes × days, in [0, 1]."""
    with np.errstate(invalid="ignore"):
        step = np.where(np.isnan(shapes.moment)[:, None], 0.0, at[None, :] >= shapes.moment[:, None] - 1e-6)
        rise = (at[None, :] - shapes.start[:, None]) / (shapes.end - shapes.start)[:, None]
    return step, np.nan_to_num(np.clip(rise, 0.0, 1.0), nan=0.0)


def same(one: Shapes, other: Shapes) -> bool:
    """Say whether both hold the same shapes."""
    pairs = ((one.kind, other.kind), (one.moment, other.moment), (one.start, other.start), (one.end, other.end))
    return all(np.array_equal(a.astype(float), b.astype(float), equal_nan=True) for a, b in pairs)


def _ramps(at: NDArray[np.float64], gaps: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return foot, top and probability of each ramp between knots that are evenly spaced over the record."""
    knots = np.linspace(at[0], at[-1], min(gaps, len(at) - 1) + 1)
    foot, top = np.triu_indices(len(knots), 1)
    wide = knots[top] - knots[foot] >= min(narrowest(at), float(np.ptp(at))) - 1e-6
    foot, top = foot[wide], top[wide]
    width = top - foot
    of_width = 1.0 / np.bincount(width)[width]
    return knots[foot], knots[top], of_width / of_width.sum()


def _fewer(
    steps: NDArray[np.float64], gaps: NDArray[np.float64], most: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``most`` evenly chosen steps, or all if they are fewer, each with the probability of those near it."""
    chosen = np.unique(np.linspace(0, len(steps) - 1, min(most, len(steps))).round().astype(np.int64))
    nearest = np.abs(np.arange(len(steps))[:, None] - chosen[None, :]).argmin(axis=1)
    weight = np.bincount(nearest, gaps, len(chosen))
    return steps[chosen], weight / weight.sum()
