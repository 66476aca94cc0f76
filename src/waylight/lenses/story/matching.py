"""Where a text names what the record knows: in plain forms, inflected, misspelt, split, joined, or in another
script.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from waylight.language import gettext_noop
from waylight.lenses.story.known import INITIALS_OF, Form, forms_of
from waylight.lenses.story.lists import COMMON, how_common
from waylight.lenses.story.pieces import apart, in_two, one_initial, run_together, starred
from waylight.lenses.story.plain import Plain, plain, sound
from waylight.lenses.story.span import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from waylight.lenses.story.known import Known

CLOSE_TO_A_NAME = gettext_noop("It is close to a name in the record.")
CLOSE = gettext_noop("It is close to something in the record.")
WORD = re.compile(r"[a-z0-9]+")
WRITTEN_INITIALS = re.compile(r"\b(?:[^\W\d_]\.[ -]?){1,3}\Z")
INITIALS = frozenset(INITIALS_OF.values())
WIDEST_GAP = 3  # characters between two words of one name: ". ", "-", "’ "
SHORTEST = 4  # letters of a name below which a misspelling is another word
MOST_SLIPS = 2
LONG = 9  # letters of a name from which two slips are still that name
ENDING = 3  # letters that an inflection may add
JOINED = 5  # letters of a name that is still told apart inside a longer word
ABBREVIATION = 4  # how common a word is that is taken for an abbreviation ("hr") and not for initials


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the folded text: where it stands in the plain letters, and how it was written."""

    folded: str
    start: int
    end: int
    capital: bool
    shouted: bool
    opens: bool
    foreign: bool  # holds letters that are not Latin


def by_record(text: str, known: Sequence[Known], *, is_name: Callable[[int, int], bool]) -> list[Span]:
    """Return where ``text`` names something of ``known``; spans may overlap.

    ``is_name`` says of a place in the text whether it looks like a name there: it decides where a name is an
    everyday word too.
    """
    letters = plain(text)
    words = _words(text, letters)
    forms = [form for one in known for form in forms_of(one)]
    found = [*_exact(text, letters, words, forms, is_name), *apart(letters, forms), *_near(letters, words, forms)]
    found += [
        *run_together(text, forms),
        *starred(text, forms),
        *in_two(letters, words, forms),
        *one_initial(text, known),
    ]
    return sorted(_with_initials(text, span) for span in found)


def _with_initials(text: str, span: Span) -> Span:
    """Take the initials before a person's name into it: "M. Lindqvist"."""
    before = WRITTEN_INITIALS.search(text, max(0, span.start - 12), span.start)
    return replace(span, start=before.start()) if before and span.kind is Kind.PERSON else span


def _words(text: str, letters: Plain) -> list[Word]:
    found: list[Word] = []
    before = 0
    for match in WORD.finditer(letters.letters):
        start, end = letters.span(*match.span())
        shown, gap = text[start:end], text[before:start]
        opens = not found or any(mark in gap for mark in '.!?…:\n“"')
        foreign = any(ord(letter) > 0x24F and letter.isalpha() for letter in shown)
        found.append(Word(match.group(), *match.span(), shown[0].isupper(), shown.isupper(), opens, foreign))
        before = end
    return found


def _exact(
    text: str, letters: Plain, words: Sequence[Word], forms: Iterable[Form], is_name: Callable[[int, int], bool]
) -> Iterator[Span]:
    starting: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        starting[form.words[0]].append(form)
    for n, word in enumerate(words):
        for form in starting.get(word.folded, ()):
            here = words[n : n + len(form.words)]
            if tuple(one.folded for one in here) == form.words and _together(here):
                start, end = letters.span(here[0].start, here[-1].end)
                if not form.capital or _meant(here, form, lambda: is_name(start, end)):  # noqa: B023 - asked at once
                    yield Span(start, end, form.about.kind, form.why, form.about.about)


def _together(here: Sequence[Word]) -> bool:
    return all(two.start - one.end <= WIDEST_GAP for one, two in pairwise(here))


def _meant(here: Sequence[Word], form: Form, looks_so: Callable[[], bool]) -> bool:
    """Whether an everyday word, or a few letters, stand for the name here."""
    if len(form.words) > 1:  # initials one by one
        return all(one.capital for one in here)
    word = here[0]
    if len(word.folded) <= 3 and form.why in INITIALS:
        return word.shouted and how_common(word.folded) < ABBREVIATION
    return word.capital and (not word.opens or looks_so())


def _near(letters: Plain, words: Sequence[Word], forms: Sequence[Form]) -> Iterator[Span]:
    """Words that are in no list and lie near a name, hold it, or go on from it."""
    names = [form for form in forms if len("".join(form.words)) >= 3 and not form.capital]
    odd: dict[tuple[str, bool], list[Word]] = defaultdict(list)
    for each in words:
        if each.foreign or (len(each.folded) >= SHORTEST and how_common(each.folded) < COMMON - 1):
            odd[each.folded, each.foreign].append(each)
    if not odd or not names:
        return
    heard = [sound("".join(form.words)) for form in names]
    far = cdist([sound(word) for word, _ in odd], heard, scorer=OSA.distance, score_cutoff=MOST_SLIPS, dtype=np.uint8)
    for ((word, foreign), places), slips in zip(odd.items(), far.tolist(), strict=True):
        form = _nearest(word, names, slips, foreign=foreign) or _held(word, names)
        if form is not None and word not in form.words:
            why = CLOSE_TO_A_NAME if form.about.kind is Kind.PERSON else CLOSE
            for one in places:
                yield Span(*letters.span(one.start, one.end), form.about.kind, why, form.about.about, 0.9)


def _nearest(word: str, names: Sequence[Form], slips: Sequence[int], *, foreign: bool) -> Form | None:
    for n in sorted((n for n, slip in enumerate(slips) if slip <= MOST_SLIPS), key=slips.__getitem__):
        if slips[n] <= _slips_allowed(word, "".join(names[n].words), foreign=foreign):
            return names[n]
    return None


def _slips_allowed(word: str, name: str, *, foreign: bool) -> int:
    length = min(len(word), len(name))
    if foreign:
        return 2 if length > SHORTEST else int(length == SHORTEST)
    if word[0] != name[0] and how_common(word) > 0:
        return 0
    return 2 if length >= LONG else int(length > SHORTEST)


def _held(word: str, names: Sequence[Form]) -> Form | None:
    """A name inside a longer word ("teammarta", "martasilva88"), or with an ending ("martas", "martának")."""
    for form in names:
        name = "".join(form.words)
        if (len(name) >= JOINED and name in word) or (
            len(name) >= SHORTEST and word.startswith(name) and len(word) - len(name) <= ENDING
        ):
            return form
    return None
