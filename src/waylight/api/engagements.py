"""Engagements: those one takes part in, one of them, beginning one, and saying anew what was said then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.engagements import ChangedEngagement, Engagement, NewEngagement
from waylight.pages.engagements.forms import ZONES
from waylight.record import engagement as record
from waylight.record.people import as_coach

if TYPE_CHECKING:
    from datetime import date

router = Router()
ONE = "/engagements/{int:engagement}"


def shown(one: record.Engagement, request: HttpRequest) -> Engagement:
    """An engagement as its reader sees it."""
    return Engagement(
        id=one.pk,
        client=Who(id=one.client_id, name=one.client.name),
        pronouns=one.client.pronouns,  # type: ignore[arg-type]
        coach=str(one.coach),
        zone=one.zone,
        begins=one.begins,
        ends=one.ends,
        goals=one.goals,
        my_part="client" if one.client.user_id == request.user.pk else "coach",
    )


@operation(router, "GET", "/engagements", like="engagements", answers=Page[Engagement])
def list_engagements(request: HttpRequest, asked: Query[Asked]) -> Page[Engagement]:
    """The engagements that the token's owner takes part in, as far as the token reaches."""
    mine = record.Engagement.objects.visible_to(request.user).select_related("client", "coach__user")
    only = request.token.engagements  # type: ignore[attr-defined]
    if only is not None:
        mine = mine.filter(pk__in=only)
    return page(mine, asked, lambda one: shown(one, request))


@operation(router, "GET", ONE, like="brief", answers=Engagement)
def get_engagement(request: HttpRequest, engagement: int) -> Engagement:
    """One engagement."""
    return shown(engagement_of(request, engagement), request)


@operation(router, "POST", "/engagements", like="new-engagement", answers=Engagement, status=201)
def begin_engagement(request: HttpRequest, given: NewEngagement) -> Engagement:
    """Begin an engagement, as its coach.

    A token that is limited to some engagements begins none.
    """
    coach = as_coach(request.user)
    if coach is None or request.token.engagements is not None:  # type: ignore[attr-defined]
        raise Problem(403, "A token that is limited to some engagements begins none.")
    _refuse(given.client_name, given.zone, given.begins, given.ends)
    begun = record.begin(coach, **given.model_dump())
    return shown(engagement_of(request, begun.pk), request)


@operation(router, "PATCH", ONE, like="edit-engagement", answers=Engagement)
def change_engagement(request: HttpRequest, engagement: int, given: ChangedEngagement) -> Engagement:
    """Say anew what was said when the engagement began; addresses are added to those that are known."""
    found = engagement_of(request, engagement)
    said = {
        "client_name": found.client.name,
        "pronouns": found.client.pronouns,
        "zone": found.zone,
        "begins": found.begins,
        "ends": found.ends,
        "goals": found.goals,
    }
    asked = given.model_dump(exclude_unset=True)
    said |= {name: value for name, value in asked.items() if value is not None or name == "ends"}
    said |= {"client_goes_by": given.client_goes_by, "coach_goes_by": given.coach_goes_by}
    _refuse(said["client_name"], said["zone"], said["begins"], said["ends"])  # type: ignore[arg-type]
    with refusing():
        record.revise(found, **said, seen=found.mark)  # type: ignore[arg-type]
    return shown(engagement_of(request, engagement), request)


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    return name == "UTC" or name in ZONES


def _refuse(name: str, zone: str, begins: date, ends: date | None) -> None:
    if not name.strip():
        raise Problem(422, "Say the client's name.")
    if not is_zone(zone):
        raise Problem(422, f"“{zone}” is no time zone; one reads as Europe/Lisbon.")
    if ends and ends < begins:
        raise Problem(422, "The last day is before the first.")
