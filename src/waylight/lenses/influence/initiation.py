"""Who turned to whom first: which rows begin something, and which only carry it on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence import rhythm
from waylight.lenses.influence.before import NO_HISTORY, Before, History, before_with
from waylight.lenses.influence.contacts import CROWD, DAY, Contacts, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEFINITION = (
    "Somebody reaches out when they write the first message of a thread (everybody it is addressed to "
    "counts; an answer does not), when they call a meeting (a series counts once, at its first date), or "
    "when they are the first to turn to somebody after a long silence either way, in a thread that has been "
    "silent as long. Where a message belongs to no known thread, the very first between two people counts too. "
    f"What goes to more than {CROWD} people at once reaches out to nobody. {rhythm.DEFINITION}"  # not for readers
)


def initiations(
    contacts: Contacts, *, quiet_days: float | None = None, crowd: int = CROWD, history: History = NO_HISTORY
) -> NDArray[np.bool_]:
    """Say of each row whether its sender turned to its recipient first; ``DEFINITION`` is the rule in words.

    Give the whole table, not a window of it: what a row begins depends on what went before. ``quiet_days`` sets one
    length of a long silence for every pair, instead of what ``rhythm`` makes of its own gaps.

    A row counts when its message has at most ``crowd`` recipients and (a) it is of the first message of its
    thread and no reply, or (b) it is of the first occurrence of a meeting, or (c) the pair's silence, either way, was
    long and so was the thread's: someone who answers all in a running thread has not turned to each of its readers.
    Rows without a thread count under (c), or as the very first of their pair unless they are replies. Later
    occurrences of a meeting never count. Announcements do not break a pair's silence. Rows of one second stand beside
    each other: none of them went before another, so that the order of rows decides nothing.

    Where the table begins late, ``history`` says what went before it.

    The idea that a silence separates one exchange from the next is that of Holme and Saramäki (2012), Physics
    Reports 519, 97–125. Takes O(n log n) time in the number of rows. ``log.begun`` is the same rule for tables of any
    size.
    """
    return begins(contacts, between(contacts, crowd=crowd, history=history), quiet_days, crowd, history)


def begins(
    contacts: Contacts, pair: Before, quiet_days: float | None, crowd: int, history: History
) -> NDArray[np.bool_]:
    """Say the same where ``between`` has told what went before each row in its pair."""
    personal = contacts.recipients <= crowd
    threadless = contacts.thread < 0
    meeting = contacts.kind == Kind.MEETING
    thread = before_with(history.thread, history.thread_last, contacts.thread, contacts.at.astype(np.int64))
    earliest = ~threadless & ~thread.met
    opens = earliest & (meeting | ~contacts.reply)
    still = threadless | earliest | _long(thread.since, pair, quiet_days)
    resumes = pair.met & _long(pair.since, pair, quiet_days) & still & (threadless | ~meeting)
    meets = ~pair.met & threadless & ~contacts.reply
    return np.asarray(personal & (opens | resumes | meets), dtype=np.bool_)


def between(contacts: Contacts, *, crowd: int = CROWD, history: History = NO_HISTORY) -> Before:
    """Return what went before each row between its two people; announcements stand apart from all else."""
    known = len(history.one)
    pairs = _pairs(
        np.concatenate([history.one, contacts.sender]),
        np.concatenate([history.other, contacts.recipient]),
        np.concatenate([np.ones(known, dtype=np.bool_), contacts.recipients <= crowd]),
    )
    found = before_with(pairs[:known], history.last, pairs[known:], contacts.at.astype(np.int64))
    if not known:
        return found
    order = np.argsort(pairs[:known])
    where = np.minimum(np.searchsorted(pairs[:known][order], pairs[known:]), known - 1)
    there = pairs[:known][order][where] == pairs[known:]
    gaps, length = (np.where(there, so_far[order][where], 0) for so_far in (history.gaps, history.length))
    return replace(found, gaps=found.gaps + gaps, length=found.length + length)


def _long(silence: NDArray[np.int64], pair: Before, quiet_days: float | None) -> NDArray[np.bool_]:
    if quiet_days is not None:
        return np.asarray(silence >= quiet_days * DAY, dtype=np.bool_)
    # In whole numbers, so that every engine finds the same.
    usual = rhythm.WORTH * rhythm.USUAL + pair.length
    unusual = silence * (rhythm.WORTH + pair.gaps) >= rhythm.TIMES * usual
    return np.asarray((silence >= rhythm.LONGEST) | ((silence >= rhythm.SHORTEST) & unusual), dtype=np.bool_)


def _pairs(sender: NDArray[np.int64], recipient: NDArray[np.int64], personal: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return a number for each pair of people, in either order; announcements have numbers of their own."""
    people, where = np.unique(np.concatenate([sender, recipient]), return_inverse=True)
    one, other = np.split(where.astype(np.int64), 2)
    return (np.minimum(one, other) * len(people) + np.maximum(one, other)) * 2 + personal
