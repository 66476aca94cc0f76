"""The templates of a practice: written, changed, removed and put back by who wrote them; used by every coach of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.language import in_language_of
from waylight.api.finding import insist_on_all, one_of
from waylight.api.operations import operation
from waylight.api.paging import RemovedToo, page
from waylight.api.problem import GONE, Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.papers import ChangedTemplate, NewTemplate, ShippedTemplate, Template
from waylight.pages.learning.view import coach_of
from waylight.pages.papers.shipped import every_shipped
from waylight.record import template as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = "/templates", "/templates/{int:template}"
NOT_SO_FAR = "A token that is limited to some engagements does not reach the templates of the practice."
NOT_HERS = "Only who wrote a template changes it. Copy it into an engagement, and change it there."


def reach_templates(request: HttpRequest) -> None:
    """Raise Problem for a token of some engagements: a template is of none."""
    insist_on_all(request, NOT_SO_FAR)


def _seen(request: HttpRequest) -> QuerySet[record.Template]:
    reach_templates(request)
    return record.Template.objects.visible_to(request.user).select_related("coach__user")


def _hers(request: HttpRequest, number: int) -> record.Template:
    one = one_of(_seen(request), number)
    if one.coach.user_id != request.user.pk:
        raise Problem(403, NOT_HERS)
    return one


def _shown(one: record.Template, request: HttpRequest) -> Template:
    return Template(
        id=one.pk,
        kind=one.kind,  # type: ignore[arg-type]
        title=one.title,
        text=one.text,
        shared=one.shared,
        coach=str(one.coach),
        mine=one.coach.user_id == request.user.pk,
        removed=one.removed_at is not None,
    )


@operation(router, "GET", LIST, like="templates", answers=Page[Template])
def list_templates(request: HttpRequest, asked: Query[RemovedToo]) -> Page[Template]:
    """One's own templates, and those that others of the practice share."""
    mine = _seen(request)
    return page(mine if asked.removed else mine.filter(removed_at=None), asked, lambda one: _shown(one, request))


@operation(router, "GET", "/shipped-templates", like="templates", answers=Page[ShippedTemplate])
def list_shipped_templates(request: HttpRequest) -> Page[ShippedTemplate]:
    """The templates that come with Waylight, in the language that the token's owner chose."""
    with in_language_of(cast("User", request.user)):
        every = every_shipped()
    return Page(
        items=[ShippedTemplate(name=it.slug, kind=it.kind, title=it.title, text=it.text) for it in every]  # type: ignore[arg-type]
    )


@operation(router, "GET", IT, like="template", answers=Template)
def get_template(request: HttpRequest, template: int) -> Template:
    """One template."""
    return _shown(one_of(_seen(request), template), request)


@operation(router, "POST", LIST, like="templates", answers=Template, status=201)
def write_template(request: HttpRequest, given: NewTemplate) -> Template:
    """Write a template, for oneself or for the practice."""
    reach_templates(request)
    with refusing():
        return _shown(record.write(coach_of(request), **given.model_dump()), request)


@operation(router, "PATCH", IT, like="template", answers=Template)
def change_template(request: HttpRequest, template: int, given: ChangedTemplate) -> Template:
    """Write a template again, remove it, or put it back, as who wrote it. Papers that were made of it stay."""
    one = _hers(request, template)
    asked = given.model_dump(exclude_none=True, exclude={"removed"})
    if given.removed is False:
        record.put_back(one)
        one.removed_at = None
    if asked:
        if one.removed_at:
            raise Problem(409, GONE)
        said = {"kind": one.kind, "title": one.title, "text": one.text, "shared": one.shared}
        with refusing():
            record.revise(one, **{**said, **asked}, seen=one.mark)
    if given.removed:
        record.remove(one)
    return get_template(request, template)


@operation(router, "DELETE", IT, like="template-offered", answers=None, status=204)
def remove_template(request: HttpRequest, template: int) -> None:
    """Offer a template no more, as who wrote it; it can be put back."""
    record.remove(_hers(request, template))
