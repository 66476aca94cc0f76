"""A text with everything replaced that could give somebody away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waylight.lenses.story.finding import find
from waylight.lenses.story.stand_in import stand_ins, word_before
from waylight.lenses.story.stand_in_elsewhere import stand_ins_elsewhere
from waylight.lenses.story.tongue import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from waylight.lenses.story.known import Known
    from waylight.lenses.story.span import Span
    from waylight.lenses.story.tongue import Tongue


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
    tongue: Tongue = ENGLISH,
    spans: Sequence[Span] | None = None,
) -> Redacted:
    """Replace everything that could give somebody away. ``instead``: words chosen by hand for what a span is about.

    With ``only``, what is about something else stays, to be decided on later. ``spans`` is what ``find`` found, where
    that is known already. Our own words are English: in another language, what nobody chose words for is left out.
    """
    found = find(text, known, tongue) if spans is None else spans
    here = [one for one in found if only is None or one.about in only]
    if tongue.has_lists:
        words = {one.about: one.instead for one in known if one.instead} | dict(instead or {})
        replaced = _with_articles(text, zip(here, stand_ins(text, here, words), strict=True))
    else:
        pairs = zip(here, stand_ins_elsewhere(text, here, instead), strict=True)
        replaced = tuple(Replaced(span, words) for span, words in pairs)
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
