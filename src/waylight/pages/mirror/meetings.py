"""The mirrors of many meetings side by side: three figures of each, of all, and before and since a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.mirror.over_time import Counts, Overall, counts, difference, overall, single
from waylight.pages.mirror.heard import hear_all
from waylight.record.meeting import Meeting, Utterance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from waylight.access.models import User
    from waylight.lenses.figure import Figure
    from waylight.record.engagement import Engagement

MOST = 60  # meetings, the newest; more would keep the reader waiting
FIGURES = ("asked_to_told", "talk_share", "reflections")


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting: its three figures, and what they were counted from."""

    meeting: Meeting
    figures: Overall
    counted: Counts

    @property
    def on(self) -> date:
        """The day of the meeting, where it was held."""
        return self.meeting.local.date()


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and since a day, and how much more it is since."""

    name: str
    before: Figure
    since: Figure
    more: Figure


def rows(reader: User, engagement: Engagement | None = None) -> tuple[list[Row], int]:
    """The coach's meetings that have a transcript she may see and in which she speaks, oldest first.

    At most sixty, the newest; with them comes how many older ones were left out.
    """
    there = _meetings(reader, engagement)
    newest = list(there.order_by("-at", "-pk")[:MOST])
    heard = hear_all(newest[::-1], reader)
    found = [
        Row(one.meeting, single(one.turns, one.readings), counts(one.meeting.pk, one.turns, one.readings))
        for one in heard
        if one.voices.coach and one.voices.client
    ]
    return found, max(there.count() - MOST, 0)


def _meetings(reader: User, engagement: Engagement | None) -> QuerySet[Meeting]:
    said = Utterance.objects.visible_to(reader).filter(meeting__engagement__coach__user=reader)
    mine = Meeting.objects.visible_to(reader).filter(pk__in=said.values("meeting"), kind=Meeting.Kind.COACHING)
    if engagement is not None:
        mine = mine.filter(engagement=engagement)
    return mine.select_related("engagement__coach__user", "engagement__client")


def changes(found: Sequence[Row], since: date) -> list[Change]:
    """Each figure before and since a day."""
    before, after = (overall([row.counted for row in found if (row.on >= since) is later]) for later in (False, True))
    return [
        Change(name, earlier, later, difference(earlier, later))
        for name in FIGURES
        for earlier, later in [(getattr(before, name), getattr(after, name))]
    ]
