"""What bringing a file in would add: counted from the staged rows and the record, before anything changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Max

from waylight.intake.rows import (
    ContactRow,
    EntryRow,
    InteractionRow,
    Kind,
    MailRow,
    OccurrenceRow,
)
from waylight.record.bringing.calendar import invited_key, meeting_key, occurrences
from waylight.record.bringing.interactions import mail_key, set_aside_because, table_key
from waylight.record.bringing.journal import entry_key
from waylight.record.bringing.listed import new_commitments, new_insights, new_meetings
from waylight.record.engagement import person_of
from waylight.record.imports import Import, ImportFile, seen_before
from waylight.record.insight import Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting
from waylight.record.people import Alias, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from waylight.record.engagement import Engagement

COMPARED = 200_000  # rows; comparing more would make a page wait for more than some seconds
LISTED_COMPARED = 2_000  # rows of a table, each of which is looked up by itself
AT_ONCE = 300  # things looked up in one query


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a file: messages, occurrences, turns, rows, cards or entries, by whether they are new.

    ``new`` is None where the file has too many rows to compare. ``aside`` tell nothing about who reached whom.
    """

    things: int
    new: int | None
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A coaching meeting in a calendar that is not in the record yet."""

    key: str
    at: datetime
    file: str


def found_in(file: ImportFile) -> Found:
    """Count what a file holds and how much of it the record does not hold yet."""
    key = f"found-{file.pk}-{_as_of(file.brought.engagement_id)}"
    counts: tuple[int, int | None, int] | None = cache.get(key)
    if counts is None:
        found = _count(file)
        counts = (found.things, found.new, found.aside)
        cache.set(key, counts, timeout=3600)
    return Found(*counts)


def _as_of(engagement: int) -> str:
    """Changes whenever an import of the engagement comes in or is undone."""
    here = Import.objects.filter(engagement=engagement, state=Import.State.IN)
    latest = here.aggregate(latest=Max("brought_in_at"))["latest"]
    return f"{here.count()}-{latest.timestamp() if latest else 0}"


def _count(file: ImportFile) -> Found:
    if file.kind in LISTED:
        compare = file.rows <= LISTED_COMPARED
        return Found(file.rows, LISTED[file.kind](file.brought.engagement, file.staged()) if compare else None)
    if file.kind not in THINGS:  # a transcript is new as a whole, or not at all
        return Found(file.rows, 0 if seen_before(file) else file.rows)
    engagement = file.brought.engagement
    there = THERE[file.kind]
    things, new, aside = 0, 0, 0
    compare = file.rows <= COMPARED
    every = THINGS[file.kind](file)
    while batch := list(islice(every, AT_ONCE)):
        things += len(batch)
        aside += sum(not keys for keys in batch)
        known = there(engagement, {key for keys in batch for key in keys}) if compare else set()
        new += sum(bool(keys) and not keys & known for keys in batch)
    return Found(things, new if compare else None, aside)


def _messages(file: ImportFile) -> Iterator[set[str]]:
    for row in file.staged():
        if isinstance(row, MailRow):
            sender = normalise(row.sender.address or row.sender.name)
            names = {normalise(box.address or box.name) for box in (*row.to, *row.cc)} - {"", sender}
            yield set() if set_aside_because(row) else {mail_key(row.message_id, name) for name in names}


def _table(file: ImportFile) -> Iterator[set[str]]:
    equal: Counter[str] = Counter()
    for row in file.staged():
        if isinstance(row, InteractionRow):
            yield {table_key(row, equal)}


def _calendar(file: ImportFile) -> Iterator[set[str]]:
    for people in occurrences(row for row in file.staged() if isinstance(row, OccurrenceRow)):
        if len(people) < 2:
            yield set()
            continue
        organiser = people[0].organiser
        host = (organiser.address or organiser.name) if organiser else ""
        guests = [row.person.address or row.person.name for row in people if row.person]
        yield {meeting_key(people[0]), *(invited_key(people[0], host, guest) for guest in guests)}


def _entries(file: ImportFile) -> Iterator[set[str]]:
    for row in file.staged():
        if isinstance(row, EntryRow):
            yield {entry_key(row, file.brought.engagement)}


def _cards(file: ImportFile) -> Iterator[set[str]]:
    for row in file.staged():
        if isinstance(row, ContactRow):
            yield {normalise(value) for value in (*row.addresses, row.name)} - {""}


def _interactions_there(engagement: Engagement, keys: Iterable[str]) -> set[str]:
    return set(Interaction.objects.filter(engagement=engagement, key__in=keys).values_list("key", flat=True))


def _calendar_there(engagement: Engagement, keys: Iterable[str]) -> set[str]:
    meetings = Meeting.objects.filter(engagement=engagement, key__in=keys).values_list("key", flat=True)
    return _interactions_there(engagement, keys) | {key for key in meetings if key}


def _entries_there(engagement: Engagement, keys: Iterable[str]) -> set[str]:
    mine = Reflection.objects.filter(engagement=engagement, key__in=keys)
    return {key for key in mine.values_list("key", flat=True) if key}


def _cards_there(engagement: Engagement, values: Iterable[str]) -> set[str]:
    known = Alias.objects.filter(engagement=engagement, value__in=values, person__stakes__engagement=engagement)
    return set(known.values_list("value", flat=True))


THINGS: dict[str, Callable[[ImportFile], Iterator[set[str]]]] = {
    Kind.MAIL: _messages,
    Kind.INTERACTIONS: _table,
    Kind.CALENDAR: _calendar,
    Kind.JOURNAL: _entries,
    Kind.CONTACTS: _cards,
}
THERE: dict[str, Callable[[Engagement, Iterable[str]], set[str]]] = {
    Kind.MAIL: _interactions_there,
    Kind.INTERACTIONS: _interactions_there,
    Kind.CALENDAR: _calendar_there,
    Kind.JOURNAL: _entries_there,
    Kind.CONTACTS: _cards_there,
}

LISTED: dict[str, Callable[..., int]] = {
    Kind.MEETINGS: new_meetings,
    Kind.COMMITMENTS: new_commitments,
    Kind.INSIGHTS: new_insights,
}


def coaching_in_calendars(brought: Import) -> list[Planned]:
    """The coaching meetings that this import's calendars hold and the record does not, as far as both are known."""
    engagement = brought.engagement
    pair = {engagement.client_id, person_of(engagement.coach).pk}
    known = dict(Alias.objects.filter(engagement=engagement, person__in=pair).values_list("value", "person"))
    keys = set(Meeting.objects.filter(engagement=engagement, key__isnull=False).values_list("key", flat=True))
    planned: dict[str, Planned] = {}
    for file in brought.files.filter(kind=Kind.CALENDAR, rows__lte=COMPARED):
        for people in occurrences(row for row in file.staged() if isinstance(row, OccurrenceRow)):
            first, key = people[0], meeting_key(people[0])
            named = {known.get(normalise(row.person.address or row.person.name)) for row in people if row.person}
            if named == pair and first.status != "cancelled" and key not in keys:
                planned[key] = Planned(key, first.at, file.name)
    return sorted(planned.values(), key=lambda one: one.at)
