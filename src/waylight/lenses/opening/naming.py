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


class _Words:
    """The words of a text. What is asked of few of them is found when it is asked."""

    def __init__(self, text: str) -> None:
        self.text, self.places = text, list(WORD.finditer(text))
        self.folded = [fold(place.group()).removesuffix("'s") for place in self.places]

    def shown(self, n: int) -> str:
        """A word as it is written."""
        return self.places[n].group()

    def starts(self, n: int) -> bool:
        """Whether a word begins a sentence."""
        return not n or any(mark in self._gap(n) for mark in ".!?…:\n")

    def is_joined(self, n: int) -> bool:
        """Whether there is such a word, and only a space stands before it."""
        return n < len(self.places) and self._gap(n) == " "

    def _gap(self, n: int) -> str:
        return self.text[self.places[n - 1].end() if n else 0 : self.places[n].start()]


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
        words = _Words(text)
        found: dict[int, int] = {}
        for n, word in enumerate(words.folded):
            for spelling, person in self._by_first.get(word, ()):
                if person not in found and _stands_at(words, n, spelling):
                    found[person] = n
        return tuple(sorted(found, key=lambda person: (found[person], person)))


def people_named(text: str, people: Mapping[int, Sequence[str]]) -> tuple[int, ...]:
    """Return the persons of ``people`` whom ``text`` names, as ``Names`` has it."""
    return Names(people).named_in(text)


def _stands_at(words: _Words, n: int, spelling: _Spelling) -> bool:
    if tuple(words.folded[n : n + len(spelling.words)]) != spelling.words:
        return False
    if not spelling.name:
        return True
    also_a_word = len(spelling.words) == 1 and words.starts(n) and words.folded[n] in ALSO_WORDS
    if also_a_word or not words.shown(n)[0].isupper():
        return False
    # "Anna Berg" is not the Anna Lind we know.
    return not (spelling.first and words.is_joined(n + 1) and _is_name(words.shown(n + 1)))


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


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
