"""Initiatives, who takes which part in them, and how others see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.people import ChangedInitiative, Initiative, NewInitiative
from waylight.pages.brief.commitments import today
from waylight.record import initiative as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/initiatives", f"{ONE}/initiatives/{{int:initiative}}"


def initiatives(request: HttpRequest, engagement: int) -> QuerySet[record.Initiative]:
    """Those of an engagement."""
    mine = record.Initiative.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def find(request: HttpRequest, engagement: int, initiative: int) -> record.Initiative:
    """An initiative that may be seen. Raises Problem 404."""
    return one_of(initiatives(request, engagement), initiative)


def _shown(one: record.Initiative) -> Initiative:
    return Initiative(id=one.pk, name=one.name, since=one.since, closed_on=one.closed_on)


@operation(router, "GET", LIST, like="initiatives", answers=Page[Initiative])
def list_initiatives(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Initiative]:
    """The client's initiatives, closed ones too."""
    return page(initiatives(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="initiative", answers=Initiative)
def get_initiative(request: HttpRequest, engagement: int, initiative: int) -> Initiative:
    """One initiative."""
    return _shown(find(request, engagement, initiative))


@operation(router, "POST", LIST, like="initiatives", answers=Initiative, status=201)
def launch_initiative(request: HttpRequest, engagement: int, given: NewInitiative) -> Initiative:
    """Note an initiative of the client's."""
    with refusing():
        return _shown(record.launch(engagement_of(request, engagement), name=given.name, since=given.since))


@operation(router, "PATCH", IT, like="edit-initiative", answers=Initiative)
def change_initiative(request: HttpRequest, engagement: int, initiative: int, given: ChangedInitiative) -> Initiative:
    """Change an initiative's name or first day; close it today, or open it again."""
    one = find(request, engagement, initiative)
    with refusing():
        if given.name is not None or given.since is not None:
            since = given.since or one.since
            if since is None:
                raise Problem(422, "Say its first day too; none is known.")
            record.revise(one, name=one.name if given.name is None else given.name, since=since, seen=one.mark)
            one = find(request, engagement, initiative)
        if given.closed:
            record.close(one, on=one.closed_on or one.engagement.local_day(today()))
        elif given.closed is False:
            record.reopen(one)
    return get_initiative(request, engagement, initiative)
