"""A week of one person's contacts, summed up for each other person: enough to make figures of without the rows.

What a row begins depends on what went before it and never on what comes after. So the sums of a week stay as they are
while rows come later, and the next week can be summed up from them (``added_up.History``) without the rows behind them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.before import NO_HISTORY, History
from waylight.lenses.influence.contacts import CROWD, Contacts, Kind, instant
from waylight.lenses.influence.initiation import begins, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from waylight.lenses.influence.before import Before
    from waylight.lenses.weeks import Week

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

VERSION = 1  # of what is summed up and how; sums of another version are of no use
NEVER = -1  # a time or a kind where there was none


@dataclass(frozen=True, slots=True, eq=False)
class WeekSum:
    """One week; the columns have a value for each person there was a row with. Times are seconds, UTC.

    ``rows`` counts all rows, the others no announcements. ``days`` has a bit for each local day with contact, the
    lowest for the first. ``began_out`` are rows with which the person of the table began something, ``began_in`` those
    of the others; ``first_out`` and ``first_in`` are the times of the first of these, ``kind_out`` and ``kind_in`` what
    they are. ``gaps`` and ``length`` say what
    the gaps between the two came to by the end of the week (``before.History``).
    """

    monday: int  # its first day, since 1970, local
    start: int
    end: int
    first: int  # of all its rows
    last: int
    written: int  # the last row that is no meeting
    kinds: tuple[int, ...]  # the first row of each kind
    person: Numbers
    rows: Numbers
    out: Numbers
    into: Numbers
    days: Numbers
    began_out: Numbers
    began_in: Numbers
    first_out: Numbers
    first_in: Numbers
    kind_out: Numbers
    kind_in: Numbers
    last_out: Numbers
    last_in: Numbers
    gaps: Numbers
    length: Numbers

    def as_plain(self) -> dict[str, int | list[int]]:
        """All of it as whole numbers and lists of them, for JSON."""
        return {name: value if isinstance(value, int) else np.asarray(value).tolist() for name, value in self._all()}

    @classmethod
    def of_plain(cls, plain: Mapping[str, int | list[int]]) -> WeekSum:
        """The same read back. Raises KeyError where something is missing."""
        given = {name: plain[name] for name in NAMES}
        columns = {name: np.array(given[name], dtype=np.int64) for name in COLUMNS}
        return cls(**{**given, "kinds": tuple(given["kinds"]), **columns})  # type: ignore[arg-type]

    def _all(self) -> Iterator[tuple[str, int | tuple[int, ...] | Numbers]]:
        return ((name, getattr(self, name)) for name in NAMES)


NAMES = tuple(one.name for one in fields(WeekSum))
COLUMNS = NAMES[NAMES.index("person") :]


def week_sums(
    contacts: Contacts,
    person: int,
    weeks: Sequence[Week],
    *,
    zone: str,
    crowd: int = CROWD,
    history: History = NO_HISTORY,
) -> list[WeekSum]:
    """Sum up each of ``weeks``. ``contacts`` are her rows from the first on, ``history`` is what went before."""
    pair = between(contacts, crowd=crowd, history=history)
    begun = begins(contacts, pair, None, crowd, history)
    edges = np.array([instant(week.start) for week in weeks] + [instant(week.end) for week in weeks[-1:]])
    cuts = np.searchsorted(contacts.at, edges).tolist()
    table = _Rows.of(contacts, person, begun, pair, crowd, zone)
    return [table.week(slice(a, b), week) for week, a, b in zip(weeks, cuts, cuts[1:], strict=False)]


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """What is counted of each row."""

    at: Numbers
    day: Numbers  # since 1970, local
    other: Numbers
    kind: Numbers
    hers: Flags
    personal: Flags
    begun: Flags
    gaps: Numbers
    length: Numbers

    @classmethod
    def of(cls, contacts: Contacts, person: int, begun: Flags, pair: Before, crowd: int, zone: str) -> _Rows:
        return cls(
            contacts.at.astype(np.int64),
            contacts.days(zone).astype(np.int64),
            contacts.other(person),
            contacts.kind,
            contacts.sender == person,
            contacts.recipients <= crowd,
            begun,
            *pair.after(),
        )

    def week(self, rows: slice, week: Week) -> WeekSum:
        """Sum up the rows of a week."""
        mine = _Rows(*(getattr(self, one.name)[rows] for one in fields(self)))
        at, written = mine.at, mine.at[mine.kind != Kind.MEETING]
        monday = int(np.datetime64(week.monday, "D").astype(np.int64))
        first = [at[mine.kind == kind] for kind in Kind]
        return WeekSum(
            monday=monday,
            start=int(week.start.timestamp()),
            end=int(week.end.timestamp()),
            first=_at(at[:1]),
            last=_at(at[-1:]),
            written=_at(written[-1:]),
            kinds=tuple(_at(one[:1]) for one in first),
            **mine.columns(mine.day - monday),
        )

    def columns(self, day: Numbers) -> dict[str, Numbers]:
        """The columns of a week, by name; ``day`` counts from its first."""
        people, who = np.unique(self.other, return_inverse=True)
        out, into = self.hers & self.personal, ~self.hers & self.personal
        days = np.zeros(len(people), dtype=np.int64)
        np.bitwise_or.at(days, who[self.personal], 1 << day[self.personal])

        def count(which: Flags) -> Numbers:
            return np.bincount(who[which], minlength=len(people)).astype(np.int64)

        def last(values: Numbers, which: Flags, none: int = NEVER, *, back: bool = False) -> Numbers:
            found = np.full(len(people), none, dtype=np.int64)
            step = -1 if back else 1  # of values for one place the last stays
            found[who[which][::step]] = values[which][::step]
            return found

        return {
            "person": people,
            "rows": count(np.ones(len(who), dtype=np.bool_)),
            "out": count(out),
            "into": count(into),
            "days": days,
            "began_out": count(out & self.begun),
            "began_in": count(into & self.begun),
            "first_out": last(self.at, out & self.begun, back=True),
            "first_in": last(self.at, into & self.begun, back=True),
            "kind_out": last(self.kind, out & self.begun, back=True),
            "kind_in": last(self.kind, into & self.begun, back=True),
            "last_out": last(self.at, out),
            "last_in": last(self.at, into),
            "gaps": last(self.gaps, self.personal, 0),
            "length": last(self.length, self.personal, 0),
        }


def _at(seconds: Numbers) -> int:
    return int(seconds[0]) if len(seconds) else NEVER
