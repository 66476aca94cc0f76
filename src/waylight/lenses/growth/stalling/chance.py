"""How likely it is that an engagement is stalling, from the signs that can be known."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from waylight.language import gettext
from waylight.lenses.growth.stalling.fitted import BASE, WEIGHTS
from waylight.lenses.growth.stalling.signs import read

if TYPE_CHECKING:
    from datetime import date

    from waylight.lenses.figure import Figure
    from waylight.lenses.growth.stalling.rows import Rows
    from waylight.lenses.growth.stalling.signs import Name

FEWEST = 3  # signs that can be known, before a probability is given


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, what it was read from, and how often it is there among made engagements that stall, and others."""

    name: Name
    there: bool | None
    figure: Figure
    of_stalled: float
    of_others: float


@dataclass(frozen=True, slots=True)
class Stalling:
    """``chance`` beside ``base``, which is what it would be without a sign; None, with ``why_not``, for too little."""

    chance: float | None
    base: float
    signs: tuple[Sign, ...]
    why_not: str = ""


def stalling(rows: Rows, today: date, *, base: float = BASE) -> Stalling:
    """Return how likely it is that nothing has been growing for some weeks, as of ``today``.

    The log odds are those of ``base`` and a weight for each sign that is there, or is not, from a logistic regression
    on made engagements (``train.stalling``); one that can't be known moves nothing. ``base`` is the share of a coach's
    own engagements that stall, where she knows it (King and Zeng 2001, Political Analysis 9, 137–163).
    Raises ValueError unless it lies between 0 and 1. What it says is for the coach; no client is graded by it.
    """
    if not 0 < base < 1:
        raise ValueError(f"A share of engagements lies between 0 and 1, not at {base}.")  # not for readers
    found = read(rows, today)
    signs = tuple(
        Sign(one.name, one.there, one.figure, WEIGHTS[one.name].of_stalled, WEIGHTS[one.name].of_others)
        for one in found
    )
    known = sum(one.there is not None for one in found)
    if known < FEWEST:
        few = gettext("Only {known} of {count} signs can be known; it takes {fewest}.")
        return Stalling(None, base, signs, few.format(known=known, count=len(found), fewest=FEWEST))
    weights = [WEIGHTS[one.name] for one in found]
    by = [w.there if one.there else w.absent for one, w in zip(found, weights, strict=True) if one.there is not None]
    return Stalling(1 / (1 + exp(-log(base / (1 - base)) - sum(by))), base, signs)
