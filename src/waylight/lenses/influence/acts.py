"""Who did what in an initiative: starting threads, organising meetings, speaking in them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waylight.lenses.influence.contacts import Contacts, Kind, Moment, instant
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.influence.own_view import in_order, messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ids = NDArray[np.int64]
    Numbers = NDArray[np.float64]

ANY_CROWD = np.iinfo(np.int64).max  # what starts an initiative may well go to everybody


class Spoken(NamedTuple):
    """One turn: ``person`` said ``words`` words in ``meeting`` at a time with a zone. ``id`` is its row's."""

    id: int
    at: datetime
    meeting: int
    person: int
    words: int


@dataclass(frozen=True, slots=True, eq=False)
class Acts:
    """One row an act, in the order of time: ``person`` did so much (``amount``) in ``unit`` at ``at``; ``row`` is the
    id of the row that shows it.

    A unit is what hangs together: a thread, a series of meetings, a meeting that was talked in.
    """

    at: NDArray[np.datetime64]  # [s], UTC
    unit: Ids
    person: Ids
    amount: Numbers
    row: Ids

    def __len__(self) -> int:
        return len(self.row)

    def only(self, mask: Flags) -> Acts:
        """Return the acts where ``mask`` is true."""
        return Acts(*(getattr(self, column.name)[mask] for column in fields(self)))

    def between(self, start: Moment, end: Moment) -> Acts:
        """Return the acts from ``start`` until before ``end``. Raises ValueError when a time has no zone."""
        return self.only((self.at >= instant(start)) & (self.at < instant(end)))

    def by_unit(self, units: Ids, people: Ids) -> Numbers:
        """Return the amounts as a table, a row for each of ``units`` and a column for each of ``people`` (both sorted);
        acts of others are left out.
        """
        here = np.isin(self.unit, units) & np.isin(self.person, people)
        table = np.zeros((len(units), len(people)))
        where = np.searchsorted(units, self.unit[here]), np.searchsorted(people, self.person[here])
        np.add.at(table, where, self.amount[here])
        return table


def units(contacts: Contacts) -> Ids:
    """Return the unit of every row: its thread or series, or the message where it belongs to none.

    Units are numbers of their own within this table, from 0.
    """
    alone = np.where(contacts.thread < 0, messages(contacts), -1)
    return in_order(np.stack([contacts.thread, alone]))


def starting(contacts: Contacts) -> Acts:
    """Return who started something: one act for each message with which its sender turns to somebody first.

    That is ``initiations`` without meetings, and without a limit to how many it went to. Give the initiative's whole
    table.
    """
    return _once(contacts, initiations(contacts, crowd=ANY_CROWD) & (contacts.kind != Kind.MEETING))


def organising(contacts: Contacts) -> Acts:
    """Return who organised: one act for each meeting, every one of a series included."""
    return _once(contacts, contacts.kind == Kind.MEETING)


def speaking(turns: Iterable[Spoken]) -> Acts:
    """Return who spoke how much, in words; a meeting is a unit. A second turn with the same id is left out.

    Raises ValueError when a time has no zone.
    """
    kept = {turn.id: turn for turn in sorted(turns, key=lambda turn: turn.id, reverse=True)}
    rows = sorted(kept.values(), key=lambda turn: (turn.at, turn.id))
    return Acts(
        at=np.array([instant(turn.at) for turn in rows], dtype="datetime64[s]"),
        unit=np.array([turn.meeting for turn in rows], dtype=np.int64),
        person=np.array([turn.person for turn in rows], dtype=np.int64),
        amount=np.array([turn.words for turn in rows], dtype=np.float64),
        row=np.array([turn.id for turn in rows], dtype=np.int64),
    )


def joined(one: Acts, other: Acts) -> Acts:
    """Return the acts of both, whose units have to be of one table."""
    both = Acts(*(np.concatenate([getattr(one, c.name), getattr(other, c.name)]) for c in fields(Acts)))
    order = np.lexsort((both.row, both.at))
    return Acts(*(getattr(both, column.name)[order] for column in fields(Acts)))


def _once(contacts: Contacts, counted: Flags) -> Acts:
    """One act for each message among the rows counted, shown by its first row."""
    rows = np.flatnonzero(counted)
    first = np.sort(rows[np.unique(messages(contacts)[rows], return_index=True)[1]])
    who, what = contacts.sender[first], units(contacts)[first]
    return Acts(contacts.at[first], what, who, np.ones(len(first)), contacts.id[first])
