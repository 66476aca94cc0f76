"""The table that influence is read from: who turned to whom, when and how, one row for each recipient."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Moment: TypeAlias = datetime | np.datetime64

CROWD = 20  # a message to more people than this is an announcement: it turns to nobody in particular
HOUR = 3600
DAY = 24 * HOUR


class Kind(IntEnum):
    """How somebody turned to somebody."""

    MAIL = 0
    MEETING = 1
    MESSAGE = 2
    CALL = 3


class Contact(NamedTuple):
    """One row: ``sender`` turned to ``recipient``. A message to four people is four rows with four ids.

    Persons are ids; ``thread`` is -1 when not said; ``recipients`` counts all recipients of the message. In a
    meeting the sender is the organiser and the recipient somebody invited who did not decline.
    """

    id: int
    at: datetime
    sender: int
    recipient: int
    thread: int = -1
    kind: int = Kind.MAIL
    reply: bool = False
    recipients: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """The rows as columns, sorted by time (and id where times are equal), each id once. Times are UTC
    seconds.
    """

    id: NDArray[np.int64]
    at: NDArray[np.datetime64]  # [s], UTC
    sender: NDArray[np.int64]
    recipient: NDArray[np.int64]
    thread: NDArray[np.int64]
    kind: NDArray[np.int64]
    reply: NDArray[np.bool_]
    recipients: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Iterable[Contact]) -> Contacts:
        """Build the table. A second row with the same id, and what somebody sent to herself, are left out.

        Raises ValueError when a time has no zone.
        """
        kept: dict[int, tuple[int, int, int, int, int, int, bool, int]] = {}
        for row in rows:
            if row.sender != row.recipient:
                kept.setdefault(row.id, (row.id, _seconds(row.at), *row[2:]))
        table = np.array(sorted(kept.values(), key=lambda row: (row[1], row[0])), dtype=np.int64).reshape(-1, 8)
        number, at, sender, recipient, thread, kind, reply, recipients = np.ascontiguousarray(table.T)
        when = at.astype("datetime64[s]")
        return cls(number, when, sender, recipient, thread, kind, reply.astype(np.bool_), recipients)

    @classmethod
    def of_columns(cls, table: NDArray[np.int64]) -> Contacts:
        """Build the table from a row for each column, in their order, of ids that are all different; times in seconds.

        What somebody sent to herself is left out, as in ``of``.
        """
        table = table[:, table[2] != table[3]]
        number, at, sender, recipient, thread, kind, reply, recipients = table[:, np.lexsort((table[0], table[1]))]
        when = at.astype("datetime64[s]")
        return cls(number, when, sender, recipient, thread, kind, reply.astype(np.bool_), recipients)

    def __len__(self) -> int:
        return len(self.id)

    def only(self, mask: NDArray[np.bool_]) -> Contacts:
        """Return the rows where ``mask`` is true."""
        return Contacts(*(getattr(self, column.name)[mask] for column in fields(self)))

    def between(self, start: Moment, end: Moment) -> Contacts:
        """Return the rows from ``start`` until before ``end``. Raises ValueError when a time has no zone."""
        return self.only((self.at >= instant(start)) & (self.at < instant(end)))

    def with_person(self, person: int) -> Contacts:
        """Return the rows that ``person`` sent or received."""
        return self.only((self.sender == person) | (self.recipient == person))

    def personal(self, crowd: int = CROWD) -> Contacts:
        """Return the rows of messages and meetings with at most ``crowd`` recipients."""
        return self.only(self.recipients <= crowd)

    def last_known(self) -> np.datetime64:
        """Return the time of the last row, of those that are no meetings if there are any: calendars run on.

        Where mail or messages have been brought too, the weeks after their last one would show people falling silent
        who did not. Raises IndexError for an empty table.
        """
        written = self.at[self.kind != Kind.MEETING]
        return np.datetime64((written if len(written) else self.at)[-1], "s")

    def other(self, person: int) -> NDArray[np.int64]:
        """Return for every row whom ``person`` was in touch with, where every row is one of hers."""
        return np.where(self.sender == person, self.recipient, self.sender)

    def days(self, zone: str = "UTC") -> NDArray[np.datetime64]:
        """Return the local date of every row in ``zone`` (an IANA name), as datetime64[D]."""
        return local(self.at.astype(np.int64), zone).astype("datetime64[s]").astype("datetime64[D]")


def local(at: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """Return what clocks in ``zone`` (an IANA name) show at each time (seconds, UTC), as seconds since 1970 there."""
    # Clocks change on a quarter of an hour at the finest, so one offset holds for each quarter.
    quarters, where = np.unique(at // (HOUR // 4), return_inverse=True)
    clock = ZoneInfo(zone)
    starts = (datetime.fromtimestamp(int(quarter) * (HOUR // 4), clock) for quarter in quarters)
    offsets = np.array([_offset(start) for start in starts], dtype=np.int64)
    return np.asarray(at + offsets[where], dtype=np.int64)


def instant(moment: Moment) -> np.datetime64:
    """Return an aware datetime, or a UTC datetime64, as datetime64[s]. Raises ValueError without a zone."""
    if isinstance(moment, np.datetime64):
        return np.datetime64(int(moment.astype("datetime64[s]").astype(np.int64)), "s")
    return np.datetime64(_seconds(moment), "s")


def _seconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError(f"The time {at} has no zone; say which zone it is in, for instance UTC.")  # not for readers
    return int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 1)


def _offset(here: datetime) -> int:
    offset = here.utcoffset()
    return int(offset.total_seconds()) if offset else 0
