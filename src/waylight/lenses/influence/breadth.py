"""How broad the variety of people is whom the client is in contact with: one number with a meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.figure import Figure
from waylight.lenses.influence.contacts import CROWD, Contacts, Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Place = tuple[str, str]  # level and side

FEWEST_CONTACTS = 8  # below it the bias of the plug-in entropy is as large as what it would tell
FEWEST_PEOPLE = 3  # people are what is drawn again; from two there are only three different draws
DRAWS = 999
BOUNDS = (5.0, 95.0)  # percentiles of the 90 % interval


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

    It is exp(−Σ pᵢ ln pᵢ) with pᵢ the share of contact in place i: the number of places that, used evenly,
    would be as varied (Hill 1973, Ecology 54, 427–432; Jost 2006, Oikos 113, 363–375). It lies
    between 1 and the number of places reached.

    Contact is counted in person-days, either way: a person counts once on each local day (of ``zone``) with
    at least one row. Messages come in bursts, and twenty short answers in one afternoon are not twenty times
    the variety.

    The interval is a percentile bootstrap (90 %, ``DRAWS`` draws) over *people*, each drawn with all their
    days: the days of one person hang together, so drawing days would pretend to more evidence than there is
    (Davison and Hinkley 1997, section 3.8). A draw misses some places and never finds new ones, so that its
    entropies lie low; they are moved so that their middle is the entropy observed, which leaves their spread
    (Marcon, Hérault, Baraloto and Lang 2012, Oikos 121, 516–522), and bounded by 1 and ``of``.

    Unknown under eight person-days or three people whose place is known. Announcements to more than
    ``crowd`` people are not counted. ``seed`` makes the interval repeatable.
    """
    mine = contacts.between(start, end).with_person(person).personal(crowd)
    mine = mine.only(np.isin(mine.other(person), list(places)))
    days = _person_days(mine, person, zone)
    reached = {places[one] for one in days}
    missing = tuple(sorted({place for one, place in places.items() if one != person} - reached))
    return Breadth(_figure(days, places, of, seed, tuple(mine.id.tolist())), of, missing)


def hill(shares: NDArray[np.float64]) -> float:
    """Return exp(−Σ pᵢ ln pᵢ) of non-negative weights, which need not sum to 1. Raises ValueError if all are
    zero.
    """
    if not shares.sum() > 0:
        raise ValueError("Breadth needs at least one contact.")
    return float(np.exp(_entropy(shares[np.newaxis, :]))[0])


def _person_days(mine: Contacts, person: int, zone: str) -> dict[int, int]:
    pairs = np.stack([mine.other(person), mine.days(zone).astype(np.int64)])
    people, counts = np.unique(np.unique(pairs, axis=1)[0], return_counts=True)
    return dict(zip(people.tolist(), counts.tolist(), strict=True))


def _figure(days: dict[int, int], places: Mapping[int, Place], of: int, seed: int, rows: tuple[int, ...]) -> Figure:
    if len(days) < FEWEST_PEOPLE:
        return Figure.unknown(f"Contact with fewer than {FEWEST_PEOPLE} people whose place is known.", rows)
    if sum(days.values()) < FEWEST_CONTACTS:
        why = f"Fewer than {FEWEST_CONTACTS} days of contact with people whose place is known."
        return Figure.unknown(why, rows)
    # In an order that people's numbers have no part in, so that renumbering them leaves every draw as it is.
    drawn = sorted((places[one], count) for one, count in days.items())
    cells = sorted({place for place, _ in drawn})
    table = np.zeros((len(drawn), len(cells)))
    for row, (place, count) in enumerate(drawn):
        table[row, cells.index(place)] = count
    value = hill(table.sum(axis=0))
    low, high = _bounds(table, np.random.default_rng(seed))
    most = float(max(of, len(cells)))
    return Figure(value, min(max(low, 1.0), value), max(min(high, most), value), rows)


def _bounds(table: NDArray[np.float64], rng: np.random.Generator) -> tuple[float, float]:
    people = len(table)
    draws = rng.multinomial(people, np.full(people, 1 / people), size=DRAWS)
    entropies = _entropy(draws @ table)
    moved = entropies - np.median(entropies) + _entropy(table.sum(axis=0, keepdims=True))[0]
    low, high = np.exp(np.percentile(moved, BOUNDS))
    return float(low), float(high)


def _entropy(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = counts / counts.sum(axis=1, keepdims=True)
    logs = np.log(shares, where=shares > 0, out=np.zeros_like(shares))
    return np.asarray(-(shares * logs).sum(axis=1), dtype=np.float64)
