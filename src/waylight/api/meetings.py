"""Meetings, their transcripts, and notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE, is_zone
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Instant, Page, Who
from waylight.api.shapes.meetings import ChangedMeeting, Meeting, NewMeeting, Utterance
from waylight.pages.brief.commitments import today
from waylight.record import meeting as record
from waylight.record.planning import series
from waylight.record.planning.clock import wall_of
from waylight.record.planning.due import hand_over

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/meetings", f"{ONE}/meetings/{{int:meeting}}"


class MeetingsAsked(Asked):
    """Which meetings: of a kind, and in a stretch of time."""

    kind: Literal["coaching", "stakeholder", ""] = ""
    since: Instant | None = None
    until: Instant | None = None


def _meetings(request: HttpRequest) -> QuerySet[record.Meeting]:
    return record.Meeting.objects.visible_to(request.user).select_related("series", "engagement")


def find(request: HttpRequest, engagement: int, meeting: int) -> record.Meeting:
    """A meeting that may be seen. Raises Problem 404."""
    found = engagement_of(request, engagement)
    return one_of(_meetings(request).filter(engagement=found), meeting)


def shown(one: record.Meeting) -> Meeting:
    """A meeting as programs see it."""
    return Meeting(
        id=one.pk,
        kind=one.kind,  # type: ignore[arg-type]
        at=one.at,
        minutes=one.minutes,
        zone=one.zone,
        time_known=one.time_known,
        cancelled=one.cancelled,
        series=one.series_id,
        invites=one.series is not None and one.series.invites,
    )


@operation(router, "GET", LIST, like="meetings", answers=Page[Meeting])
def list_meetings(request: HttpRequest, engagement: int, asked: Query[MeetingsAsked]) -> Page[Meeting]:
    """The meetings of an engagement: with the coach, and the client's own."""
    mine = _meetings(request).filter(engagement=engagement_of(request, engagement))
    if asked.kind:
        mine = mine.filter(kind=asked.kind)
    if asked.since:
        mine = mine.filter(at__gte=asked.since)
    if asked.until:
        mine = mine.filter(at__lt=asked.until)
    return page(mine, asked, shown)


@operation(router, "GET", IT, like="meeting", answers=Meeting)
def get_meeting(request: HttpRequest, engagement: int, meeting: int) -> Meeting:
    """One meeting."""
    return shown(find(request, engagement, meeting))


@operation(router, "POST", LIST, like="meetings", answers=Meeting, status=201)
def plan_meeting(request: HttpRequest, engagement: int, given: NewMeeting) -> Meeting:
    """Plan a coaching meeting, or several in a rhythm; the first is the answer."""
    found = engagement_of(request, engagement)
    zone = given.zone or found.zone
    if not is_zone(zone):
        raise Problem(422, f"“{zone}” is no time zone; one reads as Europe/Lisbon.")
    how = {"minutes": given.minutes, "rhythm": given.rhythm, "times": given.times, "invites": given.invites}
    with refusing():
        planned, _ = series.plan_series(found, wall=wall_of(given.at, zone), zone=zone, **how)  # type: ignore[arg-type]
    _insist_on_time(planned[0], given.at)
    hand_over(today())
    return shown(find(request, engagement, planned[0].pk))


@operation(router, "PATCH", IT, like="cancel-meeting", answers=Meeting)
def change_meeting(request: HttpRequest, engagement: int, meeting: int, given: ChangedMeeting) -> Meeting:
    """Move a meeting, call it off, or hold it after all; alone, or with those that follow in its series.

    What hangs on it stays. What was called off together is held together. Invitations are its series' as a whole.
    """
    one = find(request, engagement, meeting)
    with refusing():
        if given.at is not None or given.minutes is not None:
            _move(one, given)
        if given.cancelled is not None and given.cancelled != one.cancelled:
            if given.cancelled:
                series.call_off_together(one, following=given.following)
            else:
                series.hold_together(one)
        if given.invites is not None:
            _invite(one, on=given.invites)
    hand_over(today())
    return shown(find(request, engagement, meeting))


def _move(one: record.Meeting, given: ChangedMeeting) -> None:
    at, minutes = given.at or one.at, given.minutes or one.minutes
    wall = wall_of(at, one.zone)
    moved, _ = series.move(one, wall=wall, minutes=minutes, following=given.following, seen=one.time.mark)
    _insist_on_time(next(it for it in moved if it.pk == one.pk), at)


def _insist_on_time(one: record.Meeting, at: datetime) -> None:
    """Raise Problem where the clock shows a time twice, and the meeting would begin an hour earlier than was asked."""
    if one.at != at:
        raise Problem(
            422, f"On that day the clock in {one.zone} shows this time twice; the first of the two can be had."
        )


def _invite(one: record.Meeting, *, on: bool) -> None:
    if one.series is None:
        raise Problem(409, "Nobody planned this meeting here, so no invitation goes out.")
    series.invite_by_mail(one.series, on=on)


@operation(router, "GET", f"{IT}/utterances", like="meeting", answers=Page[Utterance])
def list_utterances(request: HttpRequest, engagement: int, meeting: int, asked: Query[Asked]) -> Page[Utterance]:
    """What was said in a meeting, turn by turn, while the client agrees to transcripts."""
    one = find(request, engagement, meeting)
    turns = record.Utterance.objects.visible_to(request.user).filter(meeting=one)
    return page(turns.select_related("speaker__person", "meeting"), asked, _turn)


def _turn(one: record.Utterance) -> Utterance:
    speaker = one.speaker.person if one.speaker else None
    return Utterance(
        id=one.pk,
        turn=one.turn,
        start_s=one.start_s,
        end_s=one.end_s,
        speaker=Who(id=speaker.pk, name=speaker.name) if speaker else None,
        text=one.text,
    )
