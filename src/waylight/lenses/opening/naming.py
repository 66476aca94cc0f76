"""Which of the people known are named in a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.opening.words import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof", "professor", "sir", "dame", "the"))
# First names that are common words: at the start of a sentence a capital letter does not tell them apart.
ALSO_WORDS = frozenset(
    "art bill chase dean drew faith frank grace grant guy hope jack joy mark max miles page pat ray rich rob rose "
    "sky sue will".split()
)
MONTHS = frozenset(("april", "may", "june", "august"))  # as a first name alone they are taken for the month


@dataclass(frozen=True, slots=True)
class _Spelling:
    words: tuple[str, ...]  # folded
    name: bool  # written with a capital; otherwise a role
    first: bool  # a first name standing for the whole


@dataclass(frozen=True, slots=True)
class _Word:
    shown: str
    folded: str
    starts: bool  # begins a sentence
    joined: bool  # only a space stands before it


class Names:
    """The names, spellings and roles of some people, made ready to be looked for in many texts.

    A person is named by a whole spelling, by their first name when nobody else has it, and by a role among
    their spellings. A spelling that belongs to two people names neither. A name counts only where it is
    written with a capital; a role ("plant director", all in lower case) however it is written.
    """

    def __init__(self, people: Mapping[int, Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[_Spelling, int]]] = defaultdict(list)
        for spelling, person in _spellings_of_one(people).items():
            self._by_first[spelling.words[0]].append((spelling, person))

    def named_in(self, text: str) -> tuple[int, ...]:
        """Return the persons whom ``text`` names, in order of first mention."""
        words = _words(text)
        found: dict[int, int] = {}
        for n, word in enumerate(words):
            for spelling, person in self._by_first.get(word.folded, ()):
                if person not in found and _stands_at(words, n, spelling):
                    found[person] = n
        return tuple(sorted(found, key=lambda person: (found[person], person)))


def people_named(text: str, people: Mapping[int, Sequence[str]]) -> tuple[int, ...]:
    """Return the persons of ``people`` whom ``text`` names, as ``Names`` has it."""
    return Names(people).named_in(text)


def _words(text: str) -> list[_Word]:
    found, end = [], 0
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        starts = not end or any(mark in gap for mark in ".!?…:\n")
        folded = fold(match.group()).removesuffix("'s")
        found.append(_Word(match.group(), folded, starts, gap == " "))
        end = match.end()
    return found


def _stands_at(words: Sequence[_Word], n: int, spelling: _Spelling) -> bool:
    here = words[n : n + len(spelling.words)]
    if tuple(word.folded for word in here) != spelling.words:
        return False
    if not spelling.name:
        return True
    first = here[0]
    if not first.shown[0].isupper() or (len(here) == 1 and first.starts and first.folded in ALSO_WORDS):
        return False
    after = words[n + 1] if n + 1 < len(words) else None
    # "Anna Berg" is not the Anna Lind we know.
    return not (spelling.first and after and after.joined and after.shown[0].isupper() and len(after.shown) > 1)


def _spellings_of_one(people: Mapping[int, Sequence[str]]) -> dict[_Spelling, int]:
    claims: dict[tuple[str, ...], dict[int, _Spelling]] = defaultdict(dict)
    for person, given in people.items():
        for spelling in (form for text in given for form in _forms(text)):
            known = claims[spelling.words].get(person)
            # Somebody who is also spelled by the first name alone is named by it whatever follows.
            if known is None or known.first:
                claims[spelling.words][person] = spelling
    return {spelling: person for one in claims.values() if len(one) == 1 for person, spelling in one.items()}


def _forms(text: str) -> Iterator[_Spelling]:
    """Yield the spelling itself, the spelling without a title, and the first name alone."""
    if text.count(",") == 1:  # "Ferrão, Tomás"
        last, first = text.split(",")
        text = f"{first.strip()} {last.strip()}"
    words = tuple(fold(word).removesuffix("'s") for word in WORD.findall(text))
    name = text != text.lower()
    bare = words[1:] if words and words[0] in TITLES else words
    for form in {words, bare} - {()}:
        yield _Spelling(form, name, first=False)
    if name and len(bare) > 1 and len(bare[0]) > 1 and bare[0] not in MONTHS:
        yield _Spelling(bare[:1], name, first=True)
