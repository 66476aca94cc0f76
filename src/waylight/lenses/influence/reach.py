"""Who the client reaches out to and who reaches out to her, one person at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.before import NO_HISTORY
from waylight.lenses.influence.contacts import CROWD, DAY, HOUR, Contacts, Moment, instant
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.influence.quiet import LONG_SILENCE_DAYS, Quiet, gone_quiet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from waylight.lenses.influence.added_up import AddedUp
    from waylight.lenses.influence.before import History

NEVER = -1  # as in week sums
__all__ = ["Quiet", "Reach", "Reached", "gone_quiet", "people", "reach", "reciprocity"]

WEEK = 7 * DAY
SHORTEST_WEEK = WEEK - HOUR  # the week in which the clocks go forward
TOO_SHORT = gettext_noop("The window is shorter than a week; a weekly rate would be a guess.")
FEW_WRITTEN_TO = 5  # below it one person's silence moves the share by more than a fifth


@dataclass(frozen=True, slots=True)
class Reached:
    """One person in one direction, within a window.

    ``initiations`` is the weekly rate, its rows the initiations. ``contacts`` and ``rows`` are all contacts
    in this direction. ``first_time`` says whether the direction's first initiation ever is in the window;
    None when the record does not reach back far enough to know. ``after_days`` is the silence in this
    direction before the first initiation in the window, where it was long.
    """

    person: int
    initiations: Figure
    contacts: int
    first_time: bool | None
    after_days: float | None
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """``out``: who she turned to first. ``into``: who turned to her first. The strongest come first."""

    out: tuple[Reached, ...]
    into: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    start: int  # seconds
    end: int
    long: float  # seconds of a long silence
    since: dict[int, int]  # when the record of each kind of contact begins


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What is known of one direction before the table's first row, by person: when something was first begun, and
    when there was contact last.
    """

    begun: dict[int, int]
    last: dict[int, int]

    @classmethod
    def of(cls, person: NDArray[np.int64], begun: NDArray[np.int64], last: NDArray[np.int64]) -> _Earlier:
        """Read it from columns in which NEVER stands where there is none."""
        there = zip(person.tolist(), begun.tolist(), last.tolist(), strict=True)
        rows = [one for one in there if one[2] != NEVER]
        return cls({who: first for who, first, _ in rows if first != NEVER}, {who: at for who, _, at in rows})


def reach(
    contacts: Contacts,
    person: int,
    *,
    start: Moment,
    end: Moment,
    quiet_days: float | None = None,
    long_silence_days: float = LONG_SILENCE_DAYS,
    crowd: int = CROWD,
    known: AddedUp | None = None,
    history: History = NO_HISTORY,
) -> Reach:
    """Return whom ``person`` reached out to first from ``start`` until before ``end``, and who reached out
    to her.

    Only people with at least one initiation in the direction are listed. Give the whole table: what went
    before ``start`` decides what is an initiation, a first time or the end of a silence. Or give the rows from
    some week before ``start`` on, with all weeks before it added up (``known``) and the ``history`` that these and
    the threads have. Announcements to more than ``crowd`` people count nowhere. The rate is
    ``intervals.weekly_rate`` over the whole window.
    """
    begun = initiations(contacts, quiet_days=quiet_days, crowd=crowd, history=history)
    bounds = int(instant(start).astype(np.int64)), int(instant(end).astype(np.int64))
    window = _Window(*bounds, long_silence_days * DAY, _record_begins(contacts, known))
    close = contacts.recipients <= crowd
    out_before = in_before = _Earlier({}, {})
    if known is not None:
        out_before = _Earlier.of(known.person, known.first_out, known.last_out)
        in_before = _Earlier.of(known.person, known.first_in, known.last_in)
    out = _direction(contacts, contacts.recipient, close & (contacts.sender == person), begun, window, out_before)
    into = _direction(contacts, contacts.sender, close & (contacts.recipient == person), begun, window, in_before)
    return Reach(out, into)


def people(contacts: Contacts, person: int, *, start: Moment, end: Moment, crowd: int = CROWD) -> Figure:
    """Return how many different people were in contact with ``person`` in the window, either way.

    The interval is ``intervals.count``. Unknown when the whole table has no row in the window.
    """
    rows = contacts.between(start, end)
    if not len(rows):
        return Figure.unknown(gettext("Nothing has been brought in for this time."))
    mine = rows.with_person(person).personal(crowd)
    return intervals.count(len(np.unique(mine.other(person))), mine.id.tolist())


def reciprocity(contacts: Contacts, person: int, *, start: Moment, end: Moment, crowd: int = CROWD) -> Figure:
    """Return the share of those ``person`` turned to in the window who also turned to her in it.

    The interval is ``intervals.share``. Unknown when she turned to fewer than five people.
    """
    mine = contacts.between(start, end).with_person(person).personal(crowd)
    written_to = np.unique(mine.recipient[mine.sender == person])
    heard_from = np.unique(mine.sender[mine.recipient == person])
    rows = mine.id[np.isin(mine.other(person), written_to)].tolist()
    if len(written_to) < FEW_WRITTEN_TO:
        why = gettext("She turned to fewer than {count} people in this time, too few for a share.")
        return Figure.unknown(why.format(count=FEW_WRITTEN_TO), tuple(rows))
    return intervals.share(int(np.isin(written_to, heard_from).sum()), len(written_to), rows)


def _record_begins(contacts: Contacts, known: AddedUp | None) -> dict[int, int]:
    # By kind, because mail may have been brought in for months and the calendar only since last week.
    kinds, first = np.unique(contacts.kind, return_index=True)
    here = dict(zip(kinds.tolist(), contacts.at[first].astype(np.int64).tolist(), strict=True))
    before = {kind: at for kind, at in enumerate(known.kinds) if at != NEVER} if known is not None else {}
    return here | before


def _direction(
    contacts: Contacts,
    others: NDArray[np.int64],
    counted: NDArray[np.bool_],
    begun: NDArray[np.bool_],
    window: _Window,
    earlier: _Earlier,
) -> tuple[Reached, ...]:
    found = [
        reached
        for other, rows in _by_person(others, np.flatnonzero(counted))
        if (reached := _reached(contacts, other, rows, begun, window, earlier))
    ]
    # Ties go to whoever comes first in the record, so that a person's number decides nothing.
    return tuple(sorted(found, key=lambda one: (-len(one.initiations.rows), -one.contacts, one.rows[0])))


def _by_person(others: NDArray[np.int64], rows: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    order = rows[np.argsort(others[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(others[order])) + 1
    for group in np.split(order, starts):
        if len(group):
            yield int(others[group[0]]), group


def _reached(
    contacts: Contacts,
    other: int,
    rows: NDArray[np.int64],
    begun: NDArray[np.bool_],
    window: _Window,
    earlier: _Earlier,
) -> Reached | None:
    at = contacts.at[rows].astype(np.int64)
    inside = (at >= window.start) & (at < window.end)
    counted = np.flatnonzero(inside & begun[rows])
    if not len(counted):
        return None
    first = int(counted[0])
    before = other in earlier.begun or bool(begun[rows[at < window.start]].any())
    last = int(at[first - 1]) if first else earlier.last.get(other, NEVER)
    silence = int(at[first]) - last if last != NEVER else 0
    every = tuple(contacts.id[rows[inside]].tolist())
    return Reached(
        person=other,
        initiations=_rate(contacts.id[rows[counted]].tolist(), window),
        contacts=len(every),
        first_time=_first_time(before, int(contacts.kind[rows[first]]), window),
        after_days=silence / DAY if last != NEVER and silence >= window.long else None,
        rows=every,
    )


def _rate(began: list[int], window: _Window) -> Figure:
    length = window.end - window.start
    if length < SHORTEST_WEEK:
        return Figure.unknown(gettext(TOO_SHORT), tuple(began))
    return intervals.weekly_rate(len(began), length / WEEK, began)


def _first_time(before: bool, kind: int, window: _Window) -> bool | None:
    if before:
        return False
    return True if window.since[kind] <= window.start - window.long else None
