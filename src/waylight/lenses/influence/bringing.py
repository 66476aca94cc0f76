"""Who brought whom: somebody known adds a person who was in no row before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import CROWD, DAY, Contacts, Moment, instant
from waylight.lenses.influence.own_view import messages
from waylight.lenses.influence.quiet import LONG_SILENCE_DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Brought:
    """``person`` came with ``row``, at ``at``, into something that the client is in; ``by`` brought them."""

    person: int
    by: int
    at: np.datetime64  # [s], UTC
    row: int


def brought(
    contacts: Contacts, person: int, *, since: Moment, until: Moment, crowd: int = CROWD
) -> tuple[Brought, ...]:
    """Return who came to ``person`` through somebody else from ``since`` until before ``until``, the first first.

    A newcomer is in no earlier row of the record, which has to begin at least four weeks before. Somebody known, in an
    earlier message of the record and not the client, brought them: by writing to them and the client at once, or as
    the last who wrote in a thread with the client in which the newcomer then speaks up. Announcements to more
    than ``crowd`` bring nobody.
    """
    close = contacts.personal(crowd)
    if not len(close) or instant(since) - close.at[0] < np.timedelta64(int(LONG_SILENCE_DAYS * DAY), "s"):
        return ()
    first = _first_rows(close)
    message = messages(close)
    hers = np.unique(message[(close.sender == person) | (close.recipient == person)])
    threads = np.unique(close.thread[np.isin(message, hers)])
    since_row, until_row = np.searchsorted(close.at, [instant(since), instant(until)])
    found = []
    for newcomer, row in first.items():
        if newcomer == person or not since_row <= row < until_row:
            continue
        if close.recipient[row] == newcomer:
            by = int(close.sender[row]) if message[row] in hers else None
        else:
            by = _spoke_last(close, row, newcomer) if close.thread[row] in threads else None
        if by is not None and by != person and close.at[first[by]] < close.at[row]:
            found.append(Brought(newcomer, by, close.at[row], int(close.id[row])))
    return tuple(sorted(found, key=lambda one: (one.at, one.row)))


def _first_rows(contacts: Contacts) -> dict[int, int]:
    """The position of the first row in which each person is, on either side."""
    both = np.stack([contacts.sender, contacts.recipient], axis=1).reshape(-1)
    people, first = np.unique(both, return_index=True)
    return dict(zip(people.tolist(), (first // 2).tolist(), strict=True))


def _spoke_last(contacts: Contacts, row: int, newcomer: int) -> int | None:
    """Who wrote last in the thread before ``row``."""
    if contacts.thread[row] < 0:
        return None
    earlier = (contacts.thread[:row] == contacts.thread[row]) & (contacts.at[:row] < contacts.at[row])
    rows = np.flatnonzero(earlier & (contacts.sender[:row] != newcomer))
    return int(contacts.sender[rows[-1]]) if len(rows) else None
