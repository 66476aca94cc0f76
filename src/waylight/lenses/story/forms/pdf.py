"""A story as PDF, set by Typst. The words are handed to it as data and never stand in its language."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import typst

from waylight.lenses.story.forms.parts import Heading, Listing, Paragraph, Quote
from waylight.lenses.story.forms.slide import TooLong, fitting
from waylight.lenses.story.forms.web import HERE, direction

if TYPE_CHECKING:
    from waylight.lenses.story.forms.parts import Block, Run, Written


def pdf(story: Written) -> bytes:
    """Return a story as a PDF file, A4."""
    return _set("page.typ", story)


def slide_pdf(story: Written) -> bytes:
    """Return a story as a PDF file of one slide. Raises TooLong."""
    fitting(story)
    try:
        return _set("slide.typ", story)
    except typst.TypstError as error:
        if "too long" in str(error):  # not for readers
            raise TooLong from None
        raise


def _set(design: str, story: Written) -> bytes:
    told = {
        "title": story.title,
        "dated": story.dated,
        "language": story.language.split("-")[0].lower(),
        "direction": direction(story.language),
        "blocks": [_block(block) for block in story.blocks],
    }
    source = _source("parts.typ") + _source(design)
    made = typst.compile(source, sys_inputs={"story": json.dumps(told)}, font_paths=_fonts(), format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("One PDF file was expected.")  # not for readers
    return made


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"is": "heading", "level": block.level, "runs": _runs(block.runs)}
    if isinstance(block, Paragraph):
        return {"is": "paragraph", "runs": _runs(block.runs)}
    if isinstance(block, Quote):
        return {"is": "quote", "blocks": [_block(one) for one in block.blocks]}
    if isinstance(block, Listing):
        items = [[_block(one) for one in item] for item in block.items]
        return {"is": "list", "first": block.first, "items": items}
    return {"is": "pause"}


def _runs(runs: tuple[Run, ...]) -> list[dict[str, object]]:
    return [{"lines": run.text.split("\n"), "em": run.em, "strong": run.strong} for run in runs]


@cache
def _fonts() -> typst.Fonts:
    """Letters that come with Typst, and those of this computer for other scripts."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


@cache
def _source(name: str) -> bytes:
    return (resources.files(HERE) / name).read_bytes()
