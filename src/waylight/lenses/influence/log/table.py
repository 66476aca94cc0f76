"""What is done to a log before anything is counted: what is left out, and which rows decide about one person's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import ibis

from waylight.lenses.influence.contacts import CROWD

if TYPE_CHECKING:
    import ibis.expr.types as ir

Person: TypeAlias = str | int

DEFAULTS = {"id": 0, "kind": "message", "reply": False, "recipients": 1, "weight": 1.0}
MEETING = "meeting"
PAIR = ("less", "more")


class Mass(StrEnum):
    """What becomes of an announcement: left out, or counted as 1/n of a turn towards each of its n recipients."""

    OUT = "out"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as reaching out, as far as a user may choose.

    ``quiet_days`` is one length of a long silence for every pair; None takes what ``rhythm`` makes of their own gaps.
    A message to more than ``crowd`` people is an announcement.
    """

    quiet_days: float | None = None
    crowd: int = CROWD
    mass: Mass = Mass.OUT


def full(log: ir.Table) -> ir.Table:
    """Return the log with all its columns but ``thread``; what somebody sent to herself is left out."""
    absent = {name: ibis.literal(value) for name, value in DEFAULTS.items() if name not in log.columns}
    return log.filter(log.sender != log.recipient).mutate(**absent)


def with_pair(log: ir.Table) -> ir.Table:
    """Return the log with its two people as ``less`` and ``more``, ``ahead`` where ``less`` sent the row to ``more``.

    ``meeting`` stands for ``kind``: columns are carried through every sort of a log.
    """
    rows = log.mutate(
        less=ibis.least(log.sender, log.recipient),
        more=ibis.greatest(log.sender, log.recipient),
        ahead=log.sender < log.recipient,
        meeting=log.kind == MEETING,
    )
    return rows.drop("sender", "recipient", "kind")


def with_recipients_counted(log: ir.Table) -> ir.Table:
    """Return the log with ``recipients`` counted: the rows of one sender, second, kind and thread are one message."""
    same = [name for name in ("sender", "at", "kind", "thread") if name in log.columns]
    return log.mutate(recipients=ibis.row_number().count().over(ibis.window(group_by=same)))


def near(log: ir.Table, person: Person) -> ir.Table:
    """Return her rows and all rows of the threads that she is in: what hers begin hangs on nothing else.

    Hers say with whom (``other``) and whether she sent it (``out``), in place of sender and recipient; of rows between
    others ``other`` is null. The two parts that are put together share no row, and each needs its own columns alone.
    """
    hers = log.filter((log.sender == person) | (log.recipient == person))
    rows = hers
    if "thread" in log.columns:
        rows = log.semi_join(hers.filter(hers.thread.notnull()), "thread").union(hers.filter(hers.thread.isnull()))
    kept = [name for name in ("id", "at", "thread", "reply", "recipients", "weight") if name in log.columns]
    out, into = rows.sender == person, rows.recipient == person
    other = ibis.cases((out, rows.recipient), (into, rows.sender))
    return rows.select(*kept, meeting=rows.kind == MEETING, out=out, other=other)
