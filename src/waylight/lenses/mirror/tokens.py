"""The words of many turns as flat arrays of hashes, so that no Python runs for a pair or a triple of them."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?!.…,]|-+")
STEM_LETTERS = 4  # "drinking", "drinks" and "drinker" meet; shorter words have no stem of their own
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴/φ: Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4)
_SHIFT = np.uint64(29)
# Words without a subject of their own: taking one up from the other is no sign of having listened.
_EMPTY_WORDS = """
    the a an and or but of to in on for with at by it is was be are i you he she they we my me your this that so um uh
    like just know yeah okay mm hmm not do don't it's that's i'm you're have if as what then there well oh right yes no
""".split()


@lru_cache(maxsize=1 << 16)
def hash_of(word: str) -> int:
    """Hash a token: the same in every process and on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1


@lru_cache(maxsize=1 << 16)
def _pair(token: str) -> tuple[int, int]:
    """The hashes of a token and of its stem; every number is the same token."""
    word = "#" if token[0].isdecimal() else token
    return hash_of(word), hash_of(word[:STEM_LETTERS] if len(word) > STEM_LETTERS else "")


EMPTY_WORDS: Hashes = np.array([hash_of(word) for word in _EMPTY_WORDS], dtype=np.uint64)
NO_STEM = np.uint64(hash_of(""))
ASKS = np.uint64(hash_of("?"))
ENDS: Hashes = np.array([hash_of(mark) for mark in "?!.…"], dtype=np.uint64)
MARKS: Hashes = np.array([hash_of(mark) for mark in ("?", "!", ".", "…", ",", "-", "--", "---")], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """One row a token of all turns, in order. ``sentence`` and ``turn`` count from 0 over everything."""

    token: Hashes
    stem: Hashes
    turn: Ints
    sentence: Ints
    opens: Flags  # the token begins a sentence
    asks: Flags  # its sentence has a question mark
    word: Flags  # no mark of punctuation
    turns: int


def split(text: str) -> list[str]:
    """Split a text into words and marks of punctuation, folded to lower case."""
    return TOKEN.findall(text.lower().replace("’", "'"))


def tokens_of(texts: Sequence[str]) -> Tokens:
    """Split texts into tokens."""
    told = [split(text) for text in texts]
    lengths = np.array([len(words) for words in told], dtype=np.int64)
    pairs = np.array([_pair(word) for words in told for word in words], dtype=np.uint64).reshape(-1, 2)
    token, stem = pairs[:, 0].copy(), pairs[:, 1].copy()
    turn = np.repeat(np.arange(len(told)), lengths)
    opens = np.ones(len(token), dtype=np.bool_)
    opens[1:] = np.isin(token[:-1], ENDS) | (turn[1:] != turn[:-1])
    sentence = np.cumsum(opens) - 1
    asks = np.bincount(sentence, weights=token == ASKS)[sentence] > 0 if len(token) else opens
    return Tokens(token, stem, turn, sentence, opens, asks, ~np.isin(token, MARKS), len(told))


def mixed(first: Hashes, second: Hashes | np.uint64) -> Hashes:
    """Hash two hashes, in this order, into one. Arrays wrap around at 2⁶⁴, which is meant."""
    turned = (first ^ (first >> _SHIFT)) * _ODD
    both: Hashes = (turned + second) * _ODD
    return both ^ (both >> _SHIFT)
