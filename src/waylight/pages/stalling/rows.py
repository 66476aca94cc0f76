"""The record as the lens of stalling takes it: what the coach may see, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.growth.stalling.rows import Begun, Dated, Met, Promise, Rows
from waylight.lenses.influence.showing import begun
from waylight.pages.columns import ratings
from waylight.record.insight import Commitment, Reflection
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement


def rows_of(engagement: Engagement, user: Asking, table: Contacts) -> Rows:
    """Everything that the signs are read from; ``table`` are the contacts. The lens leaves out what is later."""
    here = {"engagement": engagement}
    meetings = Meeting.objects.visible_to(user).filter(**here, kind=Meeting.Kind.COACHING)
    away = Landmark.objects.visible_to(user).filter(**here, away=True).defer("text")
    entries = Reflection.objects.visible_to(user).filter(**here).values_list("pk", "on")
    promises = Commitment.objects.visible_to(user).filter(**here).values_list("pk", "on", "settled_on")
    return Rows(
        begins=engagement.begins,
        reflections=[Dated(pk, day) for pk, day in entries],
        promises=[Promise(pk, day, settled) for pk, day, settled in promises],
        begun=list(_begun(engagement, table)),
        ratings=ratings(engagement, user),
        meetings=[Met(one.pk, one.local.date(), one.cancelled or one.moved) for one in meetings],
        away=[(one.on, one.last) for one in away],
    )


def _begun(engagement: Engagement, table: Contacts) -> Iterator[Begun]:
    for out in (True, False):
        found = begun(table, engagement.client_id, out=out, zone=engagement.zone)
        days = found.day.astype(object).tolist()
        for row, day, person in zip(found.id, days, found.counted, strict=True):
            yield Begun(int(row), day, int(person), into=not out)
