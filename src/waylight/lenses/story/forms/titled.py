"""A story whose title stands in its text: the heading that it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.story.forms.outline import outlined
from waylight.lenses.story.forms.parts import Heading, Paragraph, Run
from waylight.lenses.story.forms.reading import parts, written

if TYPE_CHECKING:
    from waylight.lenses.story.forms.parts import Block, Written

LONGEST_TITLE = 200  # letters; a longer heading is none
ABOUT = 200  # letters of what is shown of a story where only a link to it stands


def read_titled(markdown: str, language: str = "en", dated: str = "") -> Written:
    """Read a story; a heading that it begins with is its title, "" where it begins otherwise."""
    blocks = parts(markdown)
    if blocks and isinstance(first := blocks[0], Heading):
        title = "".join(run.text for run in first.runs)
        if len(title) <= LONGEST_TITLE:
            return written(title, blocks[1:], language, dated)
    return written("", blocks, language, dated)


def under_a_heading(story: Written) -> tuple[Block, ...]:
    """Return a story's parts with its title as the first of their headings, all below a heading that stands already."""
    title = (Heading(1, (Run(story.title),)),) if story.title else ()
    return outlined((*title, *story.blocks))


def beginning(story: Written) -> str:
    """Return the first words of a story in one line, cut at a word with "…" where they go on."""
    first = next((block for block in story.blocks if isinstance(block, Paragraph)), None)
    words = " ".join("".join(run.text for run in first.runs).split()) if first else ""
    if len(words) <= ABOUT:
        return words
    return words[: ABOUT - 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"
