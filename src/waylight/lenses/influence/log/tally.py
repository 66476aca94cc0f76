"""The small tables that figures are made of, each one expression over a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from waylight.lenses.influence.contacts import DAY
from waylight.lenses.influence.log.begun import begun
from waylight.lenses.influence.log.table import MEETING, Mass, Person, Rule, around, hers, with_pair
from waylight.lenses.influence.log.windows import Every, number

if TYPE_CHECKING:
    import ibis.expr.types as ir


def spans(log: ir.Table, every: Every) -> ir.Table:
    """Return for each window how many rows the whole log has in it, and its ``first`` and ``last`` second."""
    return log.group_by(window=number(log.at, every)).agg(rows=log.count(), first=log.at.min(), last=log.at.max())


def mine(log: ir.Table, person: Person, every: Every, rule: Rule) -> ir.Table:
    """Return her rows: with whom (``other``), whether hers (``out``), in which window, and whether they began anything.

    ``weighs`` is 1, for an announcement 1/n or 0 as ``rule.mass`` says; ``close`` says that it is none.
    """
    rows = begun(around(log, person), rule)
    rows = rows.filter(hers(rows, person))
    out = rows.sender == person
    close = rows.recipients <= rule.crowd
    share = 1.0 / rows.recipients if rule.mass is Mass.SHARE else ibis.literal(0.0)
    return rows.select(
        "id",
        "at",
        "begun",
        "weight",
        thread=rows.thread if "thread" in rows.columns else ibis.null("string"),
        meeting=rows.kind == MEETING,
        window=number(rows.at, every),
        other=ibis.ifelse(out, rows.recipient, rows.sender),
        out=out,
        close=close,
        weighs=ibis.ifelse(close, 1.0, share),
    )


def tally(rows: ir.Table) -> ir.Table:
    """Return for each window and other person what passed, from ``mine``.

    ``out`` and ``into`` count rows and ``weight_out`` and ``weight_in`` sum their weights, announcements apart;
    ``days`` counts days (UTC) with any. ``began_out`` and ``began_in`` sum what the initiations weigh, ``reach_out``
    and ``reach_in`` take the heaviest of them, and ``opened_out`` and ``opened_in`` count them.
    """
    out, into = rows.close & rows.out, rows.close & ~rows.out
    began = rows.begun & (rows.weighs > 0)
    first_out, first_in = began & rows.out, began & ~rows.out
    return rows.group_by("window", "other").agg(
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


def successions(rows: ir.Table) -> ir.Table:
    """Return what followed on something in an exchange, from ``mine``: ``asked`` (seconds) is when the row before came.

    An exchange is what passes between her and one person in one thread (or in none), without a new beginning.
    ``answers`` says that the other of the two had the turn before. Meetings and announcements are no turns.
    """
    turns = rows.filter(rows.close & ~rows.meeting)
    # Of two that cross in one second, hers is put last, for every engine alike.
    one_exchange = ibis.window(group_by=["other", "thread"], order_by=["at", "out"])
    turns = turns.mutate(asked=turns.at.lag().over(one_exchange), before=turns.out.lag().over(one_exchange))
    follows = turns.filter(turns.asked.notnull() & ~turns.begun)
    return follows.select("window", "id", "at", "asked", "out", answers=follows.out != follows.before)


def network(log: ir.Table, every: Every, rule: Rule) -> ir.Table:
    """Return everybody's ties in each window: ``weight`` is what passed between two people both ways, in ``rows``."""
    rows = with_pair(log.filter(log.recipients <= rule.crowd))
    return rows.group_by("less", "more", window=number(rows.at, every)).agg(weight=rows.weight.sum(), rows=rows.count())
