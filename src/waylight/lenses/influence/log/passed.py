"""What passed between her and others in one window, and the figures that are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.hill import (
    BOUNDS,
    DRAWS,
    FEWEST_CONTACTS,
    FEWEST_PEOPLE,
    hill,
    with_days_drawn,
    with_people_drawn,
)
from waylight.lenses.influence.reach import FEW_WRITTEN_TO

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pyarrow
    from numpy.typing import NDArray

    from waylight.lenses.influence.log.table import Person

Place: TypeAlias = tuple[str, ...]

NO_WRITING = "She turned to nobody in this time."
NO_CONTACT = "She was in contact with nobody in this time."
NOBODY_MATTERS = "No list of people was given of whom to say who is missing."


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and how many rows it was made from."""

    figure: Figure
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """The rows of ``tally`` for one window, as columns."""

    other: tuple[Person, ...]
    columns: Mapping[str, NDArray[np.float64]]

    @classmethod
    def of(cls, table: pyarrow.Table) -> Passed:
        """Take over a window's part of ``tally``."""
        names = [name for name in table.column_names if name not in ("window", "other")]
        columns = {name: np.asarray(table[name].to_numpy(), dtype=np.float64) for name in names}
        return cls(tuple(table["other"].to_pylist()), columns)

    def total(self, name: str) -> float:
        """Return the sum of a column."""
        return float(self.columns[name].sum())

    @property
    def rows(self) -> NDArray[np.float64]:
        """Rows either way with each person, announcements apart."""
        return self.columns["out"] + self.columns["into"]

    @property
    def contacts(self) -> int:
        """Rows either way in all, announcements apart."""
        return int(self.rows.sum())


def turned(passed: Passed, column: str, opened: str) -> Measured:
    """Return the sum of a column that counts turning to somebody, with ``intervals.count``."""
    return Measured(intervals.count(passed.total(column)), int(passed.total(opened)))


def people(passed: Passed) -> Measured:
    """Return how many different people she was in contact with, either way, with ``intervals.count``."""
    return Measured(intervals.count(int((passed.rows > 0).sum())), passed.contacts)


def reciprocity(passed: Passed) -> Measured:
    """Return the share of those she wrote to who wrote to her too, with ``intervals.share``."""
    out, into = passed.columns["out"] > 0, passed.columns["into"] > 0
    rows = int(passed.rows[out].sum())
    if not out.any():
        return Measured(Figure.unknown(NO_WRITING), rows)
    return Measured(intervals.share(int((out & into).sum()), int(out.sum())), rows)


def weighted_reciprocity(passed: Passed, seed: int = 0) -> Measured:
    """Return how much of what she sent was met by as much in return: Σ min(wᵢⱼ, wⱼᵢ) / Σ wᵢⱼ.

    The strength of her reciprocated ties by her strength out (Squartini, Picciolo, Ruzzenenti and Garlaschelli 2013,
    Scientific Reports 3, 2729). The interval is a percentile bootstrap over those she wrote to; under five of them it
    would be a pretence, and there is no figure.
    """
    wrote = passed.columns["out"] > 0
    rows = int(passed.rows[wrote].sum())
    if wrote.sum() < FEW_WRITTEN_TO:
        why = f"She turned to fewer than {FEW_WRITTEN_TO} people in this time, too few to draw from."
        return Measured(Figure.unknown(why), rows)
    out, into = passed.columns["weight_out"][wrote], passed.columns["weight_in"][wrote]
    # In an order that people's names have no part in.
    order = np.lexsort((into, out))
    met, sent = np.minimum(out, into)[order], out[order]
    many = len(sent)
    draws = np.random.default_rng(seed).multinomial(many, np.full(many, 1 / many), size=DRAWS)
    value = float(met.sum() / sent.sum())
    low, high = np.percentile((draws @ met) / (draws @ sent), BOUNDS)
    return Measured(Figure(value, min(float(low), value), max(float(high), value)), rows)


def balance(passed: Passed) -> Measured:
    """Return the share of all that passed that she sent, with ``intervals.share``: a half where both give as much."""
    if not passed.contacts:
        return Measured(Figure.unknown(NO_CONTACT), 0)
    return Measured(intervals.share(int(passed.total("out")), passed.contacts), passed.contacts)


def people_breadth(passed: Passed, order: int) -> Measured:
    """Return the Hill number over the people themselves, by days of contact: as if contact were even with so many."""
    days = passed.columns["days"][passed.rows > 0]
    if why := _too_little(days, "people"):
        return Measured(Figure.unknown(why), passed.contacts)
    value = hill(days, order)
    low, high = with_days_drawn(days, order, seed=0)
    return Measured(Figure(value, min(max(low, 1.0), value), max(high, value)), passed.contacts)


def breadth(passed: Passed, places: Mapping[Person, Place], order: int) -> Measured:
    """Return the Hill number over the places (level × side) of those she was in contact with, by days of contact.

    Order 0 counts the places, with ``intervals.count``; orders 1 and 2 have the interval of ``hill.with_people_drawn``.
    """
    known = np.array([one in places for one in passed.other], dtype=np.bool_) & (passed.rows > 0)
    rows = int(passed.rows[known].sum())
    where = [places[one] for one, here in zip(passed.other, known, strict=True) if here]
    cells = sorted(set(where))
    if order == 0:
        return Measured(intervals.count(len(cells)), rows)
    days = passed.columns["days"][known]
    if why := _too_little(days, "people whose place is known"):
        return Measured(Figure.unknown(why), rows)
    drawn = sorted(zip(where, days.tolist(), strict=True))
    table = np.zeros((len(drawn), len(cells)))
    for row, (place, count) in enumerate(drawn):
        table[row, cells.index(place)] = count
    value = hill(table.sum(axis=0), order)
    low, high = with_people_drawn(table, order, seed=0)
    most = float(len(set(places.values())))
    return Measured(Figure(value, min(max(low, 1.0), value), max(min(high, most), value)), rows)


def coverage(passed: Passed, matter: Collection[Person]) -> Measured:
    """Return the share of those who matter with whom she was in contact, with ``intervals.share``."""
    if not matter:
        return Measured(Figure.unknown(NOBODY_MATTERS), 0)
    met = {one: rows for one, rows in zip(passed.other, passed.rows.tolist(), strict=True) if rows and one in matter}
    return Measured(intervals.share(len(met), len(matter)), int(sum(met.values())))


def missing(passed: Passed, matter: Collection[Person]) -> tuple[Person, ...]:
    """Return those who matter with whom she was not in contact."""
    met = {one for one, rows in zip(passed.other, passed.rows.tolist(), strict=True) if rows}
    return tuple(sorted(set(matter) - met, key=str))


def _too_little(days: NDArray[np.float64], whom: str) -> str:
    if len(days) < FEWEST_PEOPLE:
        return f"Contact with fewer than {FEWEST_PEOPLE} {whom}."
    return f"Fewer than {FEWEST_CONTACTS} days of contact with {whom}." if days.sum() < FEWEST_CONTACTS else ""
