"""Who turned to whom first: which rows begin something, and which only carry it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import CROWD, DAY, Contacts, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUIET_DAYS = 21.0  # three weeks: longer than a holiday or a fortnightly rhythm, so that it is a new beginning
ENDLESS = np.iinfo(np.int64).max
DEFINITION = (
    "Somebody reaches out when they write the first message of a thread (everybody it is addressed to "
    "counts; an answer does not), when they call a meeting (a series counts once, at its first date), or "
    f"when they are the first to turn to somebody after {QUIET_DAYS:.0f} days without a word either way, in a "
    "thread that has been as quiet. Where a message belongs to no known thread, the very first between two "
    f"people counts too. What goes to more than {CROWD} people at once reaches out to nobody."
)


def initiations(contacts: Contacts, *, quiet_days: float = QUIET_DAYS, crowd: int = CROWD) -> NDArray[np.bool_]:
    """Say of each row whether its sender turned to its recipient first; ``DEFINITION`` is the rule in words.

    Give the whole table, not a window of it: what a row begins depends on what went before.

    A row counts when its message has at most ``crowd`` recipients and (a) it is of the first message of its
    thread and no reply, or (b) it is of the first occurrence of a meeting, or (c) the pair had been silent,
    either way, for at least ``quiet_days`` days and so had the thread: someone who answers all in a running
    thread has not turned to each of its readers. Rows without a thread count under (c), or as the very first
    row of their pair unless they are replies. Later occurrences of a meeting never count. Announcements do
    not break a pair's silence.

    The idea that a silence separates one exchange from the next is that of Holme and Saramäki (2012), Physics
    Reports 519, 97–125. Takes O(n log n) time in the number of rows.
    """
    personal = contacts.recipients <= crowd
    threadless = contacts.thread < 0
    meeting = contacts.kind == Kind.MEETING
    since, met = _pair_silence(contacts, personal)
    still = threadless | (_thread_silence(contacts) >= quiet_days * DAY)
    opens = _opens_thread(contacts) & (meeting | ~contacts.reply)
    resumes = met & (since >= quiet_days * DAY) & still & (threadless | ~meeting)
    meets = ~met & threadless & ~contacts.reply
    return np.asarray(personal & (opens | resumes | meets), dtype=np.bool_)


def _pair_silence(contacts: Contacts, personal: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the seconds since the pair was last in touch, and whether it had been at all, for each row."""
    less = np.minimum(contacts.sender, contacts.recipient)
    more = np.maximum(contacts.sender, contacts.recipient)
    rows = np.flatnonzero(personal)
    order = rows[np.lexsort((rows, more[rows], less[rows]))]
    same = (less[order][1:] == less[order][:-1]) & (more[order][1:] == more[order][:-1])
    since = np.zeros(len(contacts), dtype=np.int64)
    met = np.zeros(len(contacts), dtype=np.bool_)
    met[order[1:]] = same
    since[order[1:]] = np.where(same, np.diff(contacts.at[order].astype(np.int64)), 0)
    return since, met


def _thread_silence(contacts: Contacts) -> NDArray[np.int64]:
    """Return the seconds since the thread's message before this one, for each row; endless for its first
    message.

    Rows of one thread and one second are one message: its recipients share the silence before it.
    """
    order = np.argsort(contacts.thread, kind="stable")
    thread, at = contacts.thread[order], contacts.at[order].astype(np.int64)
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (thread[1:] != thread[:-1]) | (at[1:] != at[:-1])
    firsts = np.flatnonzero(fresh)
    gaps = np.full(len(firsts), ENDLESS)
    gaps[1:] = np.where(thread[firsts][1:] == thread[firsts][:-1], np.diff(at[firsts]), ENDLESS)
    silence = np.zeros(len(order), dtype=np.int64)
    silence[order] = gaps[np.cumsum(fresh) - 1]
    return silence


def _opens_thread(contacts: Contacts) -> NDArray[np.bool_]:
    """Say of each row whether it is of its thread's first message: the earliest time, and the sender who was
    first.
    """
    if not len(contacts):
        return np.zeros(0, dtype=np.bool_)
    _, first, where = np.unique(contacts.thread, return_index=True, return_inverse=True)
    begin = first[where]
    same = (contacts.at == contacts.at[begin]) & (contacts.sender == contacts.sender[begin])
    return np.asarray(same & (contacts.thread >= 0), dtype=np.bool_)
