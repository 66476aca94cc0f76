"""Weeks added up: what is known of each person by the end of them, and the figures of some of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.before import History
from waylight.lenses.influence.contacts import Kind
from waylight.lenses.influence.week_sums import COLUMNS, NEVER, WeekSum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class AddedUp:
    """All weeks of a record together. The columns have a value for each person, in order of their ids.

    ``rows`` counts all rows and ``contacts`` those that are no announcements; ``first_out`` and ``first_in`` are when
    somebody first began something in that direction; ``days`` are local days with contact and
    ``usual`` twice the median number of days from one to the next, NEVER where there is none.
    """

    first: int  # row of all, in seconds
    last: int
    written: int  # the last row that is no meeting
    kinds: tuple[int, ...]  # the first row of each kind
    person: Numbers
    rows: Numbers
    contacts: Numbers
    first_out: Numbers
    first_in: Numbers
    last_out: Numbers
    last_in: Numbers
    days: Numbers
    usual: Numbers
    gaps: Numbers
    length: Numbers

    @property
    def known_until(self) -> int:
        """The time of the last row, of those that are no meetings if there are any: calendars run on."""
        return self.written if self.written != NEVER else self.last

    @property
    def last_contact(self) -> Numbers:
        """When the last contact was, either way."""
        return np.maximum(self.last_out, self.last_in)

    def history(self, person: int) -> History:
        """What a table that begins after these weeks has to know of the pairs in it."""
        met = self.contacts > 0
        hers = np.full(int(met.sum()), person, dtype=np.int64)
        return History(hers, self.person[met], self.last_contact[met], self.gaps[met], self.length[met])

    def as_plain(self) -> dict[str, int | list[int]]:
        """All of it as whole numbers and lists of them, for JSON."""
        return {
            one.name: value if isinstance(value := getattr(self, one.name), int) else np.asarray(value).tolist()
            for one in fields(self)
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, int | list[int]]) -> AddedUp:
        """The same read back. Raises KeyError where something is missing."""
        given = {one.name: plain[one.name] for one in fields(cls)}
        columns = {name: np.array(given[name], dtype=np.int64) for name in list(given)[4:]}
        return cls(**{**given, "kinds": tuple(given["kinds"]), **columns})  # type: ignore[arg-type]


def add_up(weeks: Sequence[WeekSum]) -> AddedUp:
    """Add weeks up, at least one, given in order of time."""
    column = {name: np.concatenate([getattr(one, name) for one in weeks]) for name in COLUMNS}
    many = [len(one.person) for one in weeks]
    monday = np.repeat([one.monday for one in weeks], many)
    people, who = np.unique(column["person"], return_inverse=True)

    def total(name: str) -> Numbers:
        return np.bincount(who, weights=column[name], minlength=len(people)).astype(np.int64)

    def last(name: str, which: Flags) -> Numbers:
        found = np.full(len(people), NEVER, dtype=np.int64)
        found[who[which]] = column[name][which]
        return found

    def first(name: str) -> Numbers:
        found, which = np.full(len(people), NEVER, dtype=np.int64), column[name] != NEVER
        found[who[which][::-1]] = column[name][which][::-1]
        return found

    out, into = column["out"] > 0, column["into"] > 0
    days, usual = _rhythm(who, column["days"], monday, len(people))
    return AddedUp(
        first=min((one.first for one in weeks if one.first != NEVER), default=NEVER),
        last=max((one.last for one in weeks), default=NEVER),
        written=max((one.written for one in weeks), default=NEVER),
        kinds=tuple(_first([one.kinds[kind] for one in weeks]) for kind in Kind),
        person=people,
        rows=total("rows"),
        contacts=total("out") + total("into"),
        first_out=first("first_out"),
        first_in=first("first_in"),
        last_out=last("last_out", out),
        last_in=last("last_in", into),
        days=days,
        usual=usual,
        gaps=np.maximum(last("gaps", out | into), 0),
        length=np.maximum(last("length", out | into), 0),
    )


def _first(times: list[int]) -> int:
    return min((at for at in times if at != NEVER), default=NEVER)


def _rhythm(who: Numbers, bits: Numbers, monday: Numbers, people: int) -> tuple[Numbers, Numbers]:
    """For each person the days with contact, and twice the median gap between them (a median can end in a half)."""
    there = (bits[:, np.newaxis] >> np.arange(7)) & 1 == 1
    which, within = np.nonzero(there)
    order = np.lexsort((monday[which] + within, who[which]))
    one, day = who[which][order], (monday[which] + within)[order]
    days = np.bincount(one, minlength=people)
    same = one[1:] == one[:-1]
    gap, of = np.diff(day)[same], one[1:][same]
    sorted_gaps = gap[np.lexsort((gap, of))]
    many = np.bincount(of, minlength=people)
    begin = np.cumsum(many) - many
    usual = np.full(people, NEVER, dtype=np.int64)
    some = many > 0
    low, high = begin[some] + (many[some] - 1) // 2, begin[some] + many[some] // 2
    usual[some] = sorted_gaps[low] + sorted_gaps[high]
    return days.astype(np.int64), usual
