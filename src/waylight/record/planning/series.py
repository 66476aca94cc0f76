"""Meetings that are planned here: one, or several in a rhythm. Each can be moved or called off, alone or with the rest.

Of a series the local time is kept: after the clock is changed it begins at the same hour. A planned meeting has a name
for calendars (``uid``) and a number that grows with each change (``sequence``), so that a later mail takes the place
of an earlier one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from waylight.record.meeting import Meeting, tell_of_meeting
from waylight.record.moving import note_moved, planned_for
from waylight.record.planning.clock import taken, wall_of
from waylight.record.planning.invited import note_invites
from waylight.record.planning.rhythm import MOST, Rhythm, rule, walls
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.unseen import refuse_unseen
from waylight.record.webhooks.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

LONGEST = timedelta(days=1)  # a meeting lasts a day at most
COMES_FROM_A_CALENDAR = gettext_noop(
    "This meeting came from a calendar. Move it there and bring the calendar in again; it moves here too."
)


class Series(WithSeal, OfEngagement):
    """What was planned together. ``day`` and ``clock`` are local: the first meeting as it was asked for."""

    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.ONCE)
    day = models.DateField()
    clock = models.TimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveIntegerField(default=60)
    times = models.PositiveSmallIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    invites = models.BooleanField(default=False)  # whether mails with the invitation go out

    objects: ClassVar[Scoped[Series]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(condition=Q(times__gte=1, times__lte=MOST), name="series_of_some_times"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="series_rhythm_known"),
        ]

    def __str__(self) -> str:
        return f"series {self.pk}"

    @property
    def uid(self) -> str:
        """Its name in calendars: it says nothing, and stays."""
        return f"{self.seal}@waylight"

    @property
    def rule(self) -> str:
        """The rule of its repetition with its end; "" for one meeting."""
        found = rule(self.rhythm, self.day)
        return f"{found};COUNT={self.times}" if found else ""

    def planned(self) -> list[datetime]:
        """The local time of each meeting as it was planned first, without zone."""
        return walls(self.rhythm, datetime.combine(self.day, self.clock), self.times)


@transaction.atomic
def plan_series(
    engagement: Engagement,
    *,
    wall: datetime,
    zone: str,
    minutes: int = 60,
    rhythm: str = Rhythm.ONCE,
    times: int = 1,
    invites: bool = False,
) -> tuple[list[Meeting], list[str]]:
    """Plan one meeting or several at a local time; returns them, and what was done where the clock left no other way.

    Raises ValueError for no meeting or too many.
    """
    if not 1 <= times <= MOST:
        raise ValueError(gettext("A series has 1 to {most} meetings; plan the rest when it ends.").format(most=MOST))
    series = Series.objects.create(
        engagement=engagement,
        day=wall.date(),
        clock=wall.time(),
        zone=zone,
        minutes=minutes,
        rhythm=rhythm,
        times=1 if rhythm == Rhythm.ONCE else times,
        invites=invites,
    )
    found = [taken(one, zone) for one in series.planned()]
    meetings = [
        Meeting.objects.create(engagement=engagement, at=one.at, minutes=minutes, zone=zone, series=series, place=place)
        for place, one in enumerate(found, 1)
    ]
    note_invites(series, now=timezone.now())
    for one in meetings:
        tell_of_meeting(one, Event.MEETING_PLANNED)
    return meetings, [one.said for one in found if one.said]


@transaction.atomic
def invite_by_mail(series: Series, *, on: bool) -> None:
    """Let mails with the invitation go out, now and at each change; or no more."""
    if Series.objects.filter(pk=series.pk, invites=not on).update(invites=on) and on:
        now = Series.objects.get(pk=series.pk)
        Series.objects.filter(pk=now.pk).update(sequence=F("sequence") + 1, changed_at=timezone.now())
        note_invites(Series.objects.get(pk=now.pk), now=timezone.now())


def together(meeting: Meeting, *, following: bool) -> list[Meeting]:
    """The meeting, and with ``following`` the later ones of its series, in their order."""
    if not following or meeting.series_id is None or meeting.place is None:
        return [meeting]
    rest = Meeting.objects.filter(series=meeting.series_id, place__gte=meeting.place)
    return list(rest.select_related("engagement").order_by("place"))


@transaction.atomic
def move(
    meeting: Meeting, *, wall: datetime, minutes: int, following: bool = False, seen: str | None = None
) -> tuple[list[Meeting], list[str]]:
    """Move a meeting to another local time of its zone, or it and those that follow by the same step of the clock.

    Returns what was moved, and what was done where the clock left no other way. Raises ValueError for a meeting that a
    calendar says the time of, and ChangedMeanwhile if its time is not any more what ``seen`` is the mark of.
    """
    now = Meeting.objects.select_for_update(of=("self",)).select_related("series").get(pk=meeting.pk)
    refuse_unseen(now.time, seen)
    if now.source_id is not None:
        raise ValueError(gettext(COMES_FROM_A_CALENDAR))
    step = wall - wall_of(now.at, now.zone)
    moved, said = [one for one in together(now, following=following) if one.pk == now.pk or not one.cancelled], []
    for one in moved:
        found = taken(wall if one.pk == now.pk else _kept_wall(one) + step, one.zone)
        said += [found.said] if found.said else []
        note_moved(one, to=found.at)
        if one.at != found.at or one.minutes != minutes:
            tell_of_meeting(one, Event.MEETING_MOVED)
        other_day = wall_of(found.at, one.zone).date() != wall_of(planned_for(one), one.zone).date()
        Meeting.objects.filter(pk=one.pk).update(at=found.at, minutes=minutes, time_known=True, moved=other_day)
        one.at, one.minutes, one.moved = found.at, minutes, other_day
    _changed(now)
    return moved, said


def _kept_wall(meeting: Meeting) -> datetime:
    """The local time that a meeting was planned for, also where the clock then skipped it and it began later."""
    if meeting.series and meeting.place:
        planned = meeting.series.planned()[meeting.place - 1]
        if taken(planned, meeting.zone).at == meeting.at:
            return planned
    return wall_of(meeting.at, meeting.zone)


@transaction.atomic
def call_off_together(meeting: Meeting, *, following: bool) -> int:
    """Call off a meeting, or it and those that follow; returns how many. What hangs on them stays."""
    mine = [one for one in together(meeting, following=following) if not one.cancelled]
    off = {"cancelled": True, "called_off_at": timezone.now()}
    Meeting.objects.filter(pk__in=[one.pk for one in mine]).update(**off)
    for one in mine:
        tell_of_meeting(one, Event.MEETING_CALLED_OFF)
    _changed(meeting)
    return len(mine)


@transaction.atomic
def hold_together(meeting: Meeting) -> int:
    """Take back that a meeting was called off, with all that were called off in the same moment; returns how many."""
    mine = Meeting.objects.filter(Q(pk__in=[meeting.pk]) | called_off_with(meeting), cancelled=True)
    again = list(mine.select_related("engagement").order_by("pk"))
    held = mine.update(cancelled=False, called_off_at=None)
    for one in again:
        tell_of_meeting(one, Event.MEETING_ON_AGAIN)
    _changed(meeting)
    return held


def called_off_with(meeting: Meeting) -> Q:
    """The meetings of a series that were called off in the same moment as this one, as a condition."""
    if meeting.series_id is None or meeting.called_off_at is None:
        return Q(pk__in=[meeting.pk])
    return Q(series=meeting.series_id, called_off_at=meeting.called_off_at)


def _changed(meeting: Meeting) -> None:
    mine = Series.objects.filter(meetings=meeting)
    if mine.update(sequence=F("sequence") + 1, changed_at=timezone.now()):
        note_invites(mine.get(), now=timezone.now())


def overlapping(meetings: Iterable[Meeting], user: Asking) -> list[Meeting]:
    """Other meetings that somebody has at the same time, as far as she may see them: a coach also of other clients."""
    mine = list(meetings)
    if not mine:
        return []
    begin, end = min(one.at for one in mine), max(one.until for one in mine)
    near = Meeting.objects.visible_to(user).filter(cancelled=False, time_known=True, at__lt=end)
    near = near.exclude(pk__in={one.pk for one in mine}).select_related("engagement__client").order_by("at")
    others = near.filter(at__gte=begin - LONGEST)
    return [one for one in others if any(one.at < it.until and it.at < one.until for it in mine if not it.cancelled)]
