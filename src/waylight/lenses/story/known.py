"""What the record knows of people and things, and under which forms each may stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from waylight.language import gettext_noop
from waylight.lenses.story.lists import COMMON, how_common
from waylight.lenses.story.plain import fold
from waylight.lenses.story.span import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

LEGAL = frozenset(
    "ag as co corp bv gmbh group holding inc kg lda limited llc llp ltd nv oy plc sa sarl se spa srl".split()
)
TITLES = frozenset("dr mr mrs ms prof professor sir dame the of and de da dos do du la le van von der den".split())


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that the record knows.

    ``about`` is the name that tells it from all others (an id will do); ``names`` are its spellings; ``instead`` is
    what a reader may be told ("a colleague in finance"), "" to leave that to the kind; ``traits`` are what the
    record says of a person, in the words a text would use ("peer", "head of finance").
    """

    about: str
    kind: Kind
    names: tuple[str, ...]
    instead: str = ""
    traits: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which something known is written: folded words, and whether it counts only with a capital.

    ``why`` it could give somebody away is said in English, to be said by ``gettext`` to whoever reads.
    """

    words: tuple[str, ...]
    about: Known
    why: str
    capital: bool = False


def forms_of(known: Known) -> list[Form]:
    """Return every form: whole spellings, their parts, nicknames and initials for people, short forms for companies."""
    found: dict[tuple[tuple[str, ...], bool], Form] = {}
    for name in known.names:
        for form in _forms(known, name):
            found.setdefault((form.words, form.capital), form)
    return list(found.values())


def _forms(known: Known, name: str) -> list[Form]:
    words = folded_words(name)
    if not words:
        return []
    whole = [Form(words, known, _why(KNOWN_AS, known.kind), capital=_weak(words))]
    if known.kind is Kind.PERSON:
        return whole + _of_person(known, words, name)
    parts = tuple(word for word in words if word not in LEGAL | TITLES)
    short = [Form(parts, known, _why(SHORT_OF, known.kind), capital=_weak(parts))]
    return whole + short * bool(parts) + _letters_of(known, parts) + _telling(known, parts)


def _of_person(known: Known, words: tuple[str, ...], name: str) -> list[Form]:
    if len(words) > 1 and "," in name:
        last = len(folded_words(name.split(",")[0]))
        words = (*words[last:], *words[:last])
    bare = tuple(word for word in words if word not in TITLES) or words
    parts = [Form((word,), known, WHY_PART, capital=_weak((word,))) for word in bare if len(word) > 1]
    parts += [Form(words, known, WHY_PART) for one in name.split() if len(words := folded_words(one)) > 1]  # O’Brien
    nick = [Form((one,), known, WHY_NICK, capital=_weak((one,))) for one in nicknames().get(bare[0], ())]
    turned = [Form((*bare[1:], bare[0]), known, WHY_PART)] * (len(bare) > 1)
    return parts + nick + turned + _letters_of(known, bare)


def _why(reasons: Mapping[Kind, str], kind: Kind) -> str:
    return reasons.get(kind, reasons[Kind.RARE_WORD])


KNOWN_AS = {
    Kind.PERSON: gettext_noop("The record knows a person of this name."),
    Kind.COMPANY: gettext_noop("The record knows a company of this name."),
    Kind.PLACE: gettext_noop("The record knows a place of this name."),
    Kind.PRODUCT: gettext_noop("The record knows a product of this name."),
    Kind.INITIATIVE: gettext_noop("The record knows an initiative of this name."),
    Kind.ROLE: gettext_noop("The record knows a role of this name."),
    Kind.RARE_WORD: gettext_noop("The record knows a word of this name."),
}
SHORT_OF = {
    Kind.COMPANY: gettext_noop("It is the short name of a company in the record."),
    Kind.PLACE: gettext_noop("It is the short name of a place in the record."),
    Kind.PRODUCT: gettext_noop("It is the short name of a product in the record."),
    Kind.INITIATIVE: gettext_noop("It is the short name of an initiative in the record."),
    Kind.ROLE: gettext_noop("It is the short name of a role in the record."),
    Kind.RARE_WORD: gettext_noop("It is the short name of a word in the record."),
}
INITIALS_OF = {
    Kind.PERSON: gettext_noop("These are the initials of a person in the record."),
    Kind.COMPANY: gettext_noop("These are the initials of a company in the record."),
    Kind.PLACE: gettext_noop("These are the initials of a place in the record."),
    Kind.PRODUCT: gettext_noop("These are the initials of a product in the record."),
    Kind.INITIATIVE: gettext_noop("These are the initials of an initiative in the record."),
    Kind.ROLE: gettext_noop("These are the initials of a role in the record."),
    Kind.RARE_WORD: gettext_noop("These are the initials of a word in the record."),
}
PART_OF = {
    Kind.PERSON: gettext_noop("It is part of the name of a person in the record."),
    Kind.COMPANY: gettext_noop("It is part of the name of a company in the record."),
    Kind.PLACE: gettext_noop("It is part of the name of a place in the record."),
    Kind.PRODUCT: gettext_noop("It is part of the name of a product in the record."),
    Kind.INITIATIVE: gettext_noop("It is part of the name of an initiative in the record."),
    Kind.ROLE: gettext_noop("It is part of the name of a role in the record."),
    Kind.RARE_WORD: gettext_noop("It is part of the name of a word in the record."),
}
WHY_PART = PART_OF[Kind.PERSON]
WHY_NICK = gettext_noop("It is a short form of the first name of a person in the record.")


def _letters_of(known: Known, words: tuple[str, ...]) -> list[Form]:
    """Initials, together ("IC") and one by one ("I. C.")."""
    if len(words) < 2:
        return []
    why = _why(INITIALS_OF, known.kind)
    letters = tuple(word[0] for word in words)
    return [Form(letters, known, why, capital=True), Form(("".join(letters),), known, why, capital=True)]


def _telling(known: Known, parts: tuple[str, ...]) -> list[Form]:
    """Words of a longer name that are in no list stand for it alone."""
    why = _why(PART_OF, known.kind)
    return [Form((word,), known, why) for word in parts if len(parts) > 1 and len(word) > 3 and how_common(word) < 3]


def _weak(words: tuple[str, ...]) -> bool:
    """Whether a form is also an everyday word, so that only a capital tells it from that ("Mark", "Will", "May")."""
    return len(words) == 1 and (how_common(words[0]) >= COMMON or len(words[0]) < 3)


def folded_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in small Latin letters."""
    return tuple(re.findall(r"[a-z0-9]+", fold(name)))


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Return for each first name its short forms and the names it is short for (package ``nicknames``, Apache-2.0)."""
    pairs: dict[str, list[str]] = {}
    for line in (resources.files("nicknames") / "names.csv").read_text("utf-8").splitlines()[1:]:
        one, _, other = line.split(",")
        pairs.setdefault(one, []).append(other)
        pairs.setdefault(other, []).append(one)
    return {name: tuple(dict.fromkeys(others)) for name, others in pairs.items()}
