"""Who can be asked by the pulse, where, and in which language; never who answered."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page_of_few
from waylight.api.problem import Problem, not_found, refusing
from waylight.api.shapes import raters as shapes
from waylight.api.shapes.base import Page
from waylight.api.shapes.raters import ChangedRater
from waylight.pages.pulse.forms import AddressForm
from waylight.record.asking import raters as record

router = Router()
LIST, IT = f"{ONE}/raters", f"{ONE}/raters/{{int:rater}}"


def _raters(request: HttpRequest, engagement: int) -> list[record.Rater]:
    return record.could_be_asked(engagement_of(request, engagement))


def _one(request: HttpRequest, engagement: int, rater: int) -> record.Rater:
    found = next((one for one in _raters(request, engagement) if one.stakeholder.pk == rater), None)
    if found is None:
        raise not_found()
    return found


def _shown(one: record.Rater) -> shapes.Rater:
    return shapes.Rater(
        id=one.stakeholder.pk,
        person=one.stakeholder.person_id,
        name=one.stakeholder.person.name,
        address=one.address,
        language=one.stakeholder.language or None,  # type: ignore[arg-type]
        why_not=one.why_not,
    )


@operation(router, "GET", LIST, like="plan-round", answers=Page[shapes.Rater])
def list_raters(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[shapes.Rater]:
    """Those whom the client named: who of them can be asked, where, and why not."""
    return page_of_few(_raters(request, engagement), asked, lambda one: one.stakeholder.pk, _shown)


@operation(router, "GET", IT, like="plan-round", answers=shapes.Rater)
def get_rater(request: HttpRequest, engagement: int, rater: int) -> shapes.Rater:
    """One of them."""
    return _shown(_one(request, engagement, rater))


@operation(router, "PATCH", IT, like="rater-address", answers=shapes.Rater)
def change_rater(request: HttpRequest, engagement: int, rater: int, given: ChangedRater) -> shapes.Rater:
    """Note the address of somebody who has none, and in which language she is asked."""
    one = _one(request, engagement, rater).stakeholder
    with refusing():
        if given.address is not None:
            record.give_address(one, _as_address(given.address))
        if "language" in given.model_fields_set:
            record.speaks(one, given.language or "")
    return get_rater(request, engagement, rater)


def _as_address(said: str) -> str:
    """An address as the page's form takes it. Raises Problem 422 for what is none."""
    form = AddressForm({"address": said})
    if not form.is_valid():
        raise Problem(422, "That is not an e-mail address. Nothing was changed.")
    return str(form.cleaned_data["address"])
