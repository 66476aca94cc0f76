"""The small tables that figures are made of, each one expression over a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from waylight.lenses.influence.contacts import DAY
from waylight.lenses.influence.log.begun import begun, with_threads
from waylight.lenses.influence.log.table import Mass, Rule, with_pair
from waylight.lenses.influence.log.windows import Cut, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

HER_PAIR = ("other",)  # of her rows, the other person says between whom they are


def edges(log: ir.Table, every: Cut) -> ir.Table:
    """Return the ``first`` and ``last`` second of a log and their windows; an engine reads both off a Parquet file."""
    both = log.agg(first=log.at.min(), last=log.at.max())
    return both.mutate(first_window=number(both.first, every), last_window=number(both.last, every))


def filled(log: ir.Table, every: Cut, windows: Sequence[int]) -> ir.Table:
    """Return which of these windows have a row."""
    found = log.select(window=number(log.at, every)).distinct()
    return found.filter(found.window.isin(windows))


def mine(rows: ir.Table, every: Cut, rule: Rule) -> ir.Table:
    """Return her own of the rows of ``table.near``: in which window each lies, and whether it began anything.

    ``weighs`` is 1, for an announcement 1/n or 0 as ``rule.mass`` says; ``close`` says that it is none.
    """
    rows = with_threads(rows, HER_PAIR)
    rows = begun(rows.filter(rows.other.notnull()), HER_PAIR, rule)
    close = rows.recipients <= rule.crowd
    share = 1.0 / rows.recipients if rule.mass is Mass.SHARE else ibis.literal(0.0)
    return rows.select(
        *("id", "at", "begun", "weight", "meeting", "other", "out"),
        thread=rows.thread if "thread" in rows.columns else ibis.null("string"),
        window=number(rows.at, every),
        close=close,
        weighs=ibis.ifelse(close, 1.0, share),
    )


def tally(rows: ir.Table) -> ir.Table:
    """Return for each window and other person what passed, from ``mine``.

    ``out`` and ``into`` count rows and ``weight_out`` and ``weight_in`` sum their weights, announcements apart;
    ``days`` counts days (UTC) with any. ``began_out`` and ``began_in`` sum what the initiations weigh, ``reach_out``
    and ``reach_in`` take the heaviest of them, and ``opened_out`` and ``opened_in`` count them. By window and person.
    """
    out, into = rows.close & rows.out, rows.close & ~rows.out
    began = rows.begun & (rows.weighs > 0)
    first_out, first_in = began & rows.out, began & ~rows.out
    counted = rows.group_by("window", "other").agg(
        out=rows.count(where=out),
        into=rows.count(where=into),
        weight_out=rows.weight.sum(where=out).fill_null(0.0),
        weight_in=rows.weight.sum(where=into).fill_null(0.0),
        days=(rows.at // DAY).nunique(where=rows.close),
        began_out=rows.weighs.sum(where=first_out).fill_null(0.0),
        began_in=rows.weighs.sum(where=first_in).fill_null(0.0),
        reach_out=rows.weighs.max(where=first_out).fill_null(0.0),
        reach_in=rows.weighs.max(where=first_in).fill_null(0.0),
        opened_out=rows.count(where=first_out),
        opened_in=rows.count(where=first_in),
    )
    return counted.order_by("window", "other")


def successions(rows: ir.Table) -> ir.Table:
    """Return what followed on something in an exchange, from ``mine``: ``asked`` (seconds) is when the row before came.

    An exchange is what passes between her and one person in one thread (or in none), without a new beginning.
    ``answers`` says that the other of the two had the turn before. Meetings and announcements are no turns. By window
    and time.
    """
    turns = rows.filter(rows.close & ~rows.meeting)
    # Of two that cross in one second, hers is put last, for every engine alike.
    one_exchange = ibis.window(group_by=["other", "thread"], order_by=["at", "out"])
    turns = turns.mutate(asked=turns.at.lag().over(one_exchange), before=turns.out.lag().over(one_exchange))
    follows = turns.filter(turns.asked.notnull() & ~turns.begun)
    follows = follows.select("window", "id", "at", "asked", "out", answers=follows.out != follows.before)
    return follows.order_by("window", "at", "asked", "out")


def network(log: ir.Table, every: Cut, rule: Rule) -> ir.Table:
    """Return everybody's ties in each window: ``weight`` is what passed between two people both ways, in ``rows``."""
    rows = with_pair(log.filter(log.recipients <= rule.crowd))
    return rows.group_by("less", "more", window=number(rows.at, every)).agg(weight=rows.weight.sum(), rows=rows.count())
