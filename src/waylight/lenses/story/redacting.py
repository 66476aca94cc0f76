"""A text with everything replaced that could give somebody away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waylight.lenses.story.finding import find
from waylight.lenses.story.stand_in import stand_ins, word_before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from waylight.lenses.story.known import Known
    from waylight.lenses.story.span import Span


@dataclass(frozen=True, slots=True)
class Replaced:
    """A span of the text as it was, and what stands in its place."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """``text`` with every replacement made, and what was replaced, in order."""

    text: str
    replaced: tuple[Replaced, ...]


def redact(
    text: str,
    known: Sequence[Known] = (),
    *,
    instead: Mapping[str, str] | None = None,
    only: Collection[str] | None = None,
) -> Redacted:
    """Replace everything that could give somebody away. ``instead``: words chosen by hand for what a span is about.

    With ``only``, what is about something else stays, to be decided on later.
    """
    spans = [one for one in find(text, known) if only is None or one.about in only]
    words = {one.about: one.instead for one in known if one.instead} | dict(instead or {})
    replaced = _with_articles(text, zip(spans, stand_ins(text, spans, words), strict=True))
    parts, at = [], 0
    for one in replaced:
        parts += [text[at : one.span.start], one.replacement]
        at = one.span.end
    return Redacted("".join([*parts, text[at:]]), replaced)


def _with_articles(text: str, pairs: Iterable[tuple[Span, str]]) -> tuple[Replaced, ...]:
    """Take "a" or "an" before a span into it where its new words need the other of the two."""
    found: list[Replaced] = []
    for span, words in pairs:
        article = word_before(text, span)
        right = "an" if words[:1].lower() in "aeiou" else "a"
        start = span.start - len(article) - 1
        if article in ("a", "an") and article != right and (not found or found[-1].span.end <= start):
            shown = right.capitalize() if text[start].isupper() else right
            span, words = replace(span, start=start), f"{shown} {words}"
        found.append(Replaced(span, words))
    return tuple(found)
