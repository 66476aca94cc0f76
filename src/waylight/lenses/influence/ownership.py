"""Ownership: how concentrated an initiative is on those who start, organise and speak in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.acts import Acts, joined, organising, speaking, starting
from waylight.lenses.influence.concentration import gini_of_most, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from waylight.lenses.influence.acts import Spoken
    from waylight.lenses.influence.contacts import Contacts, Moment

    Ids = NDArray[np.int64]
    Numbers = NDArray[np.float64]

FEWEST_UNITS = 5  # threads or meetings: ten pairs of them
DRAWS = 1999
BOUNDS = (5.0, 95.0)  # percentiles of the 90 % interval
TOO_FEW = gettext_noop("Fewer than {count} threads or meetings, too few to say how concentrated it is.")
ACTS_EACH = 3  # threads or meetings for each person who takes part, below which Gini's coefficient is mostly chance
TOO_FEW_EACH = gettext_noop(
    "Fewer than {count} threads or meetings for each person who takes part; chance would look unequal."
)
ALONE = gettext_noop("Only one person takes part.")


@dataclass(frozen=True, slots=True)
class Spread:
    """How one kind of act is spread over people.

    ``herfindahl`` is the chance that two acts, from different threads or meetings, are one person's; ``gini`` is
    Gini's coefficient over the most it can be, among all who take part; ``people`` counts those who did it at all.
    """

    herfindahl: Figure
    gini: Figure
    people: Figure


@dataclass(frozen=True, slots=True)
class Ownership:
    """An initiative in one window. ``together`` is starting and organising as one: the axis of the plane."""

    together: Spread
    starting: Spread
    organising: Spread
    speaking: Spread


def ownership(
    contacts: Contacts, *, start: Moment, end: Moment, spoken: Iterable[Spoken] = (), seed: int = 0
) -> Ownership:
    """Return how concentrated an initiative is from ``start`` until before ``end``.

    Give all contacts of the initiative and nothing else; what went before decides what is a start. All who sent or
    received something in the window take part, and those who started nothing count with nothing in ``gini``, which
    therefore depends on whom one counts; ``herfindahl`` does not.

    Intervals (90 %) are percentiles over threads and meetings drawn anew, ``DRAWS`` times: what belongs to one thread
    or one series hangs together. For ``herfindahl`` copies of one thread make no pair, so that the draws lie around
    the value. Few acts look concentrated by chance, so ``gini`` is unknown below three threads for each person, and
    what drawing anew adds to it is taken off (Efron and Tibshirani 1993, An Introduction to the Bootstrap, section
    10.6); its interval still holds the truth in about eight of ten cases only, that of ``herfindahl`` in nine.
    """
    here = contacts.between(start, end)
    people = np.unique(np.concatenate([here.sender, here.recipient]))
    begun, called = starting(contacts), organising(contacts)
    said = speaking(spoken)
    each = (joined(begun, called), begun, called, said)
    return Ownership(*(spread(acts.between(start, end), people, seed=seed) for acts in each))


def spread(acts: Acts, people: Ids, *, seed: int = 0) -> Spread:
    """Return how ``acts`` are spread over ``people`` and whoever else did one of them."""
    rows = tuple(acts.row.tolist())
    done = intervals.count(len(np.unique(acts.person)), rows)
    everybody, units = np.union1d(people, acts.person), np.unique(acts.unit)
    if why_not := TOO_FEW if len(units) < FEWEST_UNITS else ALONE if len(everybody) < 2 else "":
        none = Figure.unknown(gettext(why_not).format(count=FEWEST_UNITS), rows)
        return Spread(none, none, done)
    table = acts.by_unit(units, everybody)
    times = drawn(len(units), np.random.default_rng(seed))
    return Spread(_herfindahl(table, times, rows), _gini(table, times, rows), done)


def drawn(units: int, rng: np.random.Generator) -> Numbers:
    """Return how often each of so many units comes when as many are drawn anew, a row for each drawing."""
    return np.asarray(rng.multinomial(units, np.full(units, 1 / units), size=DRAWS), dtype=np.float64)


def same_person_drawn(table: Numbers, times: Numbers) -> tuple[float, Numbers]:
    """Return ``same_person`` of a table, and what it would be over drawings that could have been.

    Where all N units are one person's, or each is another's, every drawing looks the same and would pretend to
    certainty. The chance of the first is at most h^(N/2), where h is the chance of two alike (Σ pᴺ ≤ (Σ p²)^(N/2)),
    and that of the second at most (1 − h)^(N/2) (Maclaurin's inequality); so h is then spread as these bounds are.
    """
    value = float(same_person(table))
    found = same_person(table, times)
    found = found[~np.isnan(found)]
    if value in (0.0, 1.0) and len(found):
        steps = (np.arange(len(found)) + 0.5) / len(found)
        far = steps ** (2 / len(table))
        found = far if value == 1.0 else 1 - far
    return value, found


def _herfindahl(table: Numbers, times: Numbers, rows: tuple[int, ...]) -> Figure:
    value, draws = same_person_drawn(table, times)
    low, high = np.percentile(draws, BOUNDS)
    return Figure(value, min(float(low), value), max(float(high), value), rows)


def _gini(table: Numbers, times: Numbers, rows: tuple[int, ...]) -> Figure:
    if len(table) < ACTS_EACH * table.shape[1]:
        return Figure.unknown(gettext(TOO_FEW_EACH).format(count=ACTS_EACH), rows)
    seen = float(gini_of_most(table.sum(axis=0)))
    draws = gini_of_most(times @ table)
    value = min(max(2 * seen - float(draws.mean()), 0.0), 1.0)
    low, high = np.percentile(draws - draws.mean() + value, BOUNDS)
    if seen == 1.0:  # one person did it all, and every drawing says the same
        n, least = table.shape[1], intervals.share(len(table), len(table)).low or 0.0
        low = (n * least - 1) / (n - 1)
    return Figure(value, min(max(float(low), 0.0), value), max(min(float(high), 1.0), value), rows)
