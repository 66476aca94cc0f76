"""Notes at a date on the client's path: she sets them down, writes them again and takes them up; her coach reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.path import ChangedLandmark, Landmark, NewLandmark
from waylight.record import landmark as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/landmarks", f"{ONE}/landmarks/{{int:landmark}}"


def _landmarks(request: HttpRequest, engagement: int) -> QuerySet[record.Landmark]:
    mine = record.Landmark.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def _shown(one: record.Landmark) -> Landmark:
    return Landmark(id=one.pk, on=one.on, until=one.until, away=one.away, text=one.text)


@operation(router, "GET", LIST, like="path", answers=Page[Landmark])
def list_landmarks(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Landmark]:
    """The notes at a date on the client's path."""
    return page(_landmarks(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="path", answers=Landmark)
def get_landmark(request: HttpRequest, engagement: int, landmark: int) -> Landmark:
    """One note at a date."""
    return _shown(one_of(_landmarks(request, engagement), landmark))


@operation(router, "POST", LIST, like="set-down-landmark", answers=Landmark, status=201)
def set_down_landmark(request: HttpRequest, engagement: int, given: NewLandmark) -> Landmark:
    """Note something at a date, as the client."""
    with refusing():
        return _shown(record.set_down(engagement_of(request, engagement), **given.model_dump()))


@operation(router, "PATCH", IT, like="edit-landmark", answers=Landmark)
def change_landmark(request: HttpRequest, engagement: int, landmark: int, given: ChangedLandmark) -> Landmark:
    """Write a note at a date again, as the client."""
    one = one_of(_landmarks(request, engagement), landmark)
    said = {"on": one.on, "until": one.until, "away": one.away, "text": one.text}
    said |= {name: value for name, value in given.model_dump(exclude_unset=True).items() if value is not None}
    if "until" in given.model_fields_set:
        said["until"] = given.until
    with refusing():
        record.rewrite(one, **said, seen=one.mark)  # type: ignore[arg-type]
    return get_landmark(request, engagement, landmark)


@operation(router, "DELETE", IT, like="take-up-landmark", answers=None, status=204)
def take_up_landmark(request: HttpRequest, engagement: int, landmark: int) -> None:
    """Remove a note at a date, as the client; it can be put back for a time."""
    record.take_up(one_of(_landmarks(request, engagement), landmark))
