"""The rows behind each figure: the ids of what ``measure`` counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from waylight.lenses.influence.log.at_hand import over
from waylight.lenses.influence.log.measure import Around
from waylight.lenses.influence.log.table import Person, Rule, full, near
from waylight.lenses.influence.log.tally import mine, successions
from waylight.lenses.influence.log.windows import EPOCH, Cut, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from waylight.lenses.influence.log.measure import Window

WRITING = ("reciprocity", "weighted_reciprocity")
PLACED = ("breadth", "breadth_0", "breadth_2")


def behind(
    log: ir.Table, person: Person, every: Cut, rule: Rule, around: Around, windows: Sequence[Window]
) -> list[dict[str, tuple[int, ...]]]:
    """Return for each window and measure the ids of its rows, in order; those of the network are all its rows.

    Where a measure has no figure, its rows are still those that would have made it, except in a log without direction.
    """
    log = full(log)
    rows = ibis.memtable(over(near(log, person).to_pyarrow(), mine, every, rule))
    named = {name: _ids(one) for name, one in _expressions(rows, around).items()}
    close = log.filter(log.recipients <= rule.crowd)
    everybody = _ids(close.select("id", window=number(close.at, every)))
    found = []
    for one in windows:
        window = _number(one.start, every)
        ids = {name: named.get(name, everybody).get(window, ()) for name in one.measures}
        found.append({name: ids[name] if one.measures[name].rows else () for name in ids})
    return found


def _expressions(rows: ir.Table, around: Around) -> dict[str, ir.Table]:
    """Return for each measure of hers the rows that it counts."""
    close = rows.filter(rows.close)
    began = rows.filter(rows.begun & (rows.weighs > 0))
    written_to = close.filter(close.out).select("window", "other").distinct()
    written = close.semi_join(written_to, ["window", "other"])
    follows = successions(rows)
    placed = close.filter(close.other.isin(list(around.places))) if around.places else close
    out, into = began.filter(began.out), began.filter(~began.out)
    return {
        **{"reach_out": out, "initiations_out": out, "reach_in": into, "initiations_in": into},
        **dict.fromkeys(WRITING, written),
        **dict.fromkeys(("balance", "people", "people_breadth", "people_breadth_2"), close),
        **dict.fromkeys(PLACED, placed),
        "turn_taking": follows,
        "reply_hours": follows.filter(follows.answers & follows.out),
        "answered_hours": follows.filter(follows.answers & ~follows.out),
        "coverage": close.filter(close.other.isin(list(around.matter))),
    }


def _ids(rows: ir.Table) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for row in rows.select("window", "id").order_by("window", "id").to_pyarrow().to_pylist():
        found.setdefault(row["window"], []).append(row["id"])
    return {window: tuple(ids) for window, ids in found.items()}


def _number(start: datetime, every: Cut) -> int:
    return int(number(ibis.literal(int((start - EPOCH).total_seconds())), every).to_pyarrow().as_py())
