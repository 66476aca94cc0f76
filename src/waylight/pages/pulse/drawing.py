"""How many gave each answer, as seven bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.pulse.groups import ANSWERS
from waylight.pages.templatetags.words import signed

if TYPE_CHECKING:
    from waylight.lenses.pulse.groups import Grouped

HIGH, WIDE, BASE = 58.0, 46.0, 78.0  # units of the drawing: the tallest bar, one step, and where bars stand


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave one answer, and the bar for it."""

    answer: str
    many: int
    x: float
    height: float
    width: float = WIDE * 0.7

    @property
    def top(self) -> float:
        """Where it begins."""
        return BASE - self.height

    @property
    def words_at(self) -> float:
        """The line on which its number stands, just above it."""
        return self.top - 4

    @property
    def middle(self) -> float:
        """Where its words are centred."""
        return self.x + self.width / 2


def bars(group: Grouped) -> list[Bar]:
    """A bar for each answer from −3 to +3; none for a group that is not shown."""
    most = max(group.counts, default=0)
    return [
        Bar(signed(value, 0), many, n * WIDE + WIDE * 0.15, HIGH * many / most)
        for n, (value, many) in enumerate(zip(ANSWERS, group.counts, strict=False))
    ]
