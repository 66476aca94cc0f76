"""A text as plain small letters: without mark-up, accents or other scripts, and with where each letter stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

MARK_UP = re.compile(
    r"<[^<>\n]{1,80}>|&(?:nbsp|shy|zwnj|zwj|[lr]squo|amp);|\]\([^)\s]{0,200}\)|[*_`~\[\]]+|[\u00ad\u200b-\u200f\u2060\ufeff]+"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """``letters``: the text folded; ``at``: where in the text each of them stood, and at last the text's length."""

    letters: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``letters[start:end]`` stands in the text."""
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Plain:
    """Fold a text. Mark-up inside a word leaves no gap; between words it is a gap already."""
    letters: list[str] = []
    at: list[int] = []
    skip = {n for match in MARK_UP.finditer(text) for n in range(*match.span())}
    for n, letter in enumerate(text):
        if n not in skip:
            folded = fold(letter)
            letters.append(folded)
            at += [n] * len(folded)
    return Plain("".join(letters), (*at, len(text)))


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
