"""Logs for tests: a few rows by hand, any rows, and the shared messages of a college."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Kind

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLLEGE = Path(__file__).parents[5] / "shared/data/interactions/collegemsg.csv.gz"
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
COLUMNS = {
    **{"id": "int64", "at": "int64", "sender": "string", "recipient": "string", "kind": "string"},
    **{"thread": "string", "reply": "boolean", "recipients": "int64"},
}


def at(days: float) -> datetime:
    return MONDAY + timedelta(days=days)


def a_log(*rows: Contact) -> ir.Table:
    """The rows as a log, whose people are called p1, p2, …"""
    found = [
        {
            "id": row.id,
            "at": int(row.at.timestamp()),
            "sender": f"p{row.sender}",
            "recipient": f"p{row.recipient}",
            "kind": Kind(row.kind).name.lower(),
            "thread": f"t{row.thread}" if row.thread >= 0 else None,
            "reply": row.reply,
            "recipients": row.recipients,
        }
        for row in rows
    ]
    schema = ibis.schema(COLUMNS).to_pyarrow()
    return ibis.memtable(pyarrow.Table.from_pylist(found, schema=schema))


def college() -> ir.Table:
    """The shared messages as a log."""
    read = ibis.duckdb.connect().read_csv(COLLEGE)
    return read.mutate(at=read["at"].cast("timestamp").epoch_seconds().cast("int64"), id=ibis.row_number())


ROW = st.tuples(
    st.integers(0, 400),
    st.integers(1, 5),
    st.integers(1, 5),
    st.integers(-1, 5),
    st.sampled_from(list(Kind)),
    st.booleans(),
    st.sampled_from([1, 3, 30]),
)
ROWS = st.lists(ROW, max_size=40).map(
    lambda rows: [
        Contact(n, at(quarter / 4), a, b, thread, kind, reply, recipients)
        for n, (quarter, a, b, thread, kind, reply, recipients) in enumerate(rows)
    ]
)
