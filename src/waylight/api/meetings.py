"""Meetings, their transcripts, and notes on them."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE, is_zone
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem
from waylight.api.shapes.base import Instant, Page, Who
from waylight.api.shapes.meetings import ChangedMeeting, Meeting, NewMeeting, Utterance
from waylight.record import meeting as record

router = Router()
LIST, IT = f"{ONE}/meetings", f"{ONE}/meetings/{{int:meeting}}"


class MeetingsAsked(Asked):
    """Which meetings: of a kind, and in a stretch of time."""

    kind: Literal["coaching", "stakeholder", ""] = ""
    since: Instant | None = None
    until: Instant | None = None


def find(request: HttpRequest, engagement: int, meeting: int) -> record.Meeting:
    """A meeting that may be seen. Raises Problem 404."""
    found = engagement_of(request, engagement)
    return one_of(record.Meeting.objects.visible_to(request.user).filter(engagement=found), meeting)


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
    )


@operation(router, "GET", LIST, like="meetings", answers=Page[Meeting])
def list_meetings(request: HttpRequest, engagement: int, asked: Query[MeetingsAsked]) -> Page[Meeting]:
    """The meetings of an engagement: with the coach, and the client's own."""
    mine = record.Meeting.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
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
    """Plan a coaching meeting."""
    found = engagement_of(request, engagement)
    if given.zone and not is_zone(given.zone):
        raise Problem(422, f"“{given.zone}” is no time zone; one reads as Europe/Lisbon.")
    return shown(record.plan(found, at=given.at, minutes=given.minutes, zone=given.zone))


@operation(router, "PATCH", IT, like="cancel-meeting", answers=Meeting)
def change_meeting(request: HttpRequest, engagement: int, meeting: int, given: ChangedMeeting) -> Meeting:
    """Call a meeting off, or hold it after all; what hangs on it stays."""
    one = find(request, engagement, meeting)
    (record.call_off if given.cancelled else record.hold_after_all)(one)
    return shown(find(request, engagement, meeting))


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
