"""A story as one slide: a page in landscape for a browser or as PDF, in the largest letters that it leaves room for."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from waylight.language import gettext
from waylight.lenses.story.forms.parts import Heading, Listing, Pause, Quote
from waylight.lenses.story.forms.web import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.story.forms.parts import Block, Written

SIZES = (3.6, 3.2, 2.8, 2.5, 2.2, 2.0, 1.8, 1.6)  # of letters, in hundredths of the slide's width; less is not read
WIDE, HIGH = 84.0, 46.0  # what its margins leave, in the same unit
LETTER, LINE = 0.5, 1.35  # the width of a usual letter and the height of a line, in letters' size
BETWEEN = 0.5  # lines between two parts


class TooLong(ValueError):
    """A text that one slide has no room for; the message says so to whoever made it."""

    def __str__(self) -> str:
        return gettext("This text is too long for one slide. Make a shorter one: a title and about a hundred words.")


def slide(story: Written) -> bytes:
    """Return a story as an HTML file of one slide. Raises TooLong."""
    return whole(story, "slide.css", more=f' style="--size: {fitting(story)}"')


def fitting(story: Written) -> float:
    """Return the largest size of letters with which a story fits. Raises TooLong."""
    for size in SIZES:
        wide = WIDE / (size * LETTER)
        lines = 1.6 * ceil(1.6 * len(story.title) / wide) + 1 + sum(_lines(story.blocks, wide)) + bool(story.dated)
        if lines * size * LINE <= HIGH:
            return size
    raise TooLong


def _lines(blocks: tuple[Block, ...], wide: float) -> Iterator[float]:
    """How many lines each part takes; one within another leaves less room."""
    for block in blocks:
        if isinstance(block, Pause):
            yield 1 + BETWEEN
        elif isinstance(block, Quote):
            yield from _lines(block.blocks, max(wide - 3, 4))
        elif isinstance(block, Listing):
            for item in block.items:
                yield max(1.3, sum(_lines(item, max(wide - 3, 4))))
        else:
            words = "".join(run.text for run in block.runs)
            larger = 1.2 if isinstance(block, Heading) else 1
            yield larger * sum(ceil(larger * max(len(line), 1) / wide) for line in words.split("\n")) + BETWEEN
