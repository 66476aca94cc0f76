"""The figures of a window of whole weeks, made from their sums: the same as those made from the rows, without them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.breadth import Breadth, of_days
from waylight.lenses.influence.contacts import DAY, Moment, instant
from waylight.lenses.influence.quiet import FEWEST_DAYS, LONG_SILENCE_DAYS, TIMES_USUAL, Quiet
from waylight.lenses.influence.reach import SHORTEST_WEEK, TOO_SHORT, WEEK
from waylight.lenses.influence.ties import NOTHING, Tie, strength
from waylight.lenses.influence.week_sums import NEVER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from waylight.lenses.influence.added_up import AddedUp
    from waylight.lenses.influence.breadth import Place
    from waylight.lenses.influence.week_sums import WeekSum

    Numbers = NDArray[np.int64]

DAYS_IN = np.array([bin(bits).count("1") for bits in range(128)])  # of a week, by their bits


def ties(weeks: Sequence[WeekSum], known: AddedUp, among: Collection[int] = ()) -> tuple[Tie, ...]:
    """Return what ``ties.ties`` returns for the window that ``weeks`` are (one after the other), but no rows.

    ``known`` are all weeks of the record added up.
    """
    start, length = weeks[0].start, weeks[-1].end - weeks[0].start
    there, long = any(one.last != NEVER for one in weeks), start - LONG_SILENCE_DAYS * DAY
    before = dict(
        zip(known.person.tolist(), zip(known.first_out.tolist(), known.first_in.tolist(), strict=True), strict=True)
    )

    @cache
    def rate(times: int) -> Figure:
        if times == 0 and not there:
            return Figure.unknown(gettext(NOTHING))
        if length < SHORTEST_WEEK:
            return Figure.unknown(gettext(TOO_SHORT))
        return intervals.weekly_rate(times, length / WEEK)

    def first_time(times: int, first: int, kind: int) -> bool | None:
        if not times:
            return None
        if first < start:
            return False
        return True if known.kinds[kind] <= long else None

    found = []
    for person, out, into, kind_out, kind_in, contacts in _together(weeks, among):
        first_out, first_in = before.get(person, (NEVER, NEVER))
        first = first_time(out, first_out, kind_out), first_time(into, first_in, kind_in)
        found.append(Tie(person, rate(out), rate(into), *first, contacts, ()))
    return tuple(sorted(found, key=strength))


def _together(weeks: Sequence[WeekSum], among: Collection[int]) -> list[list[int]]:
    """For everyone in personal contact in these weeks, and all ``among``: what they began, of which kind, how much."""
    people = np.unique(
        np.concatenate([*(one.person[one.out + one.into > 0] for one in weeks), np.array(list(among), dtype=np.int64)])
    )
    table = np.zeros((6, len(people)), dtype=np.int64)
    table[0], table[3:5] = people, NEVER
    for one in reversed(weeks):
        where = np.minimum(np.searchsorted(people, one.person), max(len(people) - 1, 0))
        mine = np.flatnonzero(people[where] == one.person) if len(people) else where
        at = where[mine]
        table[1, at] += one.began_out[mine]
        table[2, at] += one.began_in[mine]
        table[5, at] += (one.out + one.into)[mine]
        for row, kinds in ((3, one.kind_out[mine]), (4, one.kind_in[mine])):
            table[row, at[kinds != NEVER]] = kinds[kinds != NEVER]  # the earliest week comes last, and stays
    return table.T.tolist()


def breadth(weeks: Sequence[WeekSum], client: int, places: Mapping[int, Place], *, of: int, seed: int = 0) -> Breadth:
    """Return what ``breadth.breadth`` returns for the window that ``weeks`` are, but no rows."""
    days: dict[int, int] = {}
    placed = np.array(sorted(places), dtype=np.int64)
    for one in weeks:
        mine = np.isin(one.person, placed) & (one.days > 0)
        for person, count in zip(one.person[mine].tolist(), DAYS_IN[one.days[mine]].tolist(), strict=True):
            days[person] = days.get(person, 0) + count
    return of_days(days, client, places, of, seed)


def gone_quiet(known: AddedUp, *, at: Moment, among: Collection[int]) -> dict[int, Quiet]:
    """Return what ``quiet.gone_quiet`` finds, by person, but no rows; ``known`` are all weeks until ``at``."""
    now = int(instant(at).astype(np.int64))
    mine = np.isin(known.person, list(among)) & (known.days >= FEWEST_DAYS)
    silence, usual = (now - known.last_contact) / DAY, known.usual / 2
    quiet = mine & (silence >= LONG_SILENCE_DAYS) & (silence > TIMES_USUAL * usual)
    each = zip(known.person[quiet].tolist(), silence[quiet].tolist(), usual[quiet].tolist(), strict=True)
    return {person: Quiet(person, days, None, often) for person, days, often in each}
