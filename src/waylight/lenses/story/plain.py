"""A text as plain small letters: without mark-up, accents or other scripts, and with where each letter stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK_UP = re.compile(
    r"<[^<>\n]{1,80}>|\]\([^)\s]{0,200}\)|[*_`~\[\]\\]+|[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
    r"|(?<=[^\W\d_])[-‐]\n(?=[^\W\d_])"  # a word that goes on in the next line
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


@dataclass(frozen=True, slots=True)
class Plain:
    """``letters``: the text folded; where in the text each of them begins (``at``) and ends (``to``)."""

    letters: str
    at: tuple[int, ...]
    to: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``letters[start:end]`` stands in the text."""
        return self.at[start], self.to[end - 1]


def plain(text: str) -> Plain:
    """Fold a text. Mark-up inside a word leaves no gap; between words it is a gap already. ``&#97;`` is read as "a"."""
    letters: list[str] = []
    at: list[int] = []
    to: list[int] = []
    for start, end, shown in _shown(text):
        folded = fold(shown)
        letters.append(folded)
        at += [start] * len(folded)
        to += [end] * len(folded)
    return Plain("".join(letters), tuple(at), tuple(to))


def _shown(text: str) -> Iterator[tuple[int, int, str]]:
    """Return where each letter that is shown begins and ends, and the letter."""
    skip = {n for match in MARK_UP.finditer(text) for n in range(*match.span())}
    entities = {match.start(): match.end() for match in ENTITY.finditer(text)} if "&" in text else {}
    past = 0
    for n, letter in enumerate(text):
        if n in entities and n >= past and (read := unescape(text[n : entities[n]])) != text[n : entities[n]]:
            past = entities[n]
            yield n, past, read
        elif n >= past and n not in skip:
            yield n, n + 1, letter


@lru_cache(maxsize=50_000)
def fold(letters: str) -> str:
    """Return letters in small Latin ones: "É" is "e", "Ж" is "zh"."""
    if letters.isascii():
        return letters.lower()
    whole = unicodedata.normalize("NFKC", letters)
    return anyascii(whole).lower()


def squash(words: str) -> str:
    """Return only the letters and digits of folded words."""
    return re.sub(r"[^a-z0-9]+", "", words)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return a folded word as one hears it, so that spellings of one name by way of another script are near.

    A short rule list of our own: i for y and j, k for c and q, v for w, s for z, f for ph; h and doubled letters
    fall away.
    """
    heard = word.replace("ph", "f").replace("ck", "k").replace("x", "ks")
    heard = heard.translate(str.maketrans("yjcqwz", "iikkvs")).replace("h", "")
    return re.sub(r"(.)\1+", r"\1", heard)
