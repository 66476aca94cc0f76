"""What in a story's text could give somebody away, marked where it stands, with what would stand there instead."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from waylight.lenses.story.leaks import leaks
from waylight.lenses.story.quoting import quoted
from waylight.lenses.story.redacting import redact
from waylight.lenses.story.tongue import tongue_of
from waylight.pages.story.known import known_of
from waylight.pages.story.saying import NOT_LOOKED_FOR, kind_in_words, not_looked_for, traits_in_words
from waylight.record.insight import Insight
from waylight.record.story.asking import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waylight.access.predicates import Asking
    from waylight.lenses.story.known import Known
    from waylight.lenses.story.leaks import Told
    from waylight.lenses.story.span import Span
    from waylight.lenses.story.tongue import Tongue
    from waylight.record.engagement import Engagement
    from waylight.record.story import Story


BLOCK_MARK = re.compile(r"^\s*>[> ]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that could give somebody away, in all its places; ``instead`` are the words for its first.

    ``k`` people of the record fit what the sentence of its first place tells, if it tells anything of people.
    """

    number: int
    shown: str
    kind: str
    why: str
    about: str
    instead: str
    k: int | None
    places: int

    @property
    def kind_in_words(self) -> str:
        """What it is, as the reader calls it."""
        return kind_in_words(self.kind)

    @property
    def why_in_words(self) -> str:
        """Why it could give somebody away, to the reader."""
        return gettext(self.why)


@dataclass(frozen=True, slots=True)
class Fits:
    """A sentence, or the whole, that tells traits of people, and how many of the record have them all."""

    said: str
    told: tuple[str, ...]
    k: int | None

    @property
    def traits(self) -> str:
        """What it tells, as the reader calls it."""
        return traits_in_words(self.told)


@dataclass(frozen=True, slots=True)
class Checked:
    """The leaks in order, the text in pieces with the number of the leak that each is (0: none), and what adds up.

    ``tongue`` says what it was looked over with, and for what it could not be.
    """

    leaks: tuple[Leak, ...]
    pieces: tuple[tuple[str, int], ...]
    sentences: tuple[Fits, ...]
    whole: Fits | None
    tongue: Tongue

    @property
    def not_looked_for(self) -> str:
        """What nobody looked for in a text of this language, in a sentence; "" where everything was."""
        if self.tongue.has_lists:
            return ""
        return not_looked_for(self.tongue.language, by_model=bool(self.tongue.reads_along))

    @property
    def as_rows(self) -> list[dict[str, object]]:
        """The leaks as they are kept with what the client is asked: ``saying`` says them in her language."""
        rows: list[dict[str, object]] = [
            {"shown": one.shown, "kind": one.kind, "why": one.why, "k": one.k} for one in self.leaks
        ]
        if self.whole and self.whole.k is not None:
            told = {"why": ", ".join(self.whole.told), "traits": list(self.whole.told)}
            rows.append({"shown": "", "kind": "whole", "k": self.whole.k, **told})
        if self.not_looked_for:
            of = {"language": self.tongue.language, "by_model": bool(self.tongue.reads_along)}
            rows.append({"shown": "", "kind": NOT_LOOKED_FOR, "why": self.not_looked_for, "k": None, **of})
        return rows


def check(text: str, known: list[Known], story: Story) -> Checked:
    """Look a text of a story over, in its language, with the words that stand for whom or what already all over it."""
    tongue = speaking(story)
    found = leaks(text, known, tongue)
    made = redact(text, known, instead=story.replacements, tongue=tongue, spans=found.spans)
    instead = [one.replacement for one in made.replaced]
    first: dict[str, tuple[Span, str]] = {}
    for span, words in zip(found.spans, instead, strict=True):
        first.setdefault(span.about, (span, words))
    places = Counter(span.about for span in found.spans)
    numbered = tuple(
        Leak(
            number=n,
            shown=text[span.start : span.end],
            kind=span.kind.value,
            why=span.why,
            about=about,
            instead=words[:1].lower() + words[1:],  # where a sentence begins, the capital comes by itself
            k=_k(span, found.sentences),
            places=places[about],
        )
        for n, (about, (span, words)) in enumerate(first.items(), 1)
    )
    numbers = {one.about: one.number for one in numbered}
    sentences = tuple(_fits(text, told) for told in found.sentences)
    whole = _fits("", found.whole) if found.whole.k is not None else None
    return Checked(numbered, tuple(_pieces(text, found.spans, numbers)), sentences, whole, tongue)


def speaking(story: Story) -> Tongue:
    """The language of a story, as its texts are looked over in it here."""
    return tongue_in(story.language)


def tongue_in(language: str) -> Tongue:
    """A language, as it is looked over here: with the language model that was chosen or is installed."""
    return tongue_of(language, settings.NER)


def knowing(engagement: Engagement, user: Asking) -> list[Known]:
    """What the record knows, as a text is checked against it."""
    return known_of(engagement, user)


def quotes_in(text: str, engagement: Engagement, reader: Asking | None = None) -> list[Quote]:
    """Every passage of a text that quotes somebody, with the client's insight that it is from, if it is.

    For a ``reader`` the insights that they may see are compared. Without one, to ask the client, all of hers are, those
    too that she keeps to herself: whoever quotes one has to ask her.
    """
    mine = Insight.objects.filter(engagement=engagement).select_related("engagement")
    mine = mine if reader is None else mine.visible_to(reader)
    hers = {one.pk: f"{one.text}\n{one.changed}" for one in mine}
    return [Quote(_said(text[one.start : one.end]), one.of) for one in quoted(text, hers)]


def _said(passage: str) -> str:
    """The words of a passage without the marks that make it a quotation."""
    return " ".join(BLOCK_MARK.sub("", passage).split()).strip('“”„«»" ')


def _k(span: Span, sentences: tuple[Told, ...]) -> int | None:
    return next((one.k for one in sentences if one.start <= span.start < one.end), None)


def _fits(text: str, told: Told) -> Fits:
    return Fits(text[told.start : told.end].strip(), told.traits, told.k)


def _pieces(text: str, spans: tuple[Span, ...], numbers: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    at = 0
    for span in spans:
        if text[at : span.start]:
            yield text[at : span.start], 0
        yield text[span.start : span.end], numbers[span.about]
        at = span.end
    if text[at:]:
        yield text[at:], 0
