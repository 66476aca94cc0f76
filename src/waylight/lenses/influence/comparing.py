"""Those around the client beside their matches: what each group began, before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop, ngettext
from waylight.lenses.figure import Figure
from waylight.lenses.influence.matching import balance, matched_sets
from waylight.lenses.influence.moved import MatchedSet, Movement
from waylight.lenses.influence.panel import Panel, Spans, by_week, places_of
from waylight.lenses.influence.permuting import factor
from waylight.lenses.influence.side_by_side import side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Contacts

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.int64]

LITTLE_DAYS = 1  # at most, for those who have little contact with her
FEWEST_SETS = 8  # matched sets: with fewer a single person's quarter decides
FEWEST_BEGUN = 10  # in each of the sums that are compared
LEVEL = 0.95  # of the intervals of movement, which are a claim about a change and not a description


def compared(
    panel: Panel, around: Flags, strata: Places, begun: Contacts, rng: np.random.Generator, level: float = LEVEL
) -> Movement:
    """Match the people of a panel and compare what they began; ``begun`` are the rows that the panel counts."""
    others = ~around & (panel.near <= LITTLE_DAYS)
    sets = matched_sets(panel.chosen, around, others, strata, rng=rng)
    weeks, people = panel.spans, panel.people
    lost = tuple(people[np.setdiff1d(np.flatnonzero(around), sets[:, 0])].tolist())
    if len(sets) < FEWEST_SETS:
        why = ngettext(
            "Only {count} of the people around her have somebody to be compared with; {needed} are needed.",
            "Only {count} of the people around her have somebody to be compared with; {needed} are needed.",
            len(sets),
        ).format(count=len(sets), needed=FEWEST_SETS)
        return replace(Movement.unknown(why), spans=weeks, left_out=lost, sets=_named(sets, people))
    theirs = begun.only(_of(begun, people, sets))
    towards = np.isin(theirs.recipient, people[around])
    everyone, one_another, outside = (
        _figure(rows, people, weeks, sets, rng, level) for rows in (theirs, theirs.only(towards), theirs.only(~towards))
    )
    return Movement(
        everyone,
        one_another,
        outside,
        trend=_trend(theirs, panel, sets, rng, level),
        spans=weeks,
        sets=_named(sets, people),
        left_out=lost,
        balance=(
            balance(gettext_noop("begun a week while chosen"), panel.chosen / weeks.choosing, sets, around, others),
            balance(gettext_noop("begun a week before"), panel.before / weeks.before, sets, around, others),
        ),
        series=side_by_side(begun, people, weeks, sets, rng),
    )


def more(before: Numbers, after: Numbers, sets: Places, rng: np.random.Generator, level: float = LEVEL) -> Figure:
    """Return the factor of ``permuting.factor`` less one, without rows; unknown where too little was begun."""
    inside = sets >= 0
    first, rest = sets[:, 0], sets[:, 1:][inside[:, 1:]]
    least = min(float(counts[where].sum()) for counts in (before, after) for where in (first, rest))
    found = factor(before, after, sets, level=level, rng=rng) if least >= FEWEST_BEGUN else None
    if found is None:
        why = gettext("One of the groups began fewer than {count} times, before or after.")
        return Figure.unknown(why.format(count=FEWEST_BEGUN))
    if not np.isfinite([found.low, found.high]).all():
        return Figure.unknown(gettext("A few people began nearly everything; an interval would have no end."))
    return Figure(float(np.expm1(found.log)), float(np.expm1(found.low)), float(np.expm1(found.high)))


def _figure(
    rows: Contacts, people: Places, weeks: Spans, sets: Places, rng: np.random.Generator, level: float
) -> Figure:
    counts = by_week(rows, people, weeks)[:, weeks.choosing :]
    found = more(counts[:, : weeks.before].sum(axis=1), counts[:, weeks.before :].sum(axis=1), sets, rng, level)
    return replace(found, rows=tuple(rows.between(weeks.decided, weeks.end).id.tolist()))


def _trend(rows: Contacts, panel: Panel, sets: Places, rng: np.random.Generator, level: float) -> Figure:
    weeks = panel.spans
    before = panel.begun[:, weeks.choosing : weeks.choosing + weeks.before]
    half = weeks.before // 2
    found = more(before[:, :half].sum(axis=1), before[:, half:].sum(axis=1), sets, rng, level)
    return replace(found, rows=tuple(rows.between(weeks.decided, weeks.since).id.tolist()))


def _of(rows: Contacts, people: Places, sets: Places) -> Flags:
    """Which rows were begun by somebody who is compared."""
    where, known = places_of(rows.sender, people)
    return np.asarray(known & np.isin(where, sets[sets >= 0]))


def _named(sets: Places, people: Places) -> tuple[MatchedSet, ...]:
    return tuple(MatchedSet(int(people[row[0]]), tuple(people[row[1:][row[1:] >= 0]].tolist())) for row in sets)
