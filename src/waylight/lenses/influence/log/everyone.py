"""Reach and reciprocity of everybody in a log at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.influence.log.begun import begun, with_threads
from waylight.lenses.influence.log.table import PAIR, Rule, with_pair
from waylight.lenses.influence.log.windows import Cut, number

if TYPE_CHECKING:
    import ibis.expr.types as ir


def everyone(log: ir.Table, every: Cut, rule: Rule) -> ir.Table:
    """Return for each person and window what ``tally`` makes of one person's rows, counted in people.

    ``reach_out`` turned to first, ``reach_in`` by whom turned to first, ``people`` in contact either way,
    ``written_to``, and ``reciprocity``: the share of those who wrote back, null where she wrote to nobody.
    Announcements are left out.
    """
    both = _dyads(log, every, rule)
    ahead = both.select("window", "out", "into", "out_first", "into_first", person="less")
    behind = both.select(
        "window", out="into", into="out", out_first="into_first", into_first="out_first", person="more"
    )
    sides = ahead.union(behind)
    counted = sides.group_by("window", "person").agg(
        reach_out=sides.count(where=sides.out_first),
        reach_in=sides.count(where=sides.into_first),
        people=sides.count(),
        written_to=sides.count(where=sides.out),
        mutual=sides.count(where=sides.out & sides.into),
    )
    return counted.mutate(reciprocity=counted.mutual / counted.written_to.nullif(0)).drop("mutual")


def _dyads(log: ir.Table, every: Cut, rule: Rule) -> ir.Table:
    """Return each two people in each window: whether either wrote to the other, and whether first."""
    rows = begun(with_threads(with_pair(log), PAIR), PAIR, rule)
    rows = rows.filter(rows.recipients <= rule.crowd)
    return rows.group_by(*PAIR, window=number(rows.at, every)).agg(
        out=rows.ahead.any(),
        into=(~rows.ahead).any(),
        out_first=(rows.ahead & rows.begun).any(),
        into_first=(~rows.ahead & rows.begun).any(),
    )
