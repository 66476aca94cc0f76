"""Headings in an order that can be read aloud: under the title, and none two levels below the one before."""

from __future__ import annotations

from waylight.lenses.story.forms.parts import Block, Heading, Listing, Quote

LOWEST = 6


def outlined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a story's parts with its headings at levels 2 to 6: one below the nearest that stands above it."""
    return _placed(blocks, [])


def _placed(blocks: tuple[Block, ...], above: list[int]) -> tuple[Block, ...]:
    return tuple(_block(block, above) for block in blocks)


def _block(block: Block, above: list[int]) -> Block:
    if isinstance(block, Heading):
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        return Heading(min(1 + len(above), LOWEST), block.runs)
    if isinstance(block, Quote):
        return Quote(_placed(block.blocks, above))
    if isinstance(block, Listing):
        return Listing(tuple(_placed(item, above) for item in block.items), block.first)
    return block
