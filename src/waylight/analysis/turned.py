"""Who turned to whom, as mail, calendars and tables of interactions tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waylight.intake import InteractionRow, MailRow, OccurrenceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from waylight.intake import Mailbox, Row

KINDS = {"mail": "mail", "email": "mail", "meeting": "meeting", "call": "call"}
OTHER = "message"


class Turn(NamedTuple):
    """One row as a file tells it: addresses or names, and ``kind`` as one of mail, meeting, call and message."""

    at: datetime
    sender: str
    recipient: str
    kind: str
    thread: str
    reply: bool


def turns(rows: Iterable[Row]) -> Iterator[Turn]:
    """Yield each turn; lists, machines, and meetings that were declined, called off or last whole days are none."""
    for row in rows:
        if isinstance(row, InteractionRow):
            yield Turn(row.at, row.sender, row.recipient, KINDS.get(row.kind, OTHER), row.thread, False)
        elif isinstance(row, MailRow) and not (row.list_id or row.automatic):
            for to in dict.fromkeys(map(_who, (*row.to, *row.cc))):
                yield Turn(row.at, _who(row.sender), to, "mail", row.thread, row.reply)
        elif isinstance(row, OccurrenceRow):
            yield from _met(row)


def _met(row: OccurrenceRow) -> Iterator[Turn]:
    took_place = row.status != "cancelled" and row.answer != "declined" and not row.all_day
    if row.organiser and row.person and took_place:
        yield Turn(row.at, _who(row.organiser), _who(row.person), "meeting", row.uid, False)


def _who(box: Mailbox) -> str:
    return box.address or box.name
