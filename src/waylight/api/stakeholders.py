"""Stakeholders: who matters to the client, how things stand, and how she wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import not_found, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.people import ChangedStakeholder, NewStakeholder, Stakeholder
from waylight.record import people as record
from waylight.record.stakeholder import describe, mark_of_all, name_somebody

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/stakeholders", f"{ONE}/stakeholders/{{int:person}}"


class StakeholdersAsked(Asked):
    """Whether only those that the client named."""

    named: bool | None = None


def stakeholders(request: HttpRequest, engagement: int) -> QuerySet[record.Stakeholder]:
    """Those of an engagement."""
    mine = record.Stakeholder.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("person", "engagement__practice")


def find(request: HttpRequest, engagement: int, person: int) -> record.Stakeholder:
    """A stakeholder by the person's number. Raises Problem 404."""
    found = stakeholders(request, engagement).filter(person=person).first()
    if found is None:
        raise not_found()
    return found


def _shown(one: record.Stakeholder) -> Stakeholder:
    return Stakeholder(
        id=one.person_id,
        name=one.person.name,
        level=one.level,
        side=one.side,
        role=one.role,
        stands=one.stands,
        wanted=one.wanted,
        named=one.named,
    )


@operation(router, "GET", LIST, like="stakeholders", answers=Page[Stakeholder])
def list_stakeholders(request: HttpRequest, engagement: int, asked: Query[StakeholdersAsked]) -> Page[Stakeholder]:
    """Who matters to the client, and who stands in her files."""
    mine = stakeholders(request, engagement)
    return page(mine if asked.named is None else mine.filter(named=asked.named), asked, _shown)


@operation(router, "GET", IT, like="stakeholder", answers=Stakeholder)
def get_stakeholder(request: HttpRequest, engagement: int, person: int) -> Stakeholder:
    """One stakeholder."""
    return _shown(find(request, engagement, person))


@operation(router, "POST", LIST, like="name-somebody", answers=Stakeholder, status=201)
def name_stakeholder(request: HttpRequest, engagement: int, given: NewStakeholder) -> Stakeholder:
    """Name somebody who matters and stood in none of the files."""
    with refusing():
        named = name_somebody(engagement_of(request, engagement), **given.model_dump())
    return get_stakeholder(request, engagement, named.person_id)


@operation(router, "PATCH", IT, like="stakeholder", answers=Stakeholder)
def change_stakeholder(request: HttpRequest, engagement: int, person: int, given: ChangedStakeholder) -> Stakeholder:
    """Say where somebody stands, how things stand with them, and how the client wants them."""
    one = find(request, engagement, person)
    with refusing():
        describe(one, seen=mark_of_all(one), **given.model_dump(exclude_none=True))
    return get_stakeholder(request, engagement, person)
