"""What to write instead in a language of which we have no words: those chosen by hand, else a mark of leaving out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.story.patterns import ROUGHLY
from waylight.lenses.story.span import Kind
from waylight.lenses.story.stand_in import NUMBER, opens, rounded, tags_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waylight.lenses.story.span import Span

LEFT_OUT = "[…]"  # read as an omission in any script and in either direction


def stand_ins_elsewhere(text: str, spans: Sequence[Span], instead: Mapping[str, str] | None = None) -> list[str]:
    """Return for each span what to write in its place: the same words for the same thing, and figures rounded.

    No article is added or taken away and nothing is told apart by "another": these are the ways of English.
    """
    given = dict(instead or {})
    return [_one(text, span, given.get(span.about, "")) for span in spans]


def _one(text: str, span: Span, chosen: str) -> str:
    shown = text[span.start : span.end]
    words = chosen or _by_form(span.kind, shown)
    return (words[:1].upper() + words[1:] if opens(text, span.start) else words) + tags_within(shown)


def _by_form(kind: Kind, shown: str) -> str:
    if kind in (Kind.FIGURE, Kind.AGE) and NUMBER.search(shown):
        return ROUGHLY + NUMBER.sub(lambda match: rounded(match.group()), shown, count=1)
    return LEFT_OUT
