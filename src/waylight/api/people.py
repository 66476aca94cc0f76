"""Everyone who stands in the files of an engagement: where they stand, and who of them is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.people import Alias, JoinedPeople, Person, PlacedPerson, Stakeholder
from waylight.api.stakeholders import get_stakeholder
from waylight.record import people as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/people", f"{ONE}/people/{{int:person}}"


def _aliases(request: HttpRequest, engagement: int) -> QuerySet[record.Alias]:
    return record.Alias.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))


def _people(request: HttpRequest, engagement: int) -> QuerySet[record.Person]:
    mine = _aliases(request, engagement)
    names = Prefetch("aliases", mine.order_by("pk"), to_attr="names")
    return record.Person.objects.filter(pk__in=mine.values("person")).prefetch_related(names)


def _shown(one: record.Person) -> Person:
    names: list[record.Alias] = one.names  # type: ignore[attr-defined]
    aliases = [Alias(id=it.pk, shown=it.shown, joined=it.person_id != it.first_person_id) for it in names]
    return Person(id=one.pk, name=one.name, aliases=aliases)


@operation(router, "GET", LIST, like="people", answers=Page[Person])
def list_people(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Person]:
    """Everyone who stands in the files of an engagement, with the names that they go by."""
    return page(_people(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="people", answers=Person)
def get_person(request: HttpRequest, engagement: int, person: int) -> Person:
    """One of them."""
    return _shown(one_of(_people(request, engagement), person))


@operation(router, "POST", f"{IT}/place", like="place", answers=Stakeholder)
def place_person(request: HttpRequest, engagement: int, person: int, given: PlacedPerson) -> Stakeholder:
    """Say where somebody stands, whether or not anything was said of them before."""
    found = engagement_of(request, engagement)
    one = one_of(_people(request, engagement), person)
    with refusing():
        record.place(found, one, **given.model_dump(exclude_none=True))
    return get_stakeholder(request, engagement, person)


@operation(router, "POST", f"{ONE}/people-joined", like="join", answers=Person)
def join_people(request: HttpRequest, engagement: int, given: JoinedPeople) -> Person:
    """Say that several people are one; each name can be parted again."""
    found = engagement_of(request, engagement)
    people = _people(request, engagement).in_bulk(given.people)
    if unknown := [number for number in given.people if number not in people]:
        raise Problem(422, f"There is nobody of the number {unknown[0]} in the files of this engagement.")
    with refusing():
        into = record.make_one(found, [people[number] for number in given.people])
    return get_person(request, engagement, into.pk)


@operation(router, "POST", f"{ONE}/aliases/{{int:alias}}/part", like="part", answers=Person)
def part_alias(request: HttpRequest, engagement: int, alias: int) -> Person:
    """Part a name from the person it was joined to; it stands for a person of its own again."""
    one = one_of(_aliases(request, engagement).select_related("first_person"), alias)
    return get_person(request, engagement, record.part(one).pk)
