"""Who turned to whom first, as an expression: the rule of ``initiation.DEFINITION``, for tables of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from waylight.lenses.influence import rhythm
from waylight.lenses.influence.contacts import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from waylight.lenses.influence.log.table import Rule


def with_threads(rows: ir.Table, pair: Sequence[str]) -> ir.Table:
    """Return rows with ``known``, whether they have a thread, and ``thread_before``: its last earlier second.

    ``pair`` names the columns that say between whom a row is. Give whole threads.
    """
    if "thread" not in rows.columns:
        return rows.mutate(known=ibis.literal(False), thread_before=ibis.null("int64"))
    known = rows.thread.notnull()
    # Rows without a thread are told apart by their people, or all of a log would be one group.
    alone = ibis.ifelse(known, ibis.null(rows[pair[0]].type()), rows[pair[0]])
    return rows.mutate(known=known, thread_before=rows.at.max().over(_earlier([rows.thread, alone])))


def begun(rows: ir.Table, pair: Sequence[str], rule: Rule) -> ir.Table:
    """Return the rows of ``with_threads`` with ``begun``: whether the sender turned to the recipient first.

    ``initiation.initiations`` says what that is. Announcements are judged among themselves, since they break no silence
    of a pair; who counts them decides what they weigh. Give whole pairs: what a row begins hangs on what went before.
    """
    rows = _silences(rows, [rows.recipients > rule.crowd, *(rows[name] for name in pair)])
    met = rows.before.notnull()
    earliest = rows.known & rows.thread_before.isnull()
    silent = ~rows.known | earliest | _long(rows.at - rows.thread_before, rows, rule)
    opens = earliest & (rows.meeting | ~rows.reply)
    resumes = met & _long(rows.at - rows.before, rows, rule) & silent & (~rows.known | ~rows.meeting)
    meets = ~met & ~rows.known & ~rows.reply
    whether = (opens | resumes | meets).fill_null(False)
    return rows.mutate(begun=whether)


def _silences(rows: ir.Table, pair: list[ir.Value]) -> ir.Table:
    """Return the rows with what went before each between its pair, in earlier seconds."""
    last = rows.at.lag().over(ibis.window(group_by=pair, order_by="at"))
    # Rows of one second have gaps of nothing, so whichever of them an engine puts first, the gaps before are the same.
    rows = rows.mutate(gap=(rows.at - last).fill_null(0), before=rows.at.max().over(_earlier(pair)))
    counted = rows.gap >= DAY
    capped = ibis.least(rows.gap, rhythm.LONGEST)
    return rows.mutate(
        gaps=capped.count(where=counted).over(_earlier(pair)),
        length=capped.sum(where=counted).over(_earlier(pair)).cast("int64").fill_null(0),
    )


def _earlier(group: list[ir.Value]) -> ir.WindowedExpr:
    """The rows of the same group in earlier seconds."""
    return ibis.range_window(group_by=group, order_by="at", preceding=(None, 1))


def _long(silence: ir.IntegerValue, rows: ir.Table, rule: Rule) -> ir.BooleanValue:
    if rule.quiet_days is not None:
        return silence >= int(rule.quiet_days * DAY)
    usual = rhythm.WORTH * rhythm.USUAL + rows.length
    unusual = silence * (rhythm.WORTH + rows.gaps) >= rhythm.TIMES * usual
    return (silence >= rhythm.LONGEST) | ((silence >= rhythm.SHORTEST) & unusual)
