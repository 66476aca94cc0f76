"""What the model sees of a turn: its words in ones, twos and threes, how it begins and ends, and the turns beside it.

Only the turn before and the turn after are looked at, so a turn's label depends on nothing further away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from waylight.lenses.mirror.tokens import (
    ASKS,
    EMPTY_WORDS,
    NO_STEM,
    Flags,
    Hashes,
    Ints,
    Tokens,
    hash_of,
    mixed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Floats = NDArray[np.float64]
OWN_WEIGHT, BEFORE_WEIGHT, AFTER_WEIGHT = 5.0, 2.0, 1.0  # of all of a turn's own words, and of its neighbours'
LENGTHS = np.array([1, 2, 3, 5, 8, 12, 18, 26, 40, 60, 100])  # words
TOKEN_BITS = np.uint64(33)  # a token's hash is a CRC of 32 bits and one more
TOKEN_MASK = np.uint64((1 << 33) - 1)
SHARES = np.array([0.001, 0.1, 0.2, 0.35, 0.5, 0.8])  # of a turn's words that the turn before had


class Mark(NamedTuple):
    """One kind of thing seen: in which turn, what, and how much it counts."""

    turn: Ints
    key: Hashes
    value: Floats


class Taken(NamedTuple):
    """For each turn, how many distinct words it has that say something, and how many of them the turn before had."""

    amount: Ints
    shared: Ints


def marks_of(words: Tokens, texts: Sequence[str], first: Flags, last: Flags, coach: Flags, taken: Taken) -> Mark:
    """Return everything seen in the turns, which stand in order; ``first`` and ``last`` bound their conversations."""
    found = [_own(words), *_shape(words, texts), *_beside(words, first, last, coach, taken)]
    return Mark(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _named(what: str) -> np.uint64:
    return np.uint64(hash_of("mark:" + what))


def _runs(words: Tokens, group: Ints) -> Iterator[tuple[Ints, Hashes]]:
    """Ones, twos and threes of tokens that lie in one group, by the place of their first."""
    run = words.token
    yield np.arange(len(run)), run
    for size in (2, 3):
        if len(words.token) < size:
            return
        run = mixed(run[:-1], words.token[size - 1 :])
        place = np.arange(len(run))
        inside = group[: len(run)] == group[size - 1 :]
        yield place[inside], run[inside]


def _own(words: Tokens) -> Mark:
    """The turn's own words. Where it begins, ends and asks is part of what is seen."""
    found: list[tuple[Ints, Hashes]] = []
    closing = np.append(words.turn[1:] != words.turn[:-1], True)[: len(words.turn)]
    for size, (place, run) in enumerate(_runs(words, words.turn)):
        found.append((words.turn[place], mixed(run, _named(f"run{size}"))))
        here = closing[place + size]
        found.append((words.turn[place[here]], mixed(run[here], _named(f"ends{size}"))))
    for size, (place, run) in enumerate(_runs(words, words.sentence)):
        for kind, where in _openings(words):
            here = where[place]
            found.append((words.turn[place[here]], mixed(run[here], _named(f"{kind}{size}"))))
    stems = words.stem != NO_STEM
    found.append((words.turn[stems], mixed(words.stem[stems], _named("stem"))))
    asked = words.asks & words.word
    found.append((words.turn[asked], mixed(words.token[asked], _named("asked"))))
    return _normed(found, words.turns, OWN_WEIGHT)


def _openings(words: Tokens) -> Iterator[tuple[str, Flags]]:
    """Where a turn, a sentence that asks, one that tells, and the last sentence begin."""
    begins = np.ones(len(words.turn), dtype=np.bool_)
    begins[1:] = words.turn[1:] != words.turn[:-1]
    ends = np.zeros(words.turns, dtype=np.int64)
    ends[words.turn] = words.sentence  # the last sentence of each turn: later rows write over earlier ones
    yield "turn", begins
    yield "asks", words.opens & words.asks
    yield "tells", words.opens & ~words.asks
    yield "closes", words.opens & (words.sentence == ends[words.turn])


def _normed(found: list[tuple[Ints, Hashes]], turns: int, weight: float) -> Mark:
    """Give each turn the same weight in all, however long it is."""
    turn, key = (np.concatenate(column) for column in zip(*found, strict=True))
    amount = np.bincount(turn, minlength=turns)
    return Mark(turn, key, weight / np.sqrt(amount[turn]))


def _shape(words: Tokens, texts: Sequence[str]) -> Iterator[Mark]:
    """How long the turn is, whether it asks, and whether it was broken off."""
    said, asks = _counts(words)
    sentences = np.bincount(words.turn[words.opens], minlength=words.turns)
    stripped = [text.strip() for text in texts]
    begun = np.array([text.startswith("-") for text in stripped], dtype=np.int64)
    broken = np.array([text.endswith("-") for text in stripped], dtype=np.int64)
    everywhere = np.arange(words.turns)
    yield _level("length", everywhere, np.searchsorted(LENGTHS, said, side="right"))
    yield _level("sentences", everywhere, np.minimum(sentences, 6))
    yield _level("asking", everywhere, np.minimum(asks, 3))
    yield _level("begun", everywhere, begun)
    yield _level("broken", everywhere, broken)


def shapes(words: Tokens, texts: Sequence[str], first: Flags, taken: Taken) -> Floats:
    """Return each turn's shape in numbers of about 1: its length, what asks and breaks off, and what it takes up."""
    said, asks = _counts(words)
    shared = taken.shared * ~first
    asks_last = np.zeros(words.turns)
    asks_last[words.turn] = words.token == ASKS  # later rows write over earlier ones
    stripped = [text.strip() for text in texts]
    begun = np.array([text.startswith("-") for text in stripped])
    broken = np.array([text.endswith("-") for text in stripped])
    few, some = np.minimum(said, 3) / 3, np.minimum(shared, 6) / 3
    columns = [np.log1p(said) / 2, few, np.minimum(asks, 3), asks_last, begun, broken]
    return np.stack([*columns, some, shared / np.maximum(taken.amount, 1)], axis=1).astype(np.float64)


def _level(what: str, turn: Ints, level: NDArray[np.int64], value: float = 1.0) -> Mark:
    key = mixed(np.full(len(turn), _named(what)), level.astype(np.uint64))
    return Mark(turn, key, np.full(len(turn), value))


def _counts(words: Tokens) -> tuple[Ints, Ints]:
    """Words and sentences that ask, by turn."""
    said = np.bincount(words.turn[words.word], minlength=words.turns)
    return said, np.bincount(words.turn[words.asks & words.opens], minlength=words.turns)


class _Full(NamedTuple):
    turn: Ints
    token: Hashes


def _full(words: Tokens) -> _Full:
    """The distinct words of each turn that say something."""
    full = words.word & ~np.isin(words.token, EMPTY_WORDS)
    both = np.unique((words.turn[full].astype(np.uint64) << TOKEN_BITS) | words.token[full])
    return _Full((both >> TOKEN_BITS).astype(np.int64), both & TOKEN_MASK)


def _beside(words: Tokens, first: Flags, last: Flags, coach: Flags, taken: Taken) -> Iterator[Mark]:
    """The turns before and after: how long, whether asking, and which words; of the one before, which were taken up."""
    said, asks = _counts(words)
    turns = np.arange(words.turns)
    after, before = turns[~first], turns[~last]  # turns that have one before, and those that have one after
    same_before = (coach[after] == coach[after - 1]).astype(np.int64)
    same_after = (coach[before] == coach[before + 1]).astype(np.int64)
    length = np.searchsorted(LENGTHS, said, side="right")
    yield _level("first", turns, first.astype(np.int64))
    yield _level("last", turns, last.astype(np.int64))
    yield _level("length before", after, length[after - 1] * 2 + same_before)  # not for readers
    yield _level("asked before", after, (asks[after - 1] > 0) * 2 + same_before)  # not for readers
    yield _level("length after", before, length[before + 1] * 2 + same_after)  # not for readers
    yield _level("asked after", before, (asks[before + 1] > 0) * 2 + same_after)  # not for readers
    yield from _taken_up(taken, after[same_before == 0], asks)
    yield _words_of(words, "before", 1, ~last & np.append(coach[:-1] & ~coach[1:], False), BEFORE_WEIGHT)
    yield _words_of(words, "after", -1, ~first, AFTER_WEIGHT)


def _taken_up(taken: Taken, turns: Ints, asks: Ints) -> Iterator[Mark]:
    """How much of a turn's words the other had said just before: the plainest trace of a reflection."""
    shared, amount = taken.shared[turns], taken.amount[turns]
    share = np.searchsorted(SHARES, shared / np.maximum(amount, 1), side="right")
    share = np.where(amount > 0, share, len(SHARES) + 1)
    yield _level("taken up", turns, share)  # not for readers
    yield _level("words taken up", turns, np.minimum(shared, 4))  # not for readers
    yield _level("taken up and asked", turns, share * 2 + (asks[turns] > 0))  # not for readers


def taken_of(words: Tokens) -> Taken:
    """Return what each turn took up."""
    full = _full(words)
    shared = np.bincount(full.turn[_was_said_before(full)], minlength=words.turns)
    return Taken(np.bincount(full.turn, minlength=words.turns), shared)


def _was_said_before(full: _Full) -> Flags:
    here = mixed(full.token, full.turn.astype(np.uint64))
    there = mixed(full.token, (full.turn + 1).astype(np.uint64))
    return np.isin(here, there)


def _words_of(words: Tokens, what: str, step: int, giving: Flags, weight: float) -> Mark:
    """The words of turns that are ``giving``, and how they begin, as seen from the turn ``step`` further on."""
    given = giving[words.turn]
    found = [(words.turn[given] + step, mixed(words.token[given], _named(what)))]
    begins = np.ones(len(words.turn), dtype=np.bool_)
    begins[1:] = words.turn[1:] != words.turn[:-1]
    for size, (place, run) in enumerate(_runs(words, words.turn)):
        here = (begins & given)[place]
        found.append((words.turn[place[here]] + step, mixed(run[here], _named(f"{what} begins{size}"))))
    return _normed(found, words.turns, weight)
