"""In which order several series rose. An order is not a cause: nothing here says that one made another rise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext_noop
from waylight.lenses.growth.draws import SEED, of_shapes, posterior
from waylight.lenses.growth.observed import spacing
from waylight.lenses.growth.shapes import columns
from waylight.lenses.growth.spread import Dated, of_drawn_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waylight.lenses.growth.answer import Considered

DRAWS = 4000
BEGUN = 0.25  # of the whole rise: by then a series has begun to rise, and a slope that is next to nothing has not
LIKELY = 0.8  # that a series rose, before it is given a place in the order; and that an order is told
# Said by whoever shows it: pages keep an order, and read it again in another language.
FEW = gettext_noop("Fewer than two of these are likely to have risen; there is no order to tell.")


@dataclass(frozen=True, slots=True)
class Order:
    """Which series rose, and in which order.

    ``rose`` is the probability of each. ``orders`` are the orders of those that are likely to have risen, the likeliest
    first, with the probability of each given that all of them rose; empty, with ``why_not``, when they are too few.
    ``began`` are the days on which these began to rise.
    """

    rose: dict[str, float]
    orders: tuple[tuple[tuple[str, ...], float], ...]
    why_not: str = ""
    began: dict[str, Dated] = field(default_factory=dict)

    @property
    def told(self) -> tuple[str, ...]:
        """Return the order that may be said, which has ``LIKELY``; () when it can't be told."""
        return self.orders[0][0] if self.orders and self.orders[0][1] >= LIKELY else ()

    def before(self, one: str, other: str) -> float | None:
        """Return the probability that ``one`` began to rise before ``other``; None unless both are in the order."""
        placed = [(names.index(one) < names.index(other), p) for names, p in self.orders if {one, other} <= set(names)]
        return sum(p for earlier, p in placed if earlier) if placed else None


def order(considered: Sequence[Considered]) -> Order:
    """Return the posterior over the orders in which series began to rise, by draws from the posterior of each.

    A series rises when its whole change is above 0, and has risen on the first day with ``BEGUN`` of it: that of the
    step, or some way up the ramp, whatever small slope goes before. A day stands for the time since the value before
    it, so two that rose in one week are a toss-up.
    """
    begun = {one.series.name: _begun(one, np.random.default_rng([SEED, n])) for n, one in enumerate(considered)}
    rose = {name: float(np.isfinite(days).mean()) for name, days in begun.items()}
    names = sorted(name for name, share in rose.items() if share >= LIKELY)
    if len(names) < 2:
        return Order(rose, (), FEW)
    days = np.stack([begun[name] for name in names], axis=1)
    days = days[np.isfinite(days).all(axis=1)]
    counted = Counter(tuple(names[n] for n in places) for places in np.argsort(days, axis=1).tolist())
    orders = tuple((places, many / len(days)) for places, many in counted.most_common())
    within = min(one.series.at[0] for one in considered), max(one.series.at[-1] for one in considered)
    began = {name: of_drawn_days(column, within) for name, column in zip(names, days.T, strict=True)}
    return Order(rose, orders, began=began)


def _begun(one: Considered, chance: np.random.Generator) -> NDArray[np.float64]:
    """Return draws of the day on which a series began to rise; infinite where it did not."""
    shape = chance.choice(len(one.shapes), DRAWS, p=posterior(one.shapes, one.weighed))
    drawn = of_shapes(one.shapes, one.weighed, shape, chance)
    again = chance.choice(DRAWS, DRAWS, p=drawn.weight / drawn.weight.sum())
    size = drawn.terms[again, 1:]
    step, ramp = columns(one.shapes, one.series.at)
    line = size[:, :1] * step[shape[again]] + size[:, 1:] * ramp[shape[again]]
    first = one.series.at[(line >= BEGUN * line[:, -1:]).argmax(axis=1)]
    return np.where(line[:, -1] > 0, first - chance.random(DRAWS) * spacing(one.series.at), np.inf)
