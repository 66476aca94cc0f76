"""How many people a text could be about: details add up, sentence by sentence and over the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.story.finding import find
from waylight.lenses.story.plain import fold
from waylight.lenses.story.span import Kind
from waylight.lenses.story.tokens import sentences
from waylight.lenses.story.tongue import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.story.known import Known
    from waylight.lenses.story.span import Span
    from waylight.lenses.story.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Told:
    """``text[start:end]`` tells these ``traits``, and ``k`` people of the record have them all (None where none is
    told).
    """

    start: int
    end: int
    traits: tuple[str, ...]
    k: int | None


@dataclass(frozen=True, slots=True)
class Leaks:
    """``spans``: what could give somebody away; ``sentences``: those that tell traits of people; ``whole``: all
    together.
    """

    spans: tuple[Span, ...]
    sentences: tuple[Told, ...]
    whole: Told


def leaks(text: str, known: Sequence[Known] = (), tongue: Tongue = ENGLISH) -> Leaks:
    """Return what a text gives away, with k, the number of people in the record who fit what is told (Sweeney 2002).

    k of a sentence: people who have every trait that it names. k of the whole: the smallest number of people who fit
    what is told of one of them: for each person, all traits of the text that they have, and how many have these
    too; the least of all. A sentence that names no trait of more than nobody is left out.
    """
    people = [one for one in known if one.kind is Kind.PERSON]
    every = sorted({trait for one in people for trait in one.traits}, key=lambda trait: (-len(trait), trait))
    told = [_told(text, start, end, every, people) for start, end in sentences(text)]
    said = tuple(dict.fromkeys(trait for one in told for trait in one.traits))
    least = [_fitting(people, frozenset(said) & one.traits) for one in people if frozenset(said) & one.traits]
    whole = Told(0, len(text), said, min(least) if least else None)
    return Leaks(tuple(find(text, known, tongue)), tuple(one for one in told if one.traits), whole)


def _told(text: str, start: int, end: int, every: Sequence[str], people: Sequence[Known]) -> Told:
    words = fold(text[start:end])
    named = []
    for trait in every:
        pattern = rf"\b{re.escape(fold(trait))}(?:s|es)?\b"
        if re.search(pattern, words):
            named.append(trait)
            words = re.sub(pattern, " ", words)  # "senior manager" does not tell "manager" too
    return Told(start, end, tuple(named), _fitting(people, frozenset(named)) if named else None)


def _fitting(people: Sequence[Known], traits: frozenset[str]) -> int:
    return sum(traits <= one.traits for one in people)
