"""How others see the client's initiatives, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import one_of
from waylight.api.initiatives import IT as INITIATIVE
from waylight.api.initiatives import find as find_initiative
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.participations import somebody
from waylight.api.problem import refusing
from waylight.api.reflections import reflections
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.people import ChangedPerspective, NewPerspective, Perspective
from waylight.record import initiative as record
from waylight.record.perspective import hear, remove, rewrite

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{INITIATIVE}/perspectives", f"{INITIATIVE}/perspectives/{{int:perspective}}"


def views(
    request: HttpRequest, engagement: int, initiative: int, *, removed: bool = False
) -> QuerySet[record.Perspective]:
    """The views on an initiative that one may read: those that stand, or those that were removed."""
    one = find_initiative(request, engagement, initiative)
    mine = record.Perspective.objects.visible_to(request.user).filter(initiative=one, removed_at__isnull=not removed)
    return mine.select_related("person", "engagement")


def shown(one: record.Perspective) -> Perspective:
    """A view as programs see it."""
    return Perspective(
        id=one.pk,
        person=Who(id=one.person_id, name=one.person.name),
        on=one.on,
        stance=one.stance,  # type: ignore[arg-type]
        text=one.text,
        changed=one.changed,
        reflection=one.reflection_id,
    )


@operation(router, "GET", LIST, like="initiative", answers=Page[Perspective])
def list_perspectives(request: HttpRequest, engagement: int, initiative: int, asked: Query[Asked]) -> Page[Perspective]:
    """How others see an initiative, as far as one may read it."""
    return page(views(request, engagement, initiative), asked, shown)


@operation(router, "GET", IT, like="initiative", answers=Perspective)
def get_perspective(request: HttpRequest, engagement: int, initiative: int, perspective: int) -> Perspective:
    """One view."""
    return shown(one_of(views(request, engagement, initiative), perspective))


@operation(router, "POST", LIST, like="hear-perspective", answers=Perspective, status=201)
def hear_perspective(request: HttpRequest, engagement: int, initiative: int, given: NewPerspective) -> Perspective:
    """Note how somebody sees an initiative."""
    one = find_initiative(request, engagement, initiative)
    person = somebody(request, one.engagement, given.person)
    entry = one_of(reflections(request, engagement), given.reflection) if given.reflection else None
    said = given.model_dump(exclude={"person", "reflection"})
    with refusing():
        return shown(hear(one, person, reflection=entry, **said))


@operation(router, "PATCH", IT, like="edit-perspective", answers=Perspective)
def change_perspective(
    request: HttpRequest, engagement: int, initiative: int, perspective: int, given: ChangedPerspective
) -> Perspective:
    """Write a view again."""
    view = one_of(views(request, engagement, initiative), perspective)
    said = {"on": view.on, "stance": view.stance, "text": view.text, "changed": view.changed}
    with refusing():
        rewrite(view, **{**said, **given.model_dump(exclude_none=True)}, seen=view.mark)
    return get_perspective(request, engagement, initiative, perspective)


@operation(router, "DELETE", IT, like="remove-perspective", answers=None, status=204)
def remove_perspective(request: HttpRequest, engagement: int, initiative: int, perspective: int) -> None:
    """Remove a view; it can be put back."""
    remove(one_of(views(request, engagement, initiative), perspective))
