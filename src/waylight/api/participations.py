"""Who takes which part in an initiative, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import one_of
from waylight.api.initiatives import IT as INITIATIVE
from waylight.api.initiatives import find as find_initiative
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.people import ChangedParticipation, NewParticipation, Participation
from waylight.pages.initiatives.forms import TakesPartForm
from waylight.record import taking_part
from waylight.record.initiative import Participation as Part

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.record.engagement import Engagement
    from waylight.record.people import Person

router = Router()
LIST, IT = f"{INITIATIVE}/participations", f"{INITIATIVE}/participations/{{int:participation}}"
NOBODY = "There is nobody of that number in this engagement who can be named here."


def somebody(request: HttpRequest, engagement: Engagement, number: int) -> Person:
    """Who can be named of an initiative: the same people as the page offers. Raises Problem."""
    form = TakesPartForm()
    form.offer(engagement, request.user)
    found: Person | None = form.fields["person"].queryset.filter(pk=number).first()  # type: ignore[attr-defined]
    if found is None:
        raise Problem(422, NOBODY)
    return found


def parts(request: HttpRequest, engagement: int, initiative: int, *, removed: bool = False) -> QuerySet[Part]:
    """The parts in an initiative: those that stand, or those that were removed."""
    one = find_initiative(request, engagement, initiative)
    mine = Part.objects.visible_to(request.user).filter(initiative=one, removed_at__isnull=not removed)
    return mine.select_related("person")


def shown(one: Part) -> Participation:
    """A part as programs see it."""
    who = Who(id=one.person_id, name=one.person.name)
    return Participation(id=one.pk, person=who, part=one.part, since=one.since, until=one.until)  # type: ignore[arg-type]


@operation(router, "GET", LIST, like="initiative", answers=Page[Participation])
def list_participations(
    request: HttpRequest, engagement: int, initiative: int, asked: Query[Asked]
) -> Page[Participation]:
    """Who takes part in an initiative."""
    return page(parts(request, engagement, initiative), asked, shown)


@operation(router, "GET", IT, like="initiative", answers=Participation)
def get_participation(request: HttpRequest, engagement: int, initiative: int, participation: int) -> Participation:
    """Somebody's part."""
    return shown(one_of(parts(request, engagement, initiative), participation))


@operation(router, "POST", LIST, like="take-part", answers=Participation, status=201)
def take_part(request: HttpRequest, engagement: int, initiative: int, given: NewParticipation) -> Participation:
    """Note that somebody takes a part from a day on."""
    one = find_initiative(request, engagement, initiative)
    person = somebody(request, one.engagement, given.person)
    with refusing():
        return shown(taking_part.take_part(one, person, part=given.part, since=given.since, until=given.until))


@operation(router, "PATCH", IT, like="edit-part", answers=Participation)
def change_participation(
    request: HttpRequest, engagement: int, initiative: int, participation: int, given: ChangedParticipation
) -> Participation:
    """Change which part it is, or its days."""
    taken = one_of(parts(request, engagement, initiative), participation)
    until = given.until if "until" in given.model_fields_set else taken.until
    with refusing():
        taking_part.rewrite_part(
            taken, part=given.part or taken.part, since=given.since or taken.since, until=until, seen=taken.mark
        )
    return get_participation(request, engagement, initiative, participation)


@operation(router, "DELETE", IT, like="remove-part", answers=None, status=204)
def remove_participation(request: HttpRequest, engagement: int, initiative: int, participation: int) -> None:
    """Remove somebody's part; it can be put back."""
    taking_part.remove_part(one_of(parts(request, engagement, initiative), participation))
