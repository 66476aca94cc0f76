"""The loop from listening to being reached: whether each stage grew, in which order, and what went with what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from waylight.lenses.growth.answer import SURE, Answer, answered, consider, why_not
from waylight.lenses.growth.departures import WEEK, departures
from waylight.lenses.growth.lagged import Association, association, discovered
from waylight.lenses.growth.order import LIKELY, Order, order
from waylight.lenses.growth.together import Together, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.lenses.growth.answer import Considered, Value
    from waylight.lenses.growth.observed import Observed

Says = Literal["grew", "nothing grew", "unclear"]
Name = Literal["listening", "insight", "confidence", "reaching_out", "sharing", "being_reached"]
STAGES: tuple[Name, ...] = ("listening", "insight", "confidence", "reaching_out", "sharing", "being_reached")
# Each stage and the next, and what closes the loop: who shares hears more.
NEIGHBOURS: tuple[tuple[Name, Name], ...] = (*pairwise(STAGES), ("sharing", "listening"))
EVEN = 0.5
FALSE = 0.10  # of the links that are told, the share that may be chance
UNKNOWN = "Nothing is known of one of the two."  # not for readers: a page is silent of links that cannot be told


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's series, and whether its values are counts or ratings."""

    series: Observed
    value: Value


@dataclass(frozen=True, slots=True)
class Link:
    """Two neighbouring stages: whether departures of ``earlier`` went with those of ``later`` some weeks after.

    ``rate`` is the least false discovery rate, over all links that could be looked at, at which this one counts; None
    when it could not be looked at, and then ``association.why_not`` says why. It says "went before", never "caused".
    """

    earlier: Name
    later: Name
    association: Association
    rate: float | None = None

    @property
    def told(self) -> bool:
        """Whether a page may say it."""
        return self.rate is not None and self.rate <= FALSE


@dataclass(frozen=True, slots=True)
class Loop:
    """What the stages say: each alone, all together, the order in which they rose, and the links between neighbours."""

    answers: dict[Name, Answer]
    together: Together
    order: Order
    links: tuple[Link, ...]

    @property
    def says(self) -> Says:
        """Return what may be said of all stages as one.

        "grew" when the joint answer, or that of the only stage, says that something changed and a stage is likely to
        have risen; "nothing grew" when *nothing* is the likeliest there and no stage is likelier to have risen than
        not.
        """
        return says(whole(self.answers, self.together), self.order)


def whole(answers: Mapping[Name, Answer] | Mapping[str, Answer], together: Together) -> Answer:
    """Return the joint answer; where only one series has enough values, the answer of that one."""
    able = [one for one in answers.values() if one.kinds]
    return able[0] if len(able) == 1 else together.answer


def says(answer: Answer, order: Order) -> Says:
    """Return what may be said of all stages as one, from the answer of the ``whole``: see ``Loop.says``."""
    if answer.kinds is None:
        return "unclear"
    most = max(order.rose.values())
    if answer.kinds.nothing <= 1 - SURE and most >= LIKELY:
        return "grew"
    nothing = answer.kinds.nothing == max(answer.kinds) and most < EVEN
    return "nothing grew" if nothing else "unclear"  # not for readers


def loop(stages: Mapping[Name, Stage]) -> Loop:
    """Answer for every stage that is given, in the order of ``STAGES``; the name of a series is taken from its stage.

    Nothing is raised for too little: each part says in its ``why_not`` why there is no figure.
    """
    named = {name: replace(stages[name].series, name=name) for name in STAGES if name in stages}
    considered = {name: consider(one, stages[name].value) for name, one in named.items() if not why_not(one)}
    answers = {
        name: answered(considered[name]) if name in considered else Answer(name, len(one), why_not=why_not(one))
        for name, one in named.items()
    }
    several = list(considered.values())
    return Loop(answers, together(several), order(several), links(considered))


def links(considered: Mapping[Name, Considered]) -> tuple[Link, ...]:
    """Return the association of each pair of ``NEIGHBOURS``, told by one false discovery rate for all."""
    off = {name: departures(one) for name, one in considered.items()}
    days = [day for one in off.values() for day in one]
    mondays = range(min(days), max(days) + 1, WEEK) if days else range(0)
    weekly = {name: np.array([one.get(day, np.nan) for day in mondays]) for name, one in off.items()}
    found = [
        Link(a, b, association(weekly[a], weekly[b]) if {a, b} <= set(weekly) else Association(0, why_not=UNKNOWN))
        for a, b in NEIGHBOURS
    ]
    rates = iter(discovered([link.association.p for link in found if link.association.p is not None]))
    return tuple(link if link.association.p is None else replace(link, rate=next(rates)) for link in found)
