"""A story as a Markdown file: written anew from its parts, so that every reader shows the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waylight.lenses.story.forms.parts import Heading, Listing, Paragraph, Quote, Run
from waylight.lenses.story.forms.reading import inline

if TYPE_CHECKING:
    from waylight.lenses.story.forms.parts import Block, Written

ACTIVE = re.compile(r"([\\`*_\[\]<>&~|#])")
AT_THE_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)
BULLETS = ("-", "+")
POINTS = (".", ")")


def markdown(story: Written) -> bytes:
    """Return a story as a Markdown file in UTF-8."""
    head = [f"# {_escaped(story.title)}"] * bool(story.title)
    dated = [_words((Run(story.dated, em=True),))] * bool(story.dated)
    return ("\n\n".join([*head, *dated, *_blocks(story.blocks, 0)]) + "\n").encode()


def _blocks(blocks: tuple[Block, ...], depth: int) -> list[str]:
    written: list[str] = []
    turn, before = 0, None
    for block in blocks:
        follows = isinstance(block, Listing) and isinstance(before, Listing)
        turn = 1 - turn if follows and _same(block, before) else 0
        written.append(_block(block, depth, turn))
        before = block
    return written


def _same(block: Block, before: Block | None) -> bool:
    """Whether two lists would run into one, were they written with one sign."""
    both = isinstance(block, Listing) and isinstance(before, Listing)
    return both and (block.first is None) == (before.first is None)  # type: ignore[union-attr]


def _block(block: Block, depth: int, turn: int) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_words(block.runs)}"
    if isinstance(block, Paragraph):
        return _words(block.runs)
    if isinstance(block, Quote):
        return _behind("\n\n".join(_blocks(block.blocks, depth)), "> ", "> ")
    if isinstance(block, Listing):
        return "\n\n".join(_item(block, n, depth, turn) for n in range(len(block.items)))
    return "___"  # no sign of a list, so that it can stand in one


def _item(block: Listing, n: int, depth: int, turn: int) -> str:
    sign = BULLETS[(depth + turn) % 2] if block.first is None else f"{block.first + n}{POINTS[(depth + turn) % 2]}"
    inside = "\n\n".join(_blocks(block.items[n], depth + 1))
    return _behind(inside, f"{sign} ", " " * (len(sign) + 1))


def _behind(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{rest if n else first}{line}".rstrip(" ") for n, line in enumerate(lines))


def _words(runs: tuple[Run, ...]) -> str:
    """Return the words with their emphasis, or without where Markdown cannot say that ("a*.*b")."""
    written, open_signs = "", list[str]()
    for run in (*runs, Run("")):
        wanted = ["*"] * run.em + ["**"] * run.strong
        while not all(sign in wanted for sign in open_signs):
            written += open_signs.pop()
        for sign in wanted:
            if sign not in open_signs:
                written += sign
                open_signs.append(sign)
        written += _marks(run.text)
    written = _ends(written)
    return written if inline(written) == runs else _escaped("".join(run.text for run in runs))


def _escaped(words: str) -> str:
    return _ends(_marks(words))


def _marks(words: str) -> str:
    return ACTIVE.sub(r"\\\1", words)


def _ends(words: str) -> str:
    """Keep the beginning of a line from being read as a list, and write ends of lines so that they stay."""
    return AT_THE_START.sub(_at_the_start, words).replace("\n", "\\\n")


def _at_the_start(match: re.Match[str]) -> str:
    return match.group() + "\\" if match.group().isdigit() else "\\" + match.group()
