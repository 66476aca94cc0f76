"""How often the client and each person turn to one another: what the map draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.contacts import CROWD, Contacts, Moment, instant
from waylight.lenses.influence.reach import SHORTEST_WEEK, TOO_SHORT, WEEK, Reached, reach

if TYPE_CHECKING:
    from collections.abc import Collection

NOTHING = gettext_noop("Nothing has been brought in for these weeks.")


@dataclass(frozen=True, slots=True)
class Tie:
    """One person and the client within a window.

    ``out`` and ``into`` are initiations a week, by her and by them. ``first_out`` and ``first_in`` say whether that
    direction's first initiation ever is in the window; None when there is none in it or the record does not reach
    back far enough. ``contacts`` counts all contacts either way, answers included, and ``rows`` are they, where the
    tie was made from rows.
    """

    person: int
    out: Figure
    into: Figure
    first_out: bool | None
    first_in: bool | None
    contacts: int
    rows: tuple[int, ...]


def ties(
    contacts: Contacts,
    person: int,
    *,
    start: Moment,
    end: Moment,
    among: Collection[int] = (),
    quiet_days: float | None = None,
    crowd: int = CROWD,
) -> tuple[Tie, ...]:
    """Return a tie for everyone in contact with ``person`` from ``start`` until before ``end``, and all of ``among``.

    Those who turn to one another most come first. Somebody without an initiation in a direction has a rate of zero
    with its interval, as ``intervals.weekly_rate`` gives it; when the whole table has no row in the window, all
    rates are unknown. Give the whole table, as for ``reach``.
    """
    found = reach(contacts, person, start=start, end=end, quiet_days=quiet_days, crowd=crowd)
    out, into = ({one.person: one for one in side} for side in (found.out, found.into))
    mine = contacts.between(start, end).with_person(person).personal(crowd)
    other = mine.other(person)
    none = _none(contacts, start, end)
    everyone = {*np.unique(other).tolist(), *among} - {person}
    rows: dict[int, list[int]] = {one: [] for one in everyone}
    for one, row in zip(other.tolist(), mine.id.tolist(), strict=True):
        rows[one].append(row)
    every = [_tie(one, out.get(one), into.get(one), none, tuple(rows[one])) for one in everyone]
    return tuple(sorted(every, key=strength))


def strength(tie: Tie) -> tuple[float, int, int]:
    """Sort those first who turn to one another most."""
    return -(tie.out.value or 0) - (tie.into.value or 0), -tie.contacts, tie.person


def _tie(person: int, out: Reached | None, into: Reached | None, none: Figure, rows: tuple[int, ...]) -> Tie:
    return Tie(
        person=person,
        out=out.initiations if out else none,
        into=into.initiations if into else none,
        first_out=out.first_time if out else None,
        first_in=into.first_time if into else None,
        contacts=len(rows),
        rows=rows,
    )


def _none(contacts: Contacts, start: Moment, end: Moment) -> Figure:
    """Return the rate of somebody for whom nothing was counted."""
    if not len(contacts.between(start, end)):
        return Figure.unknown(gettext(NOTHING))
    length = int((instant(end) - instant(start)).astype(np.int64))
    return intervals.weekly_rate(0, length / WEEK) if length >= SHORTEST_WEEK else Figure.unknown(gettext(TOO_SHORT))
