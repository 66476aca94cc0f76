"""How broad the variety of people is whom the client is in contact with: one number with a meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext
from waylight.lenses.figure import Figure
from waylight.lenses.influence.contacts import CROWD, Contacts, Moment
from waylight.lenses.influence.hill import FEWEST_CONTACTS, FEWEST_PEOPLE, hill, with_people_drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Breadth", "Place", "breadth", "hill"]

Place = tuple[str, str]  # level and side


@dataclass(frozen=True, slots=True)
class Breadth:
    """``figure``: places, as if contact were even, ``of`` so many. ``missing``: named, but without contact."""

    figure: Figure
    of: int
    missing: tuple[Place, ...]


def breadth(
    contacts: Contacts,
    person: int,
    places: Mapping[int, Place],
    *,
    start: Moment,
    end: Moment,
    of: int,
    seed: int = 0,
    crowd: int = CROWD,
    zone: str = "UTC",
) -> Breadth:
    """Return the Hill number of order 1 over the places (level × side) of those in contact with ``person``.

    It is the number of places that, used evenly, would be as varied (``hill``), between 1 and the number of places
    reached.

    Contact is counted in person-days, either way: a person counts once on each local day (of ``zone``) with
    at least one row. Messages come in bursts, and twenty short answers in one afternoon are not twenty times
    the variety.

    The interval is that of ``hill.with_people_drawn``, bounded by 1 and ``of``.

    Unknown under eight person-days or three people whose place is known. Announcements to more than
    ``crowd`` people are not counted. ``seed`` makes the interval repeatable.
    """
    mine = contacts.between(start, end).with_person(person).personal(crowd)
    mine = mine.only(np.isin(mine.other(person), list(places)))
    return of_days(_person_days(mine, person, zone), person, places, of, seed, tuple(mine.id.tolist()))


def of_days(
    days: Mapping[int, int], person: int, places: Mapping[int, Place], of: int, seed: int, rows: tuple[int, ...] = ()
) -> Breadth:
    """Return the same where the days of contact are known, by person: of those who have a place."""
    reached = {places[one] for one in days}
    missing = tuple(sorted({place for one, place in places.items() if one != person} - reached))
    return Breadth(_figure(days, places, of, seed, rows), of, missing)


def _person_days(mine: Contacts, person: int, zone: str) -> dict[int, int]:
    pairs = np.stack([mine.other(person), mine.days(zone).astype(np.int64)])
    people, counts = np.unique(np.unique(pairs, axis=1)[0], return_counts=True)
    return dict(zip(people.tolist(), counts.tolist(), strict=True))


def _figure(days: Mapping[int, int], places: Mapping[int, Place], of: int, seed: int, rows: tuple[int, ...]) -> Figure:
    if len(days) < FEWEST_PEOPLE:
        why = gettext("Contact with fewer than {count} people whose place is known.").format(count=FEWEST_PEOPLE)
        return Figure.unknown(why, rows)
    if sum(days.values()) < FEWEST_CONTACTS:
        why = gettext("Fewer than {count} days of contact with people whose place is known.")
        return Figure.unknown(why.format(count=FEWEST_CONTACTS), rows)
    # In an order that people's numbers have no part in, so that renumbering them leaves every draw as it is.
    drawn = sorted((places[one], count) for one, count in days.items())
    cells = sorted({place for place, _ in drawn})
    table = np.zeros((len(drawn), len(cells)))
    for row, (place, count) in enumerate(drawn):
        table[row, cells.index(place)] = count
    value = hill(table.sum(axis=0))
    low, high = with_people_drawn(table, 1, seed)
    most = float(max(of, len(cells)))
    return Figure(value, min(max(low, 1.0), value), max(min(high, most), value), rows)
