"""Markdown read into parts: headings, paragraphs, lists, quotes, emphasis. All else is words as they stand.

Links, pictures, code, HTML and ``&…;`` are not read: what a reader would not see cannot be hidden in them, and a name
cannot be written so that its check reads something else.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from waylight.lenses.story.forms.outline import outlined
from waylight.lenses.story.forms.parts import Heading, Listing, Paragraph, Pause, Quote, Run, Written, every_run
from waylight.lenses.story.forms.visible import SPACES, in_one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from waylight.lenses.story.forms.parts import Block

READ = ["heading", "list", "blockquote", "hr", "emphasis", "escape", "newline"]
DEEPEST = 60  # how far quotes and lists may lie in one another; the parser leaves out what lies deeper
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")


def read(title: str, markdown: str, language: str = "en", dated: str = "") -> Written:
    """Read a story under a title. No word is lost."""
    return written(title, parts(markdown), language, dated)


def written(title: str, blocks: tuple[Block, ...], language: str, dated: str) -> Written:
    """Put a story together: what it is headed with in one line each, its headings in order under its title."""
    spoken = language if LANGUAGE.fullmatch(language) else "en"
    return Written(in_one_line(title), outlined(blocks), spoken, in_one_line(dated))


def parts(markdown: str) -> tuple[Block, ...]:
    """Read the parts of a text, headings as they were written. What lies too deep in itself is read as paragraphs."""
    text = visible(markdown)
    blocks = _blocks(text)
    if _letters(text) != _letters(run.text for run in every_run(blocks)):
        return tuple(Paragraph(runs) for part in text.split("\n\n") if (runs := inline(" ".join(part.split()))))
    return blocks


def inline(words: str) -> tuple[Run, ...]:
    """Read the words of one paragraph."""
    tokens = _parser().parseInline(words)
    return _runs(tokens[0].children or ()) if tokens else ()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"maxNesting": DEEPEST}).enable(READ)


def _letters(parts: Iterable[str]) -> str:
    return "".join(letter for part in parts for letter in part if letter.isalpha())


def _blocks(text: str) -> tuple[Block, ...]:
    return _children(SyntaxTreeNode(_parser().parse(text)))


def _children(node: SyntaxTreeNode) -> tuple[Block, ...]:
    return tuple(block for child in node.children for block in _block(child))


def _block(node: SyntaxTreeNode) -> tuple[Block, ...]:
    if node.type in ("heading", "paragraph"):
        runs = _runs(node.children[0].token.children or ()) if node.children and node.children[0].token else ()
        if node.type == "paragraph" or not runs:
            return (Paragraph(runs),) if runs else ()
        return (Heading(int(node.tag[1:]), _in_one_line(runs)),)
    if node.type == "hr":
        return (Pause(),)
    inside = _children(node) if node.type == "blockquote" else ()
    if node.type == "blockquote":
        return (Quote(inside),) if inside else ()
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return (Listing(tuple(_children(item) for item in node.children), first),)


def _runs(tokens: Iterable[Token]) -> tuple[Run, ...]:
    found: list[Run] = []
    em = strong = 0
    for token in tokens:
        if token.type == "text" or token.type.endswith("break") or token.type == "text_special":
            words = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            found.append(Run(words, em > 0, strong > 0))
        em += token.nesting * (token.tag == "em")
        strong += token.nesting * (token.tag == "strong")
    return _joined(found)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbours in one hand; spaces are single, and there are none at either end or beside an end of line."""
    joined = [
        Run("".join(one.text for one in group), *hand)
        for hand, group in groupby(runs, lambda run: (run.em, run.strong))
    ]
    found: list[Run] = []
    for run in joined:
        words = re.sub(r" ?\n ?", "\n", SPACES.sub(" ", run.text))
        before = found[-1].text[-1] if found else "\n"
        words = words.lstrip(" \n") if before == "\n" else words.lstrip(" ") if before == " " else words
        if words.startswith("\n") and before == " ":
            found[-1] = Run(found[-1].text.rstrip(" "), found[-1].em, found[-1].strong)
        found += [Run(words, run.em, run.strong)] * bool(words)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = Run(found[-1].text.rstrip(), found[-1].em, found[-1].strong)
    return tuple(found)


def _in_one_line(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return _joined(Run(run.text.replace("\n", " "), run.em, run.strong) for run in runs)
