"""Parts in an initiative and views on it that were removed: listed, put back, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import one_of
from waylight.api.initiatives import IT as INITIATIVE
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.participations import get_participation, parts
from waylight.api.participations import shown as part_shown
from waylight.api.perspectives import get_perspective, views
from waylight.api.perspectives import shown as view_shown
from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Participation, Perspective
from waylight.record import perspective, taking_part

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.record import initiative as record

router = Router()
PARTS = f"{INITIATIVE}/removed-participations"
PART = f"{PARTS}/{{int:removed_participation}}"
VIEWS = f"{INITIATIVE}/removed-perspectives"
VIEW = f"{VIEWS}/{{int:removed_perspective}}"


def _parts(request: HttpRequest, engagement: int, initiative: int) -> QuerySet[record.Participation]:
    return parts(request, engagement, initiative, removed=True)


def _views(request: HttpRequest, engagement: int, initiative: int) -> QuerySet[record.Perspective]:
    return views(request, engagement, initiative, removed=True)


@operation(router, "GET", PARTS, like="initiative", answers=Page[Participation])
def list_removed_participations(
    request: HttpRequest, engagement: int, initiative: int, asked: Query[Asked]
) -> Page[Participation]:
    """The parts in an initiative that were removed."""
    return page(_parts(request, engagement, initiative), asked, part_shown)


@operation(router, "POST", f"{PART}/back", like="put-back-part", answers=Participation)
def put_participation_back(
    request: HttpRequest, engagement: int, initiative: int, removed_participation: int
) -> Participation:
    """Put somebody's part back."""
    taking_part.put_back_part(one_of(_parts(request, engagement, initiative), removed_participation))
    return get_participation(request, engagement, initiative, removed_participation)


@operation(router, "DELETE", PART, like="remove-part", answers=None, status=204)
def forget_participation(request: HttpRequest, engagement: int, initiative: int, removed_participation: int) -> None:
    """Remove for good a part that was removed before."""
    taking_part.forget_part(one_of(_parts(request, engagement, initiative), removed_participation))


@operation(router, "GET", VIEWS, like="initiative", answers=Page[Perspective])
def list_removed_perspectives(
    request: HttpRequest, engagement: int, initiative: int, asked: Query[Asked]
) -> Page[Perspective]:
    """The views on an initiative that were removed, as far as one may read them."""
    return page(_views(request, engagement, initiative), asked, view_shown)


@operation(router, "POST", f"{VIEW}/back", like="put-back-perspective", answers=Perspective)
def put_perspective_back(
    request: HttpRequest, engagement: int, initiative: int, removed_perspective: int
) -> Perspective:
    """Put a view back."""
    perspective.put_back(one_of(_views(request, engagement, initiative), removed_perspective))
    return get_perspective(request, engagement, initiative, removed_perspective)


@operation(router, "DELETE", VIEW, like="remove-perspective", answers=None, status=204)
def forget_perspective(request: HttpRequest, engagement: int, initiative: int, removed_perspective: int) -> None:
    """Remove for good a view that was removed before."""
    perspective.forget(one_of(_views(request, engagement, initiative), removed_perspective))
