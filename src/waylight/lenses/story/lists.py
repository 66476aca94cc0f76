"""The word lists that ship with Waylight: how common a word is, and which words are names of people and places."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

WHERE = "waylight.lenses.story.weights"
UNKNOWN = 0  # a word that is in no list
COMMON = 5  # such words are heard every day: a million words of talk hold dozens


def read_list(name: str) -> list[str]:
    """Return the lines of a list that ships, in its order."""
    return gzip.decompress((resources.files(WHERE) / f"{name}.txt.gz").read_bytes()).decode().splitlines()


@cache
def common() -> dict[str, int]:
    """Return for each English word its place on a scale from 1 (hardly ever) to 9 (every sentence)."""
    found: dict[str, int] = {}
    for line in read_list("common"):
        step, words = line.split(" ", 1)
        found.update(dict.fromkeys(words.split(), int(step)))
    return found


def how_common(word: str) -> int:
    """Return how common a word in lower case is: 0 for one in no list, else 1 to 9."""
    return common().get(word, UNKNOWN)


@cache
def first_names() -> dict[str, int]:
    """Return for each first name how many powers of ten of others come before it: 0 for the ten most frequent."""
    return _by_rank("first_names")


@cache
def last_names() -> dict[str, int]:
    """Return the same for last names."""
    return _by_rank("last_names")


@cache
def place_words() -> frozenset[str]:
    """Return words of which the names of large cities, regions and countries are made."""
    return frozenset(read_list("place_words"))


def _by_rank(name: str) -> dict[str, int]:
    return {word: len(str(rank)) - 1 for rank, word in reversed(list(enumerate(read_list(name), start=1)))}
