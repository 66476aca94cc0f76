"""How much two groups, or the same people in two rounds, differ in what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.language import gettext
from waylight.lenses.figure import Figure
from waylight.lenses.pulse.groups import ANSWERS, TOO_FEW, WITHHELD, Answered, Grouped, between, mean, means

if TYPE_CHECKING:
    from collections.abc import Sequence

DIFFERENCES = range(ANSWERS[0] - ANSWERS[-1], ANSWERS[-1] - ANSWERS[0] + 1)  # −6 … +6


def difference(first: Grouped, second: Grouped, *, seed: int = 0) -> Figure:
    """The mean of the second group less that of the first, in [−6, 6], with its 90 % interval.

    Both are as they are shown, so that nothing follows from it that is not shown already. The posteriors of the two
    means are independent (see ``groups.mean``); bounds are percentiles of the differences of their draws. For two
    rounds that is on the wide side, because most raters are the same. No value where one of the two is not shown.
    """
    if first.figure.value is None or second.figure.value is None:
        return Figure.unknown(first.figure.why_not or second.figure.why_not)
    draws = means(second.values, seed=seed + 1) - means(first.values, seed=seed)
    return between(second.figure.value - first.figure.value, draws)


def by_the_same(
    before: Sequence[Answered], after: Sequence[Answered], shown: tuple[Grouped, Grouped], *, seed: int = 0
) -> Figure:
    """The mean change of those who answered both times, in [−6, 6], with its 90 % interval.

    ``shown`` is what is shown of just these people in either round, where they are a group of their own among all
    others (``groups.grouped``). Only where both are shown is there a value: so the change tells nothing about fewer
    than the least number of people either, nor what those answered who came later or went. Differences have a
    Dirichlet prior of one answer in all on −6 … +6. Raises ValueError if others are shown than who answered twice.
    """
    if any(one.figure.value is None for one in shown):
        return Figure.unknown(gettext(TOO_FEW if any(one.too_few for one in shown) else WITHHELD))
    value = {one.person: one.value for one in before}
    changes = [one.value - value[one.person] for one in after if one.person in value]
    if {one.answers for one in shown} != {len(changes)}:
        raise ValueError("What is shown is not what those answered who are there in both rounds.")  # not for readers
    return mean(changes, among=DIFFERENCES, seed=seed)


def differs(figure: Figure) -> bool:
    """Whether the interval of a difference lies on one side of nothing."""
    return figure.low is not None and figure.high is not None and not figure.low <= 0 <= figure.high
