"""The times that a meeting had before, each noted when it is given another.

Whether it *is* now on another day than it was planned for is ``Meeting.moved``: of an event in a series a calendar says
so at once, without a time before ever having been here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from waylight.access import predicates
from waylight.record.meeting import Meeting
from waylight.record.scope import Scoped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Q

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class MeetingMoved(models.Model):
    """A time that a meeting had before."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moves")
    was = models.DateTimeField()

    objects: ClassVar[Scoped[MeetingMoved]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "meetings moved"  # not for readers
        constraints = [models.UniqueConstraint(fields=["meeting", "was"], name="meeting_moved_once_from_a_time")]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "meeting__engagement")


def note_moved(meeting: Meeting, *, to: datetime) -> None:
    """Note that a meeting gets another time; call it with the meeting as it was, with a time that was known."""
    if meeting.time_known and meeting.at != to:
        MeetingMoved.objects.get_or_create(meeting=meeting, was=meeting.at)


def planned_for(meeting: Meeting) -> datetime:
    """The first time that a meeting is known to have had: its own, if it was never moved."""
    was = MeetingMoved.objects.filter(meeting=meeting).values_list("was", flat=True).first()
    return was or meeting.at


def forget_moves(engagement: Engagement) -> None:
    """Forget what calendars said was moved, before they are all read again."""
    MeetingMoved.objects.filter(meeting__engagement=engagement, meeting__key__isnull=False).delete()


def moves_of(meetings: Iterable[Meeting]) -> dict[int, list[datetime]]:
    """The times that meetings had before, by meeting, the first first."""
    found: dict[int, list[datetime]] = {}
    for one in MeetingMoved.objects.filter(meeting__in=list(meetings)):
        found.setdefault(one.meeting_id, []).append(one.was)
    return found
