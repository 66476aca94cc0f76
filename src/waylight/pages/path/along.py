"""Where days lie along the path's drawings, and the notes that stand at some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from waylight.lenses.weeks import Week
    from waylight.record.landmark import Landmark

WIDE = 720.0  # of one drawing


@dataclass(frozen=True, slots=True)
class Noted:
    """A note at a date: where, how wide its days are, and whether she was away."""

    x: float
    width: float
    landmark: Landmark


class Days:
    """Where days lie along the drawing, whose weeks are as wide as one another; what lies outside is at its edge."""

    def __init__(self, weeks: Sequence[Week]) -> None:
        self._first, self._many = weeks[0].monday.toordinal(), 7 * len(weeks)

    def start(self, when: date) -> float:
        """Where a day begins."""
        return min(max(when.toordinal() - self._first, 0), self._many) / self._many * WIDE

    def end(self, when: date) -> float:
        """Where a day ends."""
        return min(max(when.toordinal() + 1 - self._first, 0), self._many) / self._many * WIDE


def noted(landmark: Landmark, days: Days) -> Noted:
    x = days.start(landmark.on)
    return Noted(x, max(days.end(landmark.last) - x, 0.0), landmark)
