"""A story as a page for a browser that stands alone: no script, and nothing is fetched from elsewhere."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from waylight.lenses.story.forms.parts import Heading, Listing, Paragraph, Quote

if TYPE_CHECKING:
    from waylight.lenses.story.forms.parts import Block, Run, Written

HERE = "waylight.lenses.story.forms"
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ku ps sd ug ur yi".split())
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body{more}>
<main>
{body}
</main>
</body>
</html>
"""  # not for readers


def page(story: Written) -> bytes:
    """Return a story as an HTML file in UTF-8."""
    return whole(story, "page.css")


def whole(story: Written, style: str, more: str = "") -> bytes:
    """Return a story as an HTML file with one of the styles that lie here; ``more`` are attributes of its body."""
    made = PAGE.format(
        language=escape(story.language),
        direction=direction(story.language),
        title=escape(story.title),
        style=_style(style),
        more=more,
        body="\n".join([*_head(story), body(story.blocks)]),
    )
    return made.encode()


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``: which way a language is written."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def body(blocks: tuple[Block, ...]) -> str:
    """Return the parts of a story as HTML, escaped."""
    return "\n".join(_block(block) for block in blocks)


def _head(story: Written) -> list[str]:
    title = [f"<h1>{escape(story.title)}</h1>"] * bool(story.title)
    return title + [f'<p class="dated">{escape(story.dated)}</p>'] * bool(story.dated)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_words(block.runs)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_words(block.runs)}</p>"
    if isinstance(block, Quote):
        return f"<blockquote>\n{body(block.blocks)}\n</blockquote>"
    if isinstance(block, Listing):
        items = "\n".join(f"<li>{_item(item)}</li>" for item in block.items)
        first = f' start="{block.first}"' if block.first not in (None, 1) else ""
        return f"<ul>\n{items}\n</ul>" if block.first is None else f"<ol{first}>\n{items}\n</ol>"
    return "<hr>"


def _item(blocks: tuple[Block, ...]) -> str:
    """An item of one paragraph needs no paragraph of its own."""
    if blocks and isinstance(blocks[0], Paragraph) and all(isinstance(one, Listing) for one in blocks[1:]):
        return "\n".join([_words(blocks[0].runs), body(blocks[1:])]).rstrip()
    return body(blocks)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br>\n")
    words = f"<em>{words}</em>" if run.em else words
    return f"<strong>{words}</strong>" if run.strong else words


@cache
def _style(name: str) -> str:
    return (resources.files(HERE) / name).read_text("utf-8").strip()
