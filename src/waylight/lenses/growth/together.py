"""Several series of one person: was there a moment that they share, or a time in which they grew together?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext_noop
from waylight.lenses.growth.answer import SIZES, Answer, consider, growth, kinds, moment_on, why_not
from waylight.lenses.growth.draws import SEED, of_shapes
from waylight.lenses.growth.shapes import NOTHING, same, shapes_over
from waylight.lenses.growth.spread import of_draws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waylight.lenses.growth.answer import Considered
    from waylight.lenses.growth.shapes import Shapes
    from waylight.lenses.growth.spread import Spread

MOST_SERIES = 24
PART = 0.5  # that a series takes part in a change, before it is seen
# Said by whoever shows them: pages keep an answer, and read it again in another language.
TOO_MANY = gettext_noop("Timing is shared by the series of one person; these are more than 24.")
TOO_FEW = gettext_noop("It takes two series with enough values to look for a timing that they share.")


@dataclass(frozen=True, slots=True)
class Together:
    """The joint answer, and for each series the probability that it took part in the change, given that one was."""

    answer: Answer
    parts: dict[str, float] = field(default_factory=dict)


def together(considered: Sequence[Considered]) -> Together:
    """Weigh the four kinds for series that share their timing.

    Under a shape, each series takes part with probability ½, with a level and a size of its own, or has changed in
    nothing; at least one takes part. So the evidence is ∏ⱼ (½ pⱼ(nothing) + ½ pⱼ(shape)), less the case that none
    does: a spike and a slab for each series (Mitchell and Beauchamp 1988, JASA 83, 1023–1032) with timing in common.
    """
    several = [one for one in considered if not why_not(one.series)]
    if len(several) < 2 or len(several) > MOST_SERIES:
        return Together(Answer("together", 0, why_not=TOO_FEW if len(several) < 2 else TOO_MANY))
    at = np.unique(np.concatenate([one.series.at for one in several]))
    shapes = shapes_over(at)
    several = [one if same(one.shapes, shapes) else consider(one.series, one.value, shapes) for one in several]
    evidence = np.array([one.weighed.log_evidence for one in several])
    none = evidence[:, shapes.kind == NOTHING]
    apart, part = np.log(1 - PART) + none, np.log(PART) + evidence
    joint = _less(np.logaddexp(apart, part).sum(axis=0), apart.sum())
    joint[shapes.kind == NOTHING] = none.sum() + np.log1p(-((1 - PART) ** len(several)))
    log = np.log(shapes.prior) + joint
    chances = np.exp(log - log.max())
    chances /= chances.sum()
    changed = np.where(shapes.kind == NOTHING, 0.0, chances)
    shares = np.exp(part - np.logaddexp(apart, part)) @ changed / changed.sum()
    return Together(
        _answer(several, shapes, chances, changed, at),
        {one.series.name: float(share) for one, share in zip(several, shares, strict=True)},
    )


def _less(log_all: NDArray[np.float64], log_none: float) -> NDArray[np.float64]:
    """Return log(all − none)."""
    return np.asarray(log_all + np.log1p(-np.exp(np.minimum(log_none - log_all, -1e-12))))


def _answer(
    several: Sequence[Considered],
    shapes: Shapes,
    chances: NDArray[np.float64],
    changed: NDArray[np.float64],
    at: NDArray[np.float64],
) -> Answer:
    """Return the joint answer; the size is the mean over series that took part, of log ratios or of points.

    It is None where both kinds of value are together, which have no size in common.
    """
    values = sum(len(one.series) for one in several)
    timing = (moment_on(shapes, chances, at), growth(shapes, chances, at))
    size = _size(several, shapes, changed) if len({one.value for one in several}) == 1 else None
    return Answer("together", values, kinds(shapes, chances), timing[0], timing[1], size)


def _size(several: Sequence[Considered], shapes: Shapes, changed: NDArray[np.float64]) -> Spread:
    """Return the mean size over the series that took part."""
    chance = np.random.default_rng(SEED)
    shape = chance.choice(len(shapes), SIZES, p=changed / changed.sum())
    nothing = int(np.flatnonzero(shapes.kind == NOTHING)[0])
    total, parts, weight = np.zeros(SIZES), np.zeros(SIZES), np.ones(SIZES)
    for one in several:
        log = one.weighed.log_evidence
        in_part = chance.random(SIZES) < 1 / (1 + np.exp((log[nothing] - log[shape]).clip(-700, 700)))
        drawn = of_shapes(shapes, one.weighed, shape, chance)
        total += np.where(in_part, drawn.terms[:, 1:].sum(axis=1), 0.0)
        weight *= np.where(in_part, drawn.weight, 1.0)
        parts += in_part
    mean = total / np.maximum(parts, 1)
    return of_draws(np.exp(mean) if several[0].value == "counts" else mean, weight * (parts > 0))
