"""A language model that reads along: what it takes for a person, a place, a company or a product.

It only ever adds to what is found without it. Loaded once and when it is first needed, since that takes a second or
two; what it read, it forgets.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from waylight.language import gettext_noop
from waylight.lenses.story.every_day import all_of_every_day
from waylight.lenses.story.pipelines import CannotUse, pipeline_for
from waylight.lenses.story.span import Kind, Span
from waylight.lenses.story.tokens import POSSESSIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from waylight.lenses.story.pipelines import Pipeline

# The labels of the pipelines that spaCy's makers and others publish, in small letters.
LABELS: Final = {
    label: kind
    for kind, labels in {
        Kind.PERSON: "per pers person persname prs ps",  # not for readers
        Kind.PLACE: "fac facility geogname gpe gpe_loc lc loc location placename",  # not for readers
        Kind.COMPANY: "company corporation gpe_org og org organisation organization orgname",  # not for readers
        Kind.PRODUCT: "prod product",  # not for readers
    }.items()
    for label in labels.split()
}
WHY: Final = {
    Kind.PERSON: gettext_noop("A language model took it for a person."),
    Kind.PLACE: gettext_noop("A language model took it for a place."),
    Kind.COMPANY: gettext_noop("A language model took it for a company."),
    Kind.PRODUCT: gettext_noop("A language model took it for a product."),
}
NOT_FOR_NAMES = ("attribute_ruler", "lemmatizer", "morphologizer", "parser", "senter", "tagger")
RULERS = {"entity_ruler", "span_ruler"}  # their patterns may ask for what the others say of a word
SURE = 0.1  # it does not say how sure it is; where both take the same words for a name, our own reason is given
LONGEST = 50_000  # characters in one piece: it holds some kilobytes for each word of a piece
ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
PROBE = "Then she asked.\n"  # not for readers


@dataclass(slots=True)
class LanguageModel:
    """A pipeline that was loaded. ``failed`` says in a sentence why it did, where it did."""

    pipeline: Pipeline
    nlp: Language
    failed: CannotUse | None = None
    one_at_a_time: Lock = field(default_factory=Lock)

    @property
    def trouble(self) -> str:
        """Why it failed, in a sentence; "" if it did not."""
        return str(self.failed) if self.failed else ""

    def spans(self, text: str) -> list[Span]:
        """Return what it takes for a name, wherever the same words stand; nothing, and ``trouble``, if it fails."""
        try:
            marked = list(self._marked(text))
        except Exception as error:  # whatever fails in it, a story is looked over without it
            self.failed = CannotUse(
                self.pipeline.called, gettext_noop("reading failed ({error})"), error=type(error).__name__
            )
            return []
        return sorted(set(_everywhere(text, marked)))

    def _marked(self, text: str) -> Iterator[tuple[int, int, Kind]]:
        for at, piece in _pieces(text):
            with self.one_at_a_time, self.nlp.memory_zone():  # without it, words of stories would stay in memory
                found = [(one.start_char, one.end_char, one.label_) for one in self.nlp(piece).ents]
            for start, end, label in found:
                kind = LABELS.get(label.casefold())
                trimmed = _trimmed(piece, start, end) if kind else None
                if kind and trimmed:
                    yield at + trimmed[0], at + trimmed[1], kind


@cache
def loaded(pipeline: Pipeline) -> LanguageModel | CannotUse:
    """Return the language model of a pipeline, or why it cannot be used; asked again, the same."""
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of another version: whether it reads is tried below
            nlp = spacy.load(pipeline.source, exclude=() if RULERS & set(pipeline.parts) else NOT_FOR_NAMES)
            nlp(PROBE)
    except Exception as error:  # a pipeline is code of others, and can fail in any way
        why = str(error).split("\n")[0].strip().rstrip(".")
        return CannotUse(pipeline.called, "{error}", error=f"{type(error).__name__}: {why}"[:200])
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        return CannotUse(pipeline.called, gettext_noop("nothing in it marks names"))
    return LanguageModel(pipeline, nlp)


def model_for(language: str, named: str = "") -> tuple[LanguageModel | None, str]:
    """Return the model that reads along in a language, None where there is none, and why not if one was expected."""
    try:
        pipeline = pipeline_for(language, named)
    except CannotUse as why:
        pipeline = pipeline_for(language)
        found = loaded(pipeline) if pipeline else None
        return found if isinstance(found, LanguageModel) else None, str(why)
    found = loaded(pipeline) if pipeline else None
    return (None, str(found)) if isinstance(found, CannotUse) else (found, "")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces that end with a line, or with a word where a line is too long, and where each begins."""
    at = 0
    while at < len(text):
        end = at + LONGEST
        if end < len(text):
            ends = (text.rfind(mark, at, end) + 1 for mark in "\n ")
            end = next((one for one in ends if one > at), end)
        yield at, text[at:end]
        at = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without marks at its ends, an article, a possessive's ending, or the lines after its first."""
    while start < end and not text[start].isalnum():
        start += 1
    if article := ARTICLE.match(text, start, end):
        start = article.end()
    words = POSSESSIVE.sub("", text[start:end].split("\n")[0])
    while words and not words[-1].isalnum():
        words = words[:-1]
    tells = any(letter.isalpha() for letter in words) and not all_of_every_day(words, 1.0)
    return (start, start + len(words)) if tells else None


def _everywhere(text: str, marked: Sequence[tuple[int, int, Kind]]) -> Iterator[Span]:
    """What was marked, and every place of the same words: one thing is of one kind wherever it is written so."""
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    by_first: dict[str, set[str]] = defaultdict(set)
    for start, end, kind in marked:
        kinds[_about(text[start:end])][kind] += 1
        by_first[WORD.findall(text[start:end])[0]].add(text[start:end])
    places = {(start, end) for start, end, _ in marked}
    for first in WORD.finditer(text):
        ends = (
            first.start() + len(words)
            for words in by_first.get(first.group(), ())
            if text.startswith(words, first.start())
        )
        places |= {(first.start(), end) for end in ends if not text[end : end + 1].isalnum()}
    for start, end in places:
        [(kind, _)] = kinds[_about(text[start:end])].most_common(1)
        yield Span(start, end, kind, WHY[kind], _about(text[start:end]), SURE)


def _about(words: str) -> str:
    return " ".join(words.casefold().split())
