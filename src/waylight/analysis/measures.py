"""The measures of influence over a log: of one person, or of everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow

from waylight.lenses.influence.log import everyone as of_everyone
from waylight.lenses.influence.log.behind import behind
from waylight.lenses.influence.log.measure import MEASURES, Around, NotThere, measure
from waylight.lenses.influence.log.table import Person, Rule, full
from waylight.lenses.influence.log.windows import Every, bounds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import ibis.expr.types as ir

    from waylight.intake.log.log import Log
    from waylight.lenses.influence.log.measure import Window
    from waylight.lenses.influence.log.passed import Measured
    from waylight.lenses.influence.log.windows import Cut

STAMP = pyarrow.timestamp("s", "UTC")
FIGURES = pyarrow.schema(
    [
        *(("from", STAMP), ("to", STAMP), ("measure", pyarrow.string()), ("value", pyarrow.float64())),
        *(("low", pyarrow.float64()), ("high", pyarrow.float64()), ("rows", pyarrow.int64())),
        ("why_not", pyarrow.string()),
    ]
)


def influence(
    log: Log,
    person: Person,
    every: Cut | str = Every.WEEK,
    *,
    rule: Rule = Rule(),  # noqa: B008
    around: Around = Around(),  # noqa: B008
    measures: Collection[str] = MEASURES,
) -> tuple[Window, ...]:
    """Return the windows of a log (half open, UTC) with each measure of ``person``, named as the log names people.

    ``every`` is "week", "4weeks", "month", "whole", or ``Between`` some times. Each measure has a figure with its 90 %
    interval, or ``why_not``, and the number of rows behind it; docs/lenses.md has the formulas. Raises NotThere when
    the person is in no row, or nothing could be read.
    """
    return measure(_table(log), as_named(person, log.table), _cut(every), rule, around, only=measures)


def evidence(
    log: Log,
    person: Person,
    windows: Sequence[Window],
    every: Cut | str = Every.WEEK,
    *,
    rule: Rule = Rule(),  # noqa: B008
    around: Around = Around(),  # noqa: B008
) -> list[dict[str, list[str]]]:
    """Return for each window the rows behind each measure, as ``file:line``; a log on Spark knows no lines."""
    found = behind(_table(log), as_named(person, log.table), _cut(every), rule, around, windows)
    return [{name: [log.place(row) for row in rows] for name, rows in window.items()} for window in found]


def everyone(log: Log, every: Cut | str = Every.WEEK, *, rule: Rule = Rule()) -> pyarrow.Table:  # noqa: B008
    """Return reach and reciprocity of everybody, a line for each person and window with contact.

    Columns ``person, from, to, reach_out, reach_in, people, written_to, reciprocity``, by window and person. It is made
    on the log's own engine; what comes back has to fit into memory.
    """
    rows, cut = full(_table(log)), _cut(every)
    span = rows.aggregate(first=rows.at.min(), last=rows.at.max()).to_pyarrow().to_pylist()[0]
    table = of_everyone.everyone(rows, cut, rule).to_pyarrow()
    table = table.sort_by([("window", "ascending"), ("person", "ascending")])
    numbers, where = np.unique(table["window"].to_numpy(), return_inverse=True)
    if len(numbers):
        both = [bounds(number, cut, span["first"], span["last"]) for number in numbers.tolist()]
        for place, (name, dates) in enumerate(zip(("from", "to"), zip(*both, strict=True), strict=True), start=1):
            table = table.add_column(place + 1, name, pyarrow.array(dates, STAMP).take(pyarrow.array(where)))
    return table.drop_columns("window")


def as_table(windows: Sequence[Window]) -> pyarrow.Table:
    """Return windows as a table with a line for each window and measure.

    Columns ``from, to, measure, value, low, high, rows, why_not``. Where there is too little to say, ``value`` is null
    and ``why_not`` a sentence.
    """
    rows = [
        (window.start, window.end, name, *columns(measured).values())
        for window in windows
        for name, measured in window.measures.items()
    ]
    return pyarrow.table([list(one) for one in zip(*rows, strict=True)] or [[] for _ in FIGURES], schema=FIGURES)


def columns(measured: Measured) -> dict[str, float | int | str | None]:
    """Return a measure as ``value``, ``low``, ``high``, ``rows`` and ``why_not``, each None where there is none."""
    figure = measured.figure
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "rows": measured.rows,
        "why_not": figure.why_not or None,
    }


def as_named(person: Person, table: ir.Table | None) -> Person:
    """Return the person as the log names people, by text or by whole numbers; a number nobody has, where that fails."""
    numbered = table is not None and table.sender.type().is_integer()
    if not numbered:
        return str(person)
    return int(person) if str(person).lstrip("-").isdecimal() else -(2**62)


def _table(log: Log) -> ir.Table:
    if log.table is None:
        raise NotThere("Nothing could be read.")
    return log.table


def _cut(every: Cut | str) -> Cut:
    return Every(every) if isinstance(every, str) else every
