"""The path's series: reach out, reach in, reciprocity and breadth, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.breadth import breadth
from waylight.lenses.influence.contacts import CROWD, Contacts, instant
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.influence.reach import reciprocity
from waylight.lenses.weeks import Week, weeks_between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Week", "WeekOf", "weekly", "weeks_between"]

FOUR_WEEKS = timedelta(weeks=4)
CLOCKS = timedelta(hours=2)  # more than clocks are ever moved in a month
NOTHING = gettext_noop("Nothing has been brought in for this week.")
NOT_YET = gettext_noop("The record does not reach back four weeks from here.")


@dataclass(frozen=True, slots=True)
class WeekOf:
    """One week. ``out`` and ``into`` are numbers of people; the other two look at the four weeks that end
    with it.
    """

    start: datetime
    end: datetime
    out: Figure
    into: Figure
    reciprocity: Figure
    breadth: Figure


def weekly(
    contacts: Contacts,
    person: int,
    places: Mapping[int, tuple[str, str]],
    *,
    weeks: Sequence[Week],
    of: int | None = None,
    quiet_days: float | None = None,
    crowd: int = CROWD,
    zone: str = "UTC",
    seed: int = 0,
) -> tuple[WeekOf, ...]:
    """Return for every week how many people ``person`` turned to first, how many turned to her first, and
    the rest.

    ``out`` and ``into`` carry ``intervals.count`` and the initiations as rows; ``reciprocity`` and
    ``breadth`` are those of the four weeks ending with the week. ``of`` is the number of places there are;
    when not given, levels times sides in ``places``. A week for which the whole table has no row is unknown,
    not zero: nothing says that nothing happened. Give the whole table; what went before a week decides what
    begins in it.
    """
    mask = initiations(contacts, quiet_days=quiet_days, crowd=crowd)
    mine = contacts.with_person(person)
    begun = contacts.only(mask & ((contacts.sender == person) | (contacts.recipient == person)))
    cells = of if of is not None else _cells(places)
    found = []
    for n, week in enumerate(weeks):
        out, into = _first_turns(contacts, begun, person, week)
        start = _four_weeks_back(weeks, n)
        if why_not := _too_little(contacts, start, week):
            mutual = wide = Figure.unknown(gettext(why_not))
        else:
            mutual = reciprocity(mine, person, start=start, end=week.end, crowd=crowd)
            wide = breadth(
                mine, person, places, start=start, end=week.end, of=cells, seed=seed, crowd=crowd, zone=zone
            ).figure
        found.append(WeekOf(week.start, week.end, out, into, mutual, wide))
    return tuple(found)


def _first_turns(contacts: Contacts, begun: Contacts, person: int, week: Week) -> tuple[Figure, Figure]:
    if not _rows_in(contacts, week.start, week.end):
        return Figure.unknown(gettext(NOTHING)), Figure.unknown(gettext(NOTHING))
    here = begun.between(week.start, week.end)
    hers = here.sender == person
    return _people(here.recipient, here.id, hers), _people(here.sender, here.id, ~hers)


def _people(others: NDArray[np.int64], ids: NDArray[np.int64], mask: NDArray[np.bool_]) -> Figure:
    return intervals.count(len(np.unique(others[mask])), ids[mask].tolist())


def _too_little(contacts: Contacts, start: datetime, week: Week) -> str:
    """Say why the four weeks from ``start`` cannot be judged, or ""."""
    if not _rows_in(contacts, week.start, week.end):
        return NOTHING
    # A record that begins within the first of the four weeks covers most of them; one that begins later does
    # not.
    begins_late = contacts.at[0] >= instant(start + timedelta(weeks=1))
    return NOT_YET if begins_late else ""


def _rows_in(contacts: Contacts, start: datetime, end: datetime) -> int:
    bounds = np.searchsorted(contacts.at, np.array([instant(start), instant(end)]))
    return int(bounds[1] - bounds[0])


def _four_weeks_back(weeks: Sequence[Week], n: int) -> datetime:
    """Return the start of the fourth week back, which is not 28 times 24 hours when the clocks changed."""
    plain = weeks[n].end - FOUR_WEEKS
    known = weeks[n - 3].start if n >= 3 else plain
    return known if abs(known - plain) <= CLOCKS else plain


def _cells(places: Mapping[int, tuple[str, str]]) -> int:
    return len({level for level, _ in places.values()}) * len({side for _, side in places.values()})
