"""What somebody begins, day by day, and what she begins to show: threads of her own that belong to her initiatives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.initiation import initiations

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.weeks import Week

NOTHING = gettext_noop("Nothing has been brought in for this week.")


@dataclass(frozen=True, slots=True)
class Begun:
    """Rows in which somebody turns to another first, with what is counted of each: a person, or a thread."""

    id: NDArray[np.int64]
    at: NDArray[np.datetime64]
    day: NDArray[np.datetime64]  # local
    counted: NDArray[np.int64]


def begun(contacts: Contacts, person: int, *, out: bool, zone: str) -> Begun:
    """Return whom ``person`` turned to first (``out``), or who turned to her first. Give the whole table."""
    mask = initiations(contacts) & ((contacts.sender if out else contacts.recipient) == person)
    rows = contacts.only(mask)
    return Begun(rows.id, rows.at, rows.days(zone), rows.other(person))


def shown(contacts: Contacts, person: int, about: Collection[int], *, zone: str) -> Begun:
    """Return what ``person`` began that is among the rows ``about``; a thread counts once, and a row without one."""
    mask = initiations(contacts) & (contacts.sender == person) & np.isin(contacts.id, list(about))
    rows = contacts.only(mask)
    return Begun(rows.id, rows.at, rows.days(zone), np.where(rows.thread < 0, -1 - rows.id, rows.thread))


def by_week(rows: Begun, weeks: Sequence[Week], known: Sequence[bool]) -> tuple[Figure, ...]:
    """Return how many different people or threads each week has, with ``intervals.count``.

    Unknown in a week that is not ``known``: nothing says that nothing happened.
    """
    found = []
    for week, is_known in zip(weeks, known, strict=True):
        inside = (rows.at >= instant(week.start)) & (rows.at < instant(week.end))
        figure = intervals.count(len(np.unique(rows.counted[inside])), rows.id[inside].tolist())
        found.append(figure if is_known else Figure.unknown(gettext(NOTHING)))
    return tuple(found)


def by_day(rows: Begun, days: Sequence[date]) -> tuple[float, ...]:
    """Return how many different people or threads each of some days has."""
    pairs = {(day, int(one)) for day, one in zip(rows.day.astype(object).tolist(), rows.counted, strict=True)}
    times = dict.fromkeys(days, 0.0)
    for day, _ in pairs:
        if day in times:
            times[day] += 1
    return tuple(times.values())
