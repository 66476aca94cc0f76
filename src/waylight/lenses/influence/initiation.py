"""Who turned to whom first: which rows begin something, and which only carry it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence import rhythm
from waylight.lenses.influence.contacts import CROWD, DAY, Contacts, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEFINITION = (
    "Somebody reaches out when they write the first message of a thread (everybody it is addressed to "
    "counts; an answer does not), when they call a meeting (a series counts once, at its first date), or "
    "when they are the first to turn to somebody after a long silence either way, in a thread that has been "
    "silent as long. Where a message belongs to no known thread, the very first between two people counts too. "
    f"What goes to more than {CROWD} people at once reaches out to nobody. {rhythm.DEFINITION}"
)


def initiations(contacts: Contacts, *, quiet_days: float | None = None, crowd: int = CROWD) -> NDArray[np.bool_]:
    """Say of each row whether its sender turned to its recipient first; ``DEFINITION`` is the rule in words.

    Give the whole table, not a window of it: what a row begins depends on what went before. ``quiet_days`` sets one
    length of a long silence for every pair, instead of what ``rhythm`` makes of its own gaps.

    A row counts when its message has at most ``crowd`` recipients and (a) it is of the first message of its
    thread and no reply, or (b) it is of the first occurrence of a meeting, or (c) the pair's silence, either way, was
    long and so was the thread's: someone who answers all in a running thread has not turned to each of its readers.
    Rows without a thread count under (c), or as the very first of their pair unless they are replies. Later
    occurrences of a meeting never count. Announcements do not break a pair's silence. Rows of one second stand beside
    each other: none of them went before another, so that the order of rows decides nothing.

    The idea that a silence separates one exchange from the next is that of Holme and Saramäki (2012), Physics
    Reports 519, 97–125. Takes O(n log n) time in the number of rows. ``log.begun`` is the same rule for tables of any
    size.
    """
    personal = contacts.recipients <= crowd
    threadless = contacts.thread < 0
    meeting = contacts.kind == Kind.MEETING
    pair = _before(_pairs(contacts, personal), contacts.at)
    thread = _before(contacts.thread, contacts.at)
    earliest = ~threadless & ~thread.met
    opens = earliest & (meeting | ~contacts.reply)
    still = threadless | earliest | _long(thread.since, pair, quiet_days)
    resumes = pair.met & _long(pair.since, pair, quiet_days) & still & (threadless | ~meeting)
    meets = ~pair.met & threadless & ~contacts.reply
    return np.asarray(personal & (opens | resumes | meets), dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class _Before:
    """What went before each row in its pair or thread, in earlier seconds."""

    met: NDArray[np.bool_]  # whether anything did
    since: NDArray[np.int64]  # seconds since the last of it; 0 where nothing did
    gaps: NDArray[np.int64]  # how many gaps of a day or more lay between
    length: NDArray[np.int64]  # seconds of those gaps together, each counted for at most ``rhythm.LONGEST``


def _long(silence: NDArray[np.int64], pair: _Before, quiet_days: float | None) -> NDArray[np.bool_]:
    if quiet_days is not None:
        return np.asarray(silence >= quiet_days * DAY, dtype=np.bool_)
    # In whole numbers, so that every engine finds the same.
    usual = rhythm.WORTH * rhythm.USUAL + pair.length
    unusual = silence * (rhythm.WORTH + pair.gaps) >= rhythm.TIMES * usual
    return np.asarray((silence >= rhythm.LONGEST) | ((silence >= rhythm.SHORTEST) & unusual), dtype=np.bool_)


def _pairs(contacts: Contacts, personal: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return a number for each pair of people, in either order; announcements have numbers of their own."""
    people, where = np.unique(np.concatenate([contacts.sender, contacts.recipient]), return_inverse=True)
    sender, recipient = np.split(where.astype(np.int64), 2)
    return (np.minimum(sender, recipient) * len(people) + np.maximum(sender, recipient)) * 2 + personal


def _before(group: NDArray[np.int64], at: NDArray[np.datetime64]) -> _Before:
    """Return what went before each row of a table that is sorted by time, among the rows of its group."""
    order = np.argsort(group, kind="stable")
    key, when = group[order], at[order].astype(np.int64)
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = key[1:] != key[:-1]
    fresh = first.copy()
    fresh[1:] |= when[1:] != when[:-1]
    moments = np.flatnonzero(fresh)
    met = ~first[moments]
    since = np.where(met, np.diff(when[moments], prepend=0), 0)
    counted = np.where(since >= DAY, 1, 0)
    rows = np.cumsum(fresh) - 1
    place = np.empty(len(order), dtype=np.int64)
    place[order] = rows
    gaps = _so_far(counted, ~met)
    length = _so_far(counted * np.minimum(since, rhythm.LONGEST), ~met)
    return _Before(met[place], since[place], gaps[place], length[place])


def _so_far(values: NDArray[np.int64], first: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the sum of the values before each one in its run; ``first`` says where runs begin."""
    total = np.cumsum(values) - values
    return np.asarray(total - total[first][np.cumsum(first) - 1], dtype=np.int64)
