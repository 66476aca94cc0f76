"""Who began to reach the client, and who brought whom: what her own mailbox can tell of a movement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.bringing import Brought, brought
from waylight.lenses.influence.contacts import CROWD, Contacts, Moment, instant
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.influence.panel import LONGEST, LONGEST_AFTER, SHORTEST, WEEK, known_until
from waylight.lenses.influence.reach import reach
from waylight.lenses.influence.rhythm import JUST_MET

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FEWEST_PEOPLE = 5  # people are what is drawn again; fewer give too few different draws
FEWEST_REACHED = 10  # times before, so that a share of it means something
DRAWS = 1999
BOUNDS = (2.5, 97.5)  # percentiles of the 95 % interval, as of the other figures of movement
NOTHING = gettext_noop("Nothing has been brought in for this week.")
NOT_ELSEWHERE = (
    "Whether people reach out more elsewhere too cannot be known from what she was part of."  # not for readers
)
TOO_FEW = gettext_noop("Fewer than {people} people reached out to her, or fewer than {times} times before.")


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody who reached out to her for the first time in the record, or again after ``after_days`` of silence."""

    person: int
    at: np.datetime64  # [s], UTC
    row: int
    first_time: bool | None
    after_days: float | None


@dataclass(frozen=True, slots=True)
class WeekOfReach:
    """How many people reached out to her in a week of seven days, counted from the date either way."""

    start: np.datetime64  # [s], UTC
    people: Figure


@dataclass(frozen=True, slots=True)
class ReachedHer:
    """What her own mailbox tells: reach-in before and after, who began, and who brought whom.

    ``change``: how much more often a week others reach out to her than before (0.25 is a quarter more), with a 95 %
    interval. It compares with nobody; ``limits`` says so.
    """

    change: Figure
    weeks: tuple[WeekOfReach, ...]
    began: tuple[Began, ...]
    brought: tuple[Brought, ...]
    limits: str = NOT_ELSEWHERE


def reached_her(
    contacts: Contacts, person: int, *, since: Moment, until: Moment | None = None, crowd: int = CROWD, seed: int = 0
) -> ReachedHer:
    """Return who reaches out to ``person`` since ``since``, and how that compares with before.

    Weeks before are at most 26, after at most 26. The record's first three weeks only show who had been silent. The
    interval of ``change`` is a percentile bootstrap over people, each drawn with all they began before and after.
    That somebody reaches out for the first time is not counted against the time before: there, everybody comes for
    the first time as the record begins. Give the whole table.
    """
    if not len(contacts):
        return ReachedHer(Figure.unknown(gettext("Nothing has been brought in.")), (), (), ())
    end = instant(until) if until is not None else known_until(contacts)
    hers = contacts.with_person(person)
    begun = hers.only(initiations(hers, crowd=crowd) & (hers.recipient == person))
    first = contacts.at[0] + np.timedelta64(JUST_MET, "s")
    back = min(max(int((instant(since) - first) // WEEK), 0), 2 * LONGEST)
    on = min(max(int((end - instant(since)) // WEEK), 0), LONGEST_AFTER)
    edges = instant(since) + np.arange(-back, on + 1) * WEEK
    return ReachedHer(
        change=_change(begun, edges, back, on, np.random.default_rng(seed)),
        weeks=_weeks(hers, begun, edges),
        began=_began(hers, person, since, end, crowd),
        brought=brought(contacts, person, since=since, until=end, crowd=crowd),
    )


def _change(begun: Contacts, edges: NDArray[np.datetime64], back: int, on: int, rng: np.random.Generator) -> Figure:
    here = begun.only((begun.at >= edges[0]) & (begun.at < edges[-1]))
    rows = tuple(here.id.tolist())
    if back < SHORTEST or on < SHORTEST:
        why = gettext("It takes {before} weeks before that day and {after} after it to compare.")
        return Figure.unknown(why.format(before=SHORTEST, after=SHORTEST), rows)
    _, first, where = np.unique(here.sender, return_index=True, return_inverse=True)
    after = here.at >= edges[back]
    table = np.stack([np.bincount(where, ~after), np.bincount(where, after)], axis=1)[np.argsort(first)]
    if len(first) < FEWEST_PEOPLE or table[:, 0].sum() < FEWEST_REACHED:
        return Figure.unknown(gettext(TOO_FEW).format(people=FEWEST_PEOPLE, times=FEWEST_REACHED), rows)
    draws = rng.multinomial(len(table), np.full(len(table), 1 / len(table)), size=DRAWS) @ table
    draws = draws[draws[:, 0] > 0]
    value = float(table[:, 1].sum() / table[:, 0].sum()) * back / on - 1
    low, high = np.percentile(draws[:, 1] / draws[:, 0] * back / on - 1, BOUNDS)
    return Figure(value, min(float(low), value), max(float(high), value), rows)


def _weeks(hers: Contacts, begun: Contacts, edges: NDArray[np.datetime64]) -> tuple[WeekOfReach, ...]:
    """Every week; one in which nothing of hers was brought in is unknown and no zero."""
    cuts, known = np.searchsorted(begun.at, edges).tolist(), np.diff(np.searchsorted(hers.at, edges)) > 0
    found = []
    for n, (a, b) in enumerate(pairwise(cuts)):
        people = intervals.count(len(np.unique(begun.sender[a:b])), begun.id[a:b].tolist())
        found.append(WeekOfReach(edges[n], people if known[n] else Figure.unknown(gettext(NOTHING))))
    return tuple(found)


def _began(contacts: Contacts, person: int, since: Moment, end: np.datetime64, crowd: int) -> tuple[Began, ...]:
    """Those who came for the first time or after a long silence, the first of them first."""
    if end <= instant(since):
        return ()
    at = dict(zip(contacts.id.tolist(), contacts.at, strict=True))
    found = [
        Began(one.person, at[one.initiations.rows[0]], one.initiations.rows[0], one.first_time, one.after_days)
        for one in reach(contacts, person, start=since, end=end, crowd=crowd).into
        if one.first_time or one.after_days is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.row)))
