"""Words that look like a name and are heard every day: numbers, days, titles, and what any sentence may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waylight.lenses.story.lists import COMMON, first_names, how_common, last_names, place_words
from waylight.lenses.story.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

SURE = 0.4  # from here on a word is taken for a name wherever it stands with a capital
LIKELY = 0.25  # what everyday words in small letters need
LISTED = 2  # on the scale of how common a word is: it is in the list more than once in a while
HEARD = 3  # on that scale: a word that may well open a sentence
EVERY_SENTENCE = 7
WITHIN = frozenset(':;"“”|•*')  # a sentence may go on behind these
FEWEST = 3  # sentences from which a text shows how it is written
CARE = 0.95  # the share of sentences that begin with a capital where somebody writes with care
OFFICE = frozenset(
    "ai b2b ceo cfo chro cio cmo coo cto eu faq hq hr ios it kpi ok okr pdf pm pr qa rfp roi sme uk us usa vp".split()
)
NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    first second third""".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday christmas easter".split())
SAID = frozenset("ah dr hm mr mrs ms oh prof um".split())
SHORTENED = re.compile(r"(?:i|you|he|she|it|we|they|that|there|who|what)[’'](?:d|ll|m|re|s|ve)")


def of_every_day(token: Token, sure: float, *, careful: bool) -> bool:
    """Whether a word that was flagged is none, taken alone.

    Numbers, days and titles never are. Where somebody writes with care (``careful``), neither is a listed word in
    small letters, nor one that opens a sentence and is in no list of names, without much for it.
    """
    word = token.text.lower()
    if all(part in NUMBERS for part in re.split("[-‐‑]", word)) or word in SAID or SHORTENED.fullmatch(word):
        return True
    if word in DAYS or word.removesuffix("s") in DAYS:
        return True
    if not careful or sure >= SURE:
        return False
    if token.text.islower():
        return how_common(word) >= LISTED and word not in first_names()
    return token.opens and how_common(word) >= HEARD and not _in_a_list(word)


def all_of_every_day(words: str, sure: float) -> bool:
    """Whether words that were flagged are abbreviations of every office, or heard in every sentence with little for
    them.
    """
    each = words.lower().split()
    floor = COMMON if words.islower() and sure < LIKELY else EVERY_SENTENCE
    return all(word in OFFICE for word in each) or (sure < SURE and all(how_common(word) >= floor for word in each))


def with_care(words: Sequence[Token]) -> bool:
    """Whether a text is written with capitals where sentences begin."""
    after = [Token("", 0, 0, opens=True), *words]
    opening = [one.text for before, one in zip(after, words, strict=False) if one.opens and before.text not in WITHIN]
    first = [word for word in opening if word[:1].isalpha()]
    return len(first) >= FEWEST and sum(one[0].isupper() for one in first) >= CARE * len(first)


def _in_a_list(word: str) -> bool:
    return word in first_names() or word in last_names() or word in place_words()
