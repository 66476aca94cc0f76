"""Who turned to whom first, as an expression: the rule of ``initiation.DEFINITION``, for tables of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from waylight.lenses.influence import rhythm
from waylight.lenses.influence.contacts import DAY
from waylight.lenses.influence.log.table import MEETING, Rule, with_pair

if TYPE_CHECKING:
    import ibis.expr.types as ir

PAIR = ["aside", "less", "more"]  # announcements stand aside: they break no silence of a pair


def begun(log: ir.Table, rule: Rule) -> ir.Table:
    """Return the log (as ``table.full`` gives it) with ``begun``: whether the sender turned to the recipient first.

    ``initiation.initiations`` says what that is. Announcements are judged among themselves; who counts them decides
    what they weigh. Give whole threads and whole pairs: what a row begins hangs on what went before.
    """
    rows = _silences(with_pair(log).mutate(aside=log.recipients > rule.crowd))
    threaded = "thread" in log.columns
    meeting = rows.kind == MEETING
    met = rows.before.notnull()
    known = rows.thread.notnull() if threaded else ibis.literal(False)
    earliest = known & rows.thread_before.isnull() if threaded else known
    silent = ~known | earliest | _long(rows.at - rows.thread_before, rows, rule) if threaded else ~known
    opens = earliest & (meeting | ~rows.reply)
    resumes = met & _long(rows.at - rows.before, rows, rule) & silent & (~known | ~meeting)
    meets = ~met & ~known & ~rows.reply
    whether = (opens | resumes | meets).fill_null(False)
    return rows.mutate(begun=whether).drop("aside", "gap", "before", "gaps", "length", "thread_before")


def _silences(rows: ir.Table) -> ir.Table:
    """Return the rows with what went before each, in earlier seconds, between its pair and in its thread."""
    last = rows.at.lag().over(ibis.window(group_by=PAIR, order_by="at"))
    # Rows of one second have gaps of nothing, so whichever of them an engine puts first, the gaps before are the same.
    rows = rows.mutate(
        gap=(rows.at - last).fill_null(0), before=rows.at.max().over(_earlier(PAIR)), thread_before=_in_thread(rows)
    )
    counted = rows.gap >= DAY
    capped = ibis.least(rows.gap, rhythm.LONGEST)
    return rows.mutate(
        gaps=capped.count(where=counted).over(_earlier(PAIR)),
        length=capped.sum(where=counted).over(_earlier(PAIR)).cast("int64").fill_null(0),
    )


def _in_thread(rows: ir.Table) -> ir.IntegerValue:
    if "thread" not in rows.columns:
        return ibis.null("int64")
    # Rows without a thread are told apart by their people, or all of a log would be one group.
    alone = ibis.ifelse(rows.thread.isnull(), rows.less, ibis.null(rows.less.type()))
    return rows.at.max().over(_earlier([rows.thread, alone]))


def _earlier(group: list[str] | list[ir.Value]) -> ir.WindowedExpr:
    """The rows of the same group in earlier seconds."""
    return ibis.range_window(group_by=group, order_by="at", preceding=(None, 1))


def _long(silence: ir.IntegerValue, rows: ir.Table, rule: Rule) -> ir.BooleanValue:
    if rule.quiet_days is not None:
        return silence >= int(rule.quiet_days * DAY)
    usual = rhythm.WORTH * rhythm.USUAL + rows.length
    unusual = silence * (rhythm.WORTH + rows.gaps) >= rhythm.TIMES * usual
    return (silence >= rhythm.LONGEST) | ((silence >= rhythm.SHORTEST) & unusual)
