"""Which events of a calendar may be coaching meetings, where the calendar does not say who took part.

What other tools leave often names nobody, or the client alone. Events of equal title are offered together; which of
them are coaching meetings is for a person to say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from waylight.intake.rows import OccurrenceRow
from waylight.record.bringing.calendar import event_group, occurrences
from waylight.record.engagement import person_of
from waylight.record.people import Alias, normalise

if TYPE_CHECKING:
    from waylight.record.imports import ImportFile

COMPARED = 50_000  # rows of a calendar that are looked through for this
OFFERED = 12
LONGEST = timedelta(hours=4)  # of an event that may be a coaching meeting


@dataclass(slots=True)
class Group:
    """Events of equal title: how many, from when to when, at which day of the week and time most of them begin."""

    key: str
    title: str  # "" where only its hash was kept
    times: list[datetime] = field(default_factory=list)  # in the engagement's zone

    @property
    def usual(self) -> datetime:
        """One that begins when most of them do."""
        often = Counter((at.weekday(), at.hour, at.minute) for at in self.times)
        slot = often.most_common(1)[0][0]
        return next(at for at in self.times if (at.weekday(), at.hour, at.minute) == slot)


def maybe_coaching(file: ImportFile) -> list[Group]:
    """The groups of a calendar's events that may be coaching meetings and are not known to be, most frequent first."""
    if file.rows > COMPARED:
        return []
    engagement = file.brought.engagement
    pair = {engagement.client_id, person_of(engagement.coach).pk}
    known = dict(Alias.objects.filter(engagement=engagement).values_list("value", "person"))
    groups: dict[str, Group] = {}
    for people in occurrences(row for row in file.staged() if isinstance(row, OccurrenceRow)):
        first = people[0]
        values = {normalise(row.person.address or row.person.name) for row in people if row.person}
        named = {known.get(value) for value in values}
        if first.all_day or len(values) > 2 or named == pair or not timedelta() < first.until - first.at <= LONGEST:
            continue
        group = groups.setdefault(event_group(first), Group(event_group(first), first.title or ""))
        group.times.append(first.at.astimezone(ZoneInfo(engagement.zone)))
    return sorted(groups.values(), key=lambda one: -len(one.times))[:OFFERED]
