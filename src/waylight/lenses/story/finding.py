"""Everything in a text that could give somebody away: by the record, by its form, and by looking like a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waylight.lenses.story.language_model import WHY as TAKEN_FOR
from waylight.lenses.story.matching import by_record
from waylight.lenses.story.names import WHY, flagged_words, spans_of
from waylight.lenses.story.patterns import by_pattern
from waylight.lenses.story.span import Kind, Span
from waylight.lenses.story.tongue import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.story.known import Known
    from waylight.lenses.story.tongue import Tongue

PATTERN_FIRST = frozenset((Kind.URL, Kind.EMAIL, Kind.HANDLE))
GUESSED = frozenset((WHY, *TAKEN_FOR.values()))  # names that no record knows


def find(text: str, known: Sequence[Known] = (), tongue: Tongue = ENGLISH) -> list[Span]:
    """Return every span that could give somebody away, in order and without overlaps.

    Where several claim one place, an address goes before what stands in it, then what the record knows, then a
    form, then what looks like a name; of two of one sort the longer. Neighbouring words for one person are one span.
    What a language model takes for a name counts like what looks like one. In a language without lists of its words,
    nothing is said to look like a name, and any capital makes a word of every day the name that the record knows.
    """
    words = flagged_words(text) if tongue.has_lists else []
    guessed = tongue.guessed(text)
    names = [*spans_of(text, [one for one in words if not one.plain]), *guessed]
    patterns = by_pattern(text)
    flagged = bytearray(len(text))
    for span in [*spans_of(text, words), *guessed]:  # what the record knows may be a word of every day as well
        flagged[span.start : span.end] = b"\1" * (span.end - span.start)
    record = by_record(text, known, is_name=lambda start, end: not tongue.has_lists or any(flagged[start:end]))
    addresses = [span for span in patterns if span.kind in PATTERN_FIRST]
    others = [span for span in patterns if span.kind not in PATTERN_FIRST]
    return _one_person(_joined(text, _claimed(text, [addresses, record, others, names])))


def _claimed(text: str, sorts: Sequence[Sequence[Span]]) -> list[Span]:
    taken = bytearray(len(text))
    found: list[Span] = []
    for spans in sorts:
        for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, -one.sure)):
            free = _free(text, span, taken)
            if free is not None and (
                free == span or span.why not in GUESSED or not text[free.start : free.end].islower()
            ):
                taken[free.start : free.end] = b"\1" * (free.end - free.start)
                found.append(free)
    return sorted(found)


def _free(text: str, span: Span, taken: bytearray) -> Span | None:
    """Return the span without what is claimed already at either side of it, and without the gap there; None if it is
    claimed within or whole.
    """
    start, end = span.start, span.end
    while start < end and (taken[start] or (start > span.start and text[start].isspace())):
        start += 1
    while start < end and (taken[end - 1] or (end < span.end and text[end - 1].isspace())):
        end -= 1
    if start >= end or any(taken[start:end]) or (start, end) == (span.start, span.end):
        return span if start < end and not any(taken[start:end]) else None
    return None if end - start < 2 else Span(start, end, span.kind, span.why, span.about, span.sure)


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if (
            last
            and last.about == span.about
            and last.kind is span.kind
            and text[last.end : span.start] in (" ", "-", "")
        ):
            found[-1] = Span(last.start, span.end, last.kind, last.why, last.about, max(last.sure, span.sure))
        else:
            found.append(span)
    return found


def _one_person(spans: Sequence[Span]) -> list[Span]:
    """Take a name of one word for the person, unknown to the record, whose longer name holds it ("Priya", "Priya
    Raman").
    """
    whole: dict[str, str] = {}
    for span in spans:
        if span.kind is Kind.PERSON and span.why in GUESSED and " " in span.about:
            for word in span.about.split():
                whole.setdefault(word, span.about)
    return [replace(span, about=whole.get(span.about, span.about)) if span.why in GUESSED else span for span in spans]
