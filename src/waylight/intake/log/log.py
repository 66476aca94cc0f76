"""A log as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import ibis
import pyarrow

from waylight.intake.log.rows import LogRow
from waylight.intake.rows import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis.expr.types as ir

SOURCE = 2**40  # more lines than any file has: the id of a row is its file's number times this, and its line


@dataclass(slots=True)
class Log:
    """The rows of all files as one table on its engine, and what could not be read.

    ``names`` are the files; a row's id is ``SOURCE`` times its file's place among them, plus its line.
    """

    names: list[str] = field(default_factory=list)
    directed: bool = True
    problems: list[Problem] = field(default_factory=list)
    table: ir.Table | None = None  # None where nothing could be read

    def place(self, number: int) -> str:
        """The file and line of a row, by its id."""
        return f"{self.names[number // SOURCE]}:{number % SOURCE}"


DEFAULTS: dict[str, str | int | float | bool | None] = {
    **dict.fromkeys(("id", "at", "sender", "recipient", "thread")),
    **{"kind": "message", "reply": False, "recipients": 1, "weight": 1.0},
}
SCHEMA = pyarrow.schema(
    [
        *(("id", pyarrow.int64()), ("at", pyarrow.int64()), ("sender", pyarrow.string())),
        *(("recipient", pyarrow.string()), ("kind", pyarrow.string()), ("thread", pyarrow.string())),
        *(("reply", pyarrow.bool_()), ("recipients", pyarrow.int64()), ("weight", pyarrow.float64())),
    ]
)


def as_arrow(rows: Iterable[LogRow], source: int) -> pyarrow.Table:
    """Rows that were read one at a time, as columns."""
    found = [(source * SOURCE + max(row.line, 0), *row[1:]) for row in rows]
    columns = list(zip(*found, strict=True)) or [()] * len(SCHEMA)
    return pyarrow.table([pyarrow.array(list(c), t.type) for c, t in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def united(parts: list[ir.Table]) -> ir.Table | None:
    """Put the tables of several sources under one another; what one of them lacks is what a log's column is by default.

    Where one table names people by text, all do.
    """
    if len(parts) < 2:
        return parts[0] if parts else None
    kinds = {name: {str(part[name].type()) for part in parts if name in part.columns} for name in DEFAULTS}
    wanted = {name: found.pop() if len(found) == 1 else "string" for name, found in kinds.items() if found}
    first, *others = [_like(part, wanted) for part in parts]
    return each_once(first.union(*others))


def _like(part: ir.Table, wanted: dict[str, str]) -> ir.Table:
    return part.select(
        **{
            name: (part[name] if name in part.columns else ibis.literal(DEFAULTS[name])).cast(kind)
            for name, kind in wanted.items()
        }
    )


def each_once(log: ir.Table) -> ir.Table:
    """Leave out rows that two files have: exports that overlap, or the same one brought twice.

    Equal rows of one file were two messages in one second; the second is a row of its own, as it is for an import. So
    of equal rows the n-th in one file is the n-th in another.
    """
    same = [name for name in log.columns if name != "id"]
    in_file = ibis.window(group_by=[*same, log.id // SOURCE], order_by="id")
    numbered = log.mutate(nth=ibis.row_number().over(in_file))
    return numbered.group_by(*same, "nth").agg(id=numbered.id.min()).drop("nth")
