"""Where names stand beside their dots, so that none lies on a dot or another name. What has no room is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.pages.map.seats import DOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HIGH = 13.0  # of a line of text
CHARACTER = 6.6  # the mean width of a character, on the wide side
AWAY = DOT + 4  # from the dot's middle to the text


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text, where it begins, and how it hangs there: ``start``, ``end`` or ``middle``."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box


def around(x: float, y: float, radius: float = DOT + 1) -> Box:
    """The rectangle that a dot takes up."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def hung(text: str, x: float, y: float, anchor: str) -> Label:
    """A text at a point on its base line; its width is estimated."""
    wide = CHARACTER * len(text)
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return Label(text, x, y, anchor, Box(left, y - HIGH + 3, left + wide, y + 3))


def labels(dots: Sequence[tuple[str, float, float]], taken: Iterable[Box], edge: float) -> list[Label | None]:
    """A label for each dot (text and middle), in order, or None where it would lie on something or beyond ``edge``.

    Each is tried at both sides, below and above. ``taken`` is what stands there already.
    """
    boxes = [*taken, *(around(x, y) for _, x, y in dots)]
    found: list[Label | None] = []
    for text, x, y in dots:
        own = around(x, y)
        free = next((one for one in _tried(text, x, y) if _fits(one.box, boxes, own, edge)), None)
        if free:
            boxes.append(free.box)
        found.append(free)
    return found


def _tried(text: str, x: float, y: float) -> list[Label]:
    """Four places beside a dot, those away from the middle first: arrows come from there."""
    sides = [hung(text, x + AWAY, y + 4, "start"), hung(text, x - AWAY, y + 4, "end")]
    ends = [hung(text, x, y + DOT + HIGH, "middle"), hung(text, x, y - DOT - 4, "middle")]
    return [*(sides if x >= 0 else reversed(sides)), *(ends if y >= 0 else reversed(ends))]


def _fits(box: Box, boxes: list[Box], own: Box, edge: float) -> bool:
    inside = -edge <= box.left and box.right <= edge
    return inside and not any(box.meets(other) and other != own for other in boxes)
