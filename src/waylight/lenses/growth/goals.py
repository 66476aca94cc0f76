"""Goals as they were rated: Goal Attainment Scaling, and whether a change is more than a scale's own noise."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from waylight.language import gettext, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = (-2, -1, 0, 1, 2)  # from much less than expected to much more; 0 is what was expected
CORRELATION = 0.3  # between goals of one person, as Kiresuk and Sherman take it
RELIABLE = 1.96  # standard errors: reached by noise alone in five of a hundred
NO_GOAL = gettext_noop("No goal has been rated yet.")


@dataclass(frozen=True, slots=True)
class Rating:
    """The level that one goal has, and how much it weighs beside the others."""

    id: int
    level: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Attainment:
    """The T-score of several goals and the ratings it was made of; ``why_not`` says why there is none."""

    value: float | None
    rows: tuple[int, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two values on one scale, in standard errors of a difference."""

    difference: float
    index: float

    @property
    def reliable(self) -> bool:
        """Whether so large a change comes from noise alone in at most five of a hundred cases."""
        return abs(self.index) >= RELIABLE


def attainment(ratings: Sequence[Rating]) -> Attainment:
    """Return T = 50 + 10 Σ w x / √((1 − ρ) Σ w² + ρ (Σ w)²), with ρ = ``CORRELATION``.

    50 is what was expected of all goals together, and ten points are a standard deviation (Kiresuk and Sherman 1968,
    Community Mental Health Journal 4, 443–453). Raises ValueError for a level that there is not, or a weight that is
    not above 0.
    """
    if not ratings:
        return Attainment(None, why_not=gettext(NO_GOAL))
    for one in ratings:
        if one.level not in LEVELS or one.weight <= 0:
            not_so = f"not {one.level} and {one.weight}."
            raise ValueError(f"A goal has a level from -2 to +2 and weighs more than 0, {not_so}")  # not for readers
    weights = [one.weight for one in ratings]
    reached = sum(one.weight * one.level for one in ratings)
    spread = sqrt((1 - CORRELATION) * sum(w**2 for w in weights) + CORRELATION * sum(weights) ** 2)
    return Attainment(50 + 10 * reached / spread, tuple(one.id for one in ratings))


def reliable_change(before: float, after: float, *, deviation: float, reliability: float) -> Change:
    """Return RC = (x₂ − x₁) / S_diff, S_diff = √(2 S_E²), S_E = s √(1 − r).

    ``deviation`` is the standard deviation s of the scale among comparable people, ``reliability`` its r (Jacobson and
    Truax 1991, Journal of Consulting and Clinical Psychology 59, 12–19). Raises ValueError unless s > 0 and 0 ≤ r < 1:
    on a scale without any noise, every difference is one.
    """
    if deviation <= 0 or not 0 <= reliability < 1:
        wrong = "A scale has a standard deviation above 0, and a reliability from 0 to less than 1."  # not for readers
        raise ValueError(wrong)
    error = deviation * sqrt(1 - reliability)
    return Change(after - before, (after - before) / sqrt(2 * error**2))
