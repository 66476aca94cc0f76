"""A story as its parts, which every form is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one hand; ``\\n`` in them begins a new line."""

    text: str
    em: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``level`` is 1 to 6 as written, 2 to 6 under a title."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``first`` is the number of its first item, None where it has no numbers."""

    items: tuple[tuple[Block, ...], ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A line, or a space, between two parts."""


Block: TypeAlias = Heading | Paragraph | Quote | Listing | Pause


@dataclass(frozen=True, slots=True)
class Written:
    """A story that was read: its title, its parts, its language (BCP 47), and when it is of, in a reader's words."""

    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    dated: str = ""


def every_run(blocks: tuple[Block, ...]) -> Iterator[Run]:
    """Return all words of some parts, in order."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield from block.runs
        elif isinstance(block, Quote):
            yield from every_run(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from every_run(item)
