"""People by weeks: how often each began something with somebody other than the client, around a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext
from waylight.lenses.influence.contacts import DAY, Contacts, Moment, instant
from waylight.lenses.influence.rhythm import JUST_MET

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ids = NDArray[np.int64]

WEEK = np.timedelta64(7, "D")
LONGEST = 13  # weeks of choosing and of before: a quarter each; what lies further back says less about now
LONGEST_AFTER = 26
SHORTEST = 4  # weeks of each


@dataclass(frozen=True, slots=True)
class Spans:
    """Weeks of seven days, counted from ``since`` either way: first so many for ``choosing``, then ``before``, then
    ``after``.
    """

    since: np.datetime64  # [s], UTC
    choosing: int
    before: int
    after: int

    @property
    def start(self) -> np.datetime64:
        """When the weeks of choosing begin."""
        return self.since - (self.choosing + self.before) * WEEK

    @property
    def decided(self) -> np.datetime64:
        """When it is decided who is compared with whom: from here on the weeks before are counted."""
        return self.since - self.before * WEEK

    @property
    def end(self) -> np.datetime64:
        """When the last week ends."""
        return self.since + self.after * WEEK

    @property
    def weeks(self) -> int:
        """How many weeks in all."""
        return self.choosing + self.before + self.after


def spans(contacts: Contacts, since: Moment, until: Moment | None = None) -> Spans | str:
    """Return the weeks that can be compared, or say why they cannot.

    The record's first three weeks only show who had been silent with whom; so they are not counted. The rest until
    ``since`` is halved: people are chosen and matched in its first half, and compared from its second half on. Matching
    on the weeks that are compared later would make a movement out of nothing where those around her are more active
    than others: their matches were chosen in weeks that were high by chance (Daw and Hatfield 2018, Health Services
    Research 53, 4138–4156). ``until`` is, where not said, the last row that no calendar planned.
    """
    if not len(contacts):
        return gettext("Nothing has been brought in.")
    last = instant(until) if until is not None else known_until(contacts)
    first = contacts.at[0] + np.timedelta64(JUST_MET, "s")
    back, on = (int((instant(since) - first) // WEEK), int((last - instant(since)) // WEEK))
    if back < 2 * SHORTEST:
        return gettext(
            "The record reaches back less than {weeks} weeks before that day: three to see who had been "
            "silent, {choosing} to choose who is compared, and {before} to compare with."
        ).format(weeks=2 * SHORTEST + 3, choosing=SHORTEST, before=SHORTEST)
    if on < SHORTEST:
        return gettext("Fewer than {weeks} weeks have passed since that day.").format(weeks=SHORTEST)
    before = min(back // 2, LONGEST)
    return Spans(instant(since), min(back - before, LONGEST), before, min(on, LONGEST_AFTER))


def known_until(contacts: Contacts) -> np.datetime64:
    """Return the second after ``contacts.last_known``, so that a half-open window holds that row."""
    return contacts.last_known() + np.timedelta64(1, "s")


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A row for each of ``people``, in the order in which they stand in the record; a column for each week.

    ``near`` are the days on which they were in contact with the client in the weeks of choosing.
    """

    people: Ids
    near: Ids
    begun: NDArray[np.float64]
    spans: Spans

    @property
    def chosen(self) -> NDArray[np.float64]:
        """What each began in the weeks of choosing."""
        return np.asarray(self.begun[:, : self.spans.choosing].sum(axis=1))

    @property
    def before(self) -> NDArray[np.float64]:
        """What each began in the weeks before."""
        return np.asarray(self.begun[:, self.spans.choosing : -self.spans.after].sum(axis=1))

    @property
    def after(self) -> NDArray[np.float64]:
        """What each began in the weeks after."""
        return np.asarray(self.begun[:, -self.spans.after :].sum(axis=1))


def present(contacts: Contacts, person: int, weeks: Spans) -> Ids:
    """Return everybody but ``person`` who sent something in the weeks of choosing, first come first.

    Who came later has no time before, and who only received may not be there to begin anything.
    """
    here = contacts.between(weeks.start, weeks.decided)
    senders, first = np.unique(here.sender, return_index=True)
    senders = senders[np.argsort(first, kind="stable")]
    return np.asarray(senders[senders != person])


def days_with(contacts: Contacts, person: int, people: Ids, weeks: Spans) -> Ids:
    """Return on how many days (UTC) each of ``people`` was in contact with ``person`` in the weeks of choosing."""
    mine = contacts.between(weeks.start, weeks.decided).with_person(person)
    pairs = np.stack([mine.other(person), mine.at.astype(np.int64) // DAY])
    others = np.unique(pairs, axis=1)[0]
    where, known = places_of(others, people)
    return np.bincount(where[known], minlength=len(people))


def by_week(rows: Contacts, people: Ids, weeks: Spans) -> NDArray[np.float64]:
    """Return how many of ``rows`` each of ``people`` sent in each week."""
    inside = rows.between(weeks.start, weeks.end)
    where, known = places_of(inside.sender, people)
    week = ((inside.at - weeks.start) // WEEK).astype(np.int64)
    cells = where[known] * weeks.weeks + week[known]
    counts = np.bincount(cells, minlength=len(people) * weeks.weeks)
    return np.asarray(counts.reshape(len(people), weeks.weeks), dtype=np.float64)


def places_of(some: Ids, people: Ids) -> tuple[Ids, Flags]:
    """Return where each of ``some`` stands in ``people``, and whether they do at all."""
    if not len(people):
        return np.zeros(len(some), dtype=np.int64), np.zeros(len(some), dtype=np.bool_)
    order = np.argsort(people, kind="stable")
    at = np.minimum(np.searchsorted(people[order], some), len(people) - 1)
    return order[at], np.asarray(people[order][at] == some)
