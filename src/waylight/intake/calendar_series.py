"""The occurrences of a series: where its rule puts them, and where single ones were moved, changed or taken out.

An occurrence is known by its original start on the clock of the series (RFC 5545, Desruisseaux 2009, 3.8.4.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from waylight.intake.calendar_events import Event
from waylight.intake.calendar_rules import CannotFollow, follow, rule_until
from waylight.intake.calendar_times import Length, Moment, Wall, Zone, midnight, moment_of, wall_in
from waylight.intake.calendar_work import Work
from waylight.language import gettext, number

MOST_OCCURRENCES = 5_000  # of one series: thirteen years of days
_FIRST = datetime(1970, 1, 1)  # noqa: DTZ001 (wall time)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence: the event that describes it, its original start, and when it takes place."""

    event: Event
    original: Moment
    start: Moment
    length: Length


def occurrences(events: Sequence[Event], until: datetime, work: Work) -> Iterator[Occurrence | tuple[Event, str]]:
    """All occurrences of the events that share a UID, in order of their original start; a rule's up to ``until`` (UTC).

    Also yields events with a sentence, when their rule could not be followed to its end.
    """
    series = latest([event for event in events if event.changes is None])
    changes = [event for event in events if event.changes is not None]
    if series is None:
        changed = {event.changes.utc(): event for event in _by_version(changes) if event.changes}
        yield from (_as_changed(changed[at]) for at in sorted(changed))
        return
    starts = _Starts(series, until, work)
    yield from _changed(series, changes, starts.kept())
    yield from ((series, remark) for remark in starts.remarks)


def latest(events: Sequence[Event]) -> Event | None:
    """The version of an event that counts: the highest SEQUENCE, and of equals the last in the file."""
    return _by_version(events)[-1] if events else None


def _by_version(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.sequence)


def _as_changed(event: Event) -> Occurrence:
    return Occurrence(event, event.changes or event.start, event.start, event.length)


class _Starts:
    """The original starts of a series, each with a length of its own if it has one; and what is to be said of them."""

    def __init__(self, series: Event, until: datetime, work: Work) -> None:
        self.remarks: list[str] = []
        self._often: list[str] = []  # of these, those that say that it repeats very often
        self._series = series
        self._until = until
        self._work = work

    def kept(self) -> dict[Wall, Length | None]:
        """The starts since 1970 that were not taken out, in order."""
        start = self._series.start
        found: dict[Wall, Length | None] = dict.fromkeys(self._by_rules())
        found |= {wall_in(moment, start): length for moment, length in self._series.added}
        for removed in self._series.removed:
            found.pop(wall_in(removed, start), None)
        walls = [wall for wall in sorted(found) if midnight(wall) >= _FIRST]
        if len(walls) > MOST_OCCURRENCES:
            self.remarks[:] = [one for one in self.remarks if one not in self._often]
            said = gettext("It repeats very often; its first {most} occurrences were kept.")
            self.remarks.append(said.format(most=number(MOST_OCCURRENCES)))
        return {wall: found[wall] for wall in walls[:MOST_OCCURRENCES]}

    def _by_rules(self) -> Iterator[Wall]:
        """Where the rules put the series; its start too, unless every rule ends before it."""
        start, first = self._series.start, midnight(self._series.start.wall)
        ends = [self._end(rule, first) for rule in self._series.rules]
        if ends and max(ends) < first:
            self.remarks.append(gettext("Its rule of recurrence ends before it begins, so it never takes place."))
            return
        yield start.wall
        for rule, end in zip(self._series.rules, ends, strict=True):
            try:
                found = follow(rule, first, end, self._work, days=start.all_day)
                yield from ((wall.date() if start.all_day else wall) for wall in found.starts)
                if not found.complete:
                    last = max([first, *found.starts[-1:]])
                    said = gettext("It repeats very often; it was followed until {day}.")
                    self._often.append(said.format(day=f"{last:%Y-%m-%d}"))
                    self.remarks.append(self._often[-1])
            except CannotFollow as why:
                said = gettext("{why}; only its first occurrence was kept.")
                self.remarks.append(said.format(why=why))

    def _end(self, rule: str, first: datetime) -> datetime:
        """Where a rule is left, on the clock of the series: at its UNTIL, or at the horizon if that comes first."""
        start = self._series.start
        horizon = max(first, self._until.astimezone(start.zone.rules).replace(tzinfo=None, fold=0))
        if not (until := rule_until(rule)):
            return horizon
        try:
            moment = moment_of(until, "", lambda _: Zone("floating", start.zone.rules))
        except ValueError:
            return horizon
        if moment.all_day or start.all_day:
            return min(horizon, datetime.combine(midnight(moment.wall), time.max))
        return min(horizon, midnight(wall_in(moment, start)))


def _changed(series: Event, changes: Sequence[Event], starts: dict[Wall, Length | None]) -> Iterator[Occurrence]:
    """The occurrences at ``starts``, each as the change that concerns it left it; then those that no start explains."""
    changed = {wall_in(event.changes, series.start): event for event in _by_version(changes) if event.changes}
    following = [wall for wall in sorted(changed) if changed[wall].following]
    removed = {wall_in(moment, series.start) for moment in series.removed} if changed else set()
    passed = 0
    for wall, length in starts.items():
        while passed < len(following) and following[passed] <= wall:
            passed += 1
        if wall in changed:
            yield _at(series, wall, changed[wall])
        elif passed:
            yield _shifted(series, wall, following[passed - 1], changed[following[passed - 1]])
        else:
            moment = Moment(wall, series.start.zone)
            yield Occurrence(series, moment, moment, length or series.length)
    yield from (
        _at(series, wall, changed[wall]) for wall in sorted(changed) if wall not in starts and wall not in removed
    )


def _at(series: Event, wall: Wall, change: Event) -> Occurrence:
    return Occurrence(change, Moment(wall, series.start.zone), change.start, change.length)


def _shifted(series: Event, wall: Wall, original: Wall, change: Event) -> Occurrence:
    """An occurrence after one that was changed with all that follow: moved by as much (RFC 5545, 3.8.4.4)."""
    by: timedelta = midnight(wall_in(change.start, series.start)) - midnight(original)
    moved = midnight(wall) + by
    start = Moment(moved.date() if series.start.all_day else moved, series.start.zone)
    return Occurrence(change, Moment(wall, series.start.zone), start, change.length)
