"""When a series most likely changed, as bands in its drawing: where 90 and where 50 of 100 cases have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from waylight.lenses.growth.answer import Answer

CHANGED = {"moment", "gradual", "both", "changed"}


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the drawing."""

    x: float
    width: float
    sure: int  # of 100: 90 or 50


def bands(answer: Answer | None, along: Callable[[date], float]) -> list[Band]:
    """The bands of a series that changed, the wide one first; none where nothing may be said of it."""
    if answer is None or answer.says not in CHANGED:
        return []
    ends = {90: _ends(answer, "low", "high"), 50: _ends(answer, "low_50", "high_50")}
    return [_band(first, last, sure, along) for sure, (first, last) in ends.items()]


def _ends(answer: Answer, low: str, high: str) -> tuple[date, date]:
    """From the foot of the growth to its top, or about the day of the moment, whichever is likelier."""
    kinds, growth, moment = answer.kinds, answer.growth, answer.moment_on
    if kinds is None or growth is None or moment is None:
        raise ValueError(f"{answer.series} has no answer that could be drawn.")  # not for readers
    if kinds.moment > kinds.gradual + kinds.both:
        return getattr(moment, low), getattr(moment, high)
    return getattr(growth.start, low), getattr(growth.end, high)


def _band(first: date, last: date, sure: int, along: Callable[[date], float]) -> Band:
    x = along(first)
    return Band(x, max(along(last) - x, 2.0), sure)
