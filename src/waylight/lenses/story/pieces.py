"""Names in pieces: letters apart, a space within, run together with other words, or one letter alone."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from waylight.language import gettext_noop
from waylight.lenses.story.known import folded_words
from waylight.lenses.story.lists import COMMON, how_common
from waylight.lenses.story.plain import fold, squash
from waylight.lenses.story.span import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waylight.lenses.story.known import Form, Known
    from waylight.lenses.story.matching import Word
    from waylight.lenses.story.plain import Plain

LETTERS_APART = re.compile(r"\b(?:[a-z][ .\-]{1,2}){3,}[a-z]\b")
RUN_TOGETHER = re.compile(r"\b\w*[^\W\d_A-Z][A-Z]\w*")
PIECE = re.compile(r"[A-Z][^\W\d_A-Z]+")
STARRED = re.compile(r"[^\W\d_]+(?:\*+[^\W\d_]+)+")
INITIAL = re.compile(r"(?<![\w.])[A-HJ-Z](?=\.[’']|\.\s[a-z])")
SHORTEST = 4  # letters of a name that is looked for in pieces
TOLD_APART = 6  # letters of a name that is still that name with a space in it


def apart(letters: Plain, forms: Sequence[Form]) -> Iterator[Span]:
    """Names whose letters are written apart: "M a r t a"."""
    for match in LETTERS_APART.finditer(letters.letters):
        joined = squash(match.group())
        for form in forms:
            if len("".join(form.words)) >= SHORTEST and "".join(form.words) in joined:
                yield Span(*letters.span(*match.span()), form.about.kind, form.why, form.about.about)


def run_together(text: str, forms: Sequence[Form]) -> Iterator[Span]:
    """Short names in words that run together with capitals: "#TeamHale"."""
    alone = {form.words[0]: form for form in forms if len(form.words) == 1 and len(form.words[0]) >= SHORTEST}
    for match in RUN_TOGETHER.finditer(text):
        for piece in PIECE.finditer(match.group()):
            form = alone.get(fold(piece.group()))
            if form is not None:
                start = match.start() + piece.start()
                yield Span(start, start + len(piece.group()), form.about.kind, form.why, form.about.about)


def in_two(letters: Plain, words: Sequence[Word], forms: Iterable[Form]) -> Iterator[Span]:
    """Names with a space or a hyphen in them: "Lind qvist". Two everyday words ("new man") are two words."""
    alone = {form.words[0]: form for form in forms if len(form.words) == 1 and len(form.words[0]) >= TOLD_APART}
    for one, two in pairwise(words):
        form = alone.get(one.folded + two.folded) if two.start - one.end == 1 else None
        if form is not None and min(how_common(one.folded), how_common(two.folded)) < COMMON:
            yield Span(*letters.span(one.start, two.end), form.about.kind, form.why, form.about.about)


def starred(text: str, forms: Iterable[Form]) -> Iterator[Span]:
    """Names with stars for some letters: "L*ndqv*st"."""
    alone = {form.words[0]: form for form in forms if len(form.words) == 1 and len(form.words[0]) >= SHORTEST}
    for match in STARRED.finditer(text):
        wanted = re.compile(r"\w{1,3}".join(re.escape(fold(part)) for part in re.split(r"\*+", match.group())))
        form = next((form for name, form in alone.items() if wanted.fullmatch(name)), None)
        if form is not None:
            yield Span(*match.span(), form.about.kind, form.why, form.about.about)


def one_initial(text: str, known: Iterable[Known]) -> Iterator[Span]:
    """Somebody as one letter: "M. asked"."""
    first: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.kind is Kind.PERSON and one.names and (words := folded_words(one.names[0])):
            first[words[0][0]].append(one)
    for match in INITIAL.finditer(text):
        meant = first.get(match.group().lower())
        if meant:  # of several, the sentence may mean any: about none of them
            about = meant[0].about if len(meant) == 1 else f"initial {match.group()}"
            why = gettext_noop("It is the initial of a person in the record.")
            yield Span(*match.span(), Kind.PERSON, why, about, 0.9)
