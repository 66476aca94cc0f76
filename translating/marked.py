"""Every sentence that the code marks as one to be said in the reader's language."""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CODE = Path(__file__).parent.parent / "src" / "waylight"
KEYWORDS = {
    "_": None,  # in a template, as what a filter or a tag is given: {{ x|default:_("not known") }}
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "say": None,  # pages.voice: a sentence to the client, and the same of her
    "count_of": (2,),  # pages.templatetags.words: a noun that goes with a number
}
TAKES = {
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": 2,
    "pgettext_lazy": 2,
    "npgettext": 3,
    "npgettext_lazy": 3,
}  # in words; else one
# What stands in a template where Django's own tags do not reach.
SPOKEN = re.compile(r"{%-?\s*spoken\s+[\w.]+\s+(\"(?:[^\"\\]|\\.)*\")")
COUNTED = re.compile(r"\bcount_of:(\"[^\"]+\"|'[^']+')")
TEMPLATES = {".html", ".txt", ".svg"}


def sources(of: Iterable[Path] = (CODE,)) -> Iterator[Path]:
    """The files under some folders that can hold sentences, in one order; ``of`` may name single files too."""
    for path in of:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (one for one in inside if _may_hold(one))


def marked(of: Iterable[Path] = (CODE,)) -> Catalog:
    """A catalog of all that is marked in some files, with where each sentence stands; nothing is said in it yet."""
    catalog = Catalog()
    for path in sources(of):
        where = path.relative_to(CODE.parent).as_posix() if path.is_relative_to(CODE) else path.name
        for message, comments, context in _of(path):
            catalog.add(message, locations=[(where, 0)], auto_comments=comments, context=context)
    return catalog


def _may_hold(path: Path) -> bool:
    if "migrations" in path.parts or "locale" in path.parts or "static" in path.parts:
        return False
    return path.suffix == ".py" or (path.suffix in TEMPLATES and "pages" in path.parts)


def _of(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text()
    if path.suffix in TEMPLATES:
        for found in SPOKEN.findall(text):
            yield from _message("say", [ast.literal_eval(found)], [])
        for found in COUNTED.findall(text):
            yield from _message("count_of", [ast.literal_eval(found)], [])
        text = templatize(text)
    found = extract_python(BytesIO(text.encode()), [*KEYWORDS], ["Translators:"], {"encoding": "utf-8"})
    for _, name, given, comments in found:
        strings = [given] if isinstance(given, str) else [*(given or ())]
        if name == "count_of":
            strings = strings[-1:]
        if all([*strings[: TAKES.get(name, 1)], strings]):  # not where a sentence is said that stands elsewhere
            yield from _message(name, strings, comments)


def _message(
    name: str, strings: list[str], comments: list[str]
) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    if name == "say":
        yield from ((strings[0], comments, context) for context in ("to the client", "of the client"))
        return
    if name == "count_of":
        one, _, many = strings[0].partition(",")
        yield (one, many or f"{one}s"), comments, "counted"
        return
    context = strings.pop(0) if "pgettext" in name else None
    message = (strings[0], strings[1]) if name.startswith(("ng", "np")) else strings[0]
    yield message, comments, context
