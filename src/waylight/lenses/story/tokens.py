"""A text as words and marks, with where each stands and where sentences begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word may hold apostrophes and hyphens; a handle or a hashtag is one word; all else is one mark each.
TOKEN = re.compile(r"[#@]?\w+(?:[’'‘´\-‐‑]\w+)*|[^\w\s]")
POSSESSIVE = re.compile(r"[’'‘´]s$|(?<=s)[’'‘´]$", re.IGNORECASE)
ENDS = frozenset('.!?…:"“”;|•*')


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: ``text`` as written, from ``start`` until ``end``, whether it ``opens`` a sentence or a
    line.
    """

    text: str
    start: int
    end: int
    opens: bool


def tokens(text: str) -> list[Token]:
    """Return the words and marks of a text in order; the ending of a possessive ("’s") is left out of its word."""
    found: list[Token] = []
    opens, before = True, 0
    for match in TOKEN.finditer(text):
        word = POSSESSIVE.sub("", match.group())
        opens = opens or "\n" in text[before : match.start()]
        if word:
            found.append(Token(word, match.start(), match.start() + len(word), opens))
        opens, before = match.group() in ENDS, match.end()
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence or line begins and ends (characters)."""
    ends = [match.end() for match in re.finditer(r"[.!?…]+[\"”’)]*(?=\s)|\n+", text)]
    starts = [0, *ends]
    pairs = zip(starts, [*ends, len(text)], strict=True)
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in pairs if text[a:b].strip()]
