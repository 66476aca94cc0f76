"""What went before each row of a table, in its pair or its thread: seconds of silence, and the gaps there were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence import rhythm
from waylight.lenses.influence.contacts import DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What is known of the time before a table's first row, so that the table need not reach back to the beginning.

    For each pair of people (in either order) that had personal contact: the second of the last of it, how many gaps of
    a day or more the two had, and how long these were together, each counted for at most ``rhythm.LONGEST``. For each
    thread that had a row: the second of its last.
    """

    one: Numbers = field(default_factory=_none)
    other: Numbers = field(default_factory=_none)
    last: Numbers = field(default_factory=_none)
    gaps: Numbers = field(default_factory=_none)
    length: Numbers = field(default_factory=_none)
    thread: Numbers = field(default_factory=_none)
    thread_last: Numbers = field(default_factory=_none)


NO_HISTORY = History()


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What went before each row in its group, in earlier seconds."""

    met: NDArray[np.bool_]  # whether anything did
    since: Numbers  # seconds since the last of it; 0 where nothing did
    gaps: Numbers  # how many gaps of a day or more lay between
    length: Numbers  # seconds of those gaps together, each counted for at most ``rhythm.LONGEST``

    def after(self) -> tuple[Numbers, Numbers]:
        """Gaps and their length as they stand once the row has come."""
        counted = np.where(self.since >= DAY, 1, 0)
        return self.gaps + counted, self.length + counted * np.minimum(self.since, rhythm.LONGEST)


def before(group: Numbers, at: Numbers) -> Before:
    """Return what went before each row among the rows of its group; ``at`` are seconds, in order of time."""
    order = np.argsort(group, kind="stable")
    key, when = group[order], at[order]
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
    return Before(met[place], since[place], gaps[place], length[place])


def before_with(known: Numbers, last: Numbers, group: Numbers, at: Numbers) -> Before:
    """Return the same where some groups, ``known``, had their last row at ``last``, earlier than all of ``at``."""
    order = np.argsort(last, kind="stable")
    found = before(np.concatenate([known[order], group]), np.concatenate([last[order], at]))
    here = slice(len(known), None)
    return Before(found.met[here], found.since[here], found.gaps[here], found.length[here])


def _so_far(values: Numbers, first: NDArray[np.bool_]) -> Numbers:
    """Return the sum of the values before each one in its run; ``first`` says where runs begin."""
    total = np.cumsum(values) - values
    return np.asarray(total - total[first][np.cumsum(first) - 1], dtype=np.int64)
