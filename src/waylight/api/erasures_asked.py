"""Who asked, by a link, to be erased: the coach reads it, and says why not. Erasing somebody is done on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.privacy import DeclinedErasure, ErasureAsked
from waylight.record.privacy import asked as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/erasures-asked", f"{ONE}/erasures-asked/{{int:erasure_asked}}"


class ErasuresAsked(Asked):
    """Whether only requests that wait for an answer are listed."""

    waiting: bool = False


def _requests(request: HttpRequest, engagement: int) -> QuerySet[record.ErasureAsked]:
    mine = record.ErasureAsked.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("alias__person", "engagement")


def _shown(one: record.ErasureAsked) -> ErasureAsked:
    return ErasureAsked(
        id=one.pk,
        person=Who(id=one.person.pk, name=one.person.name),
        asked_at=one.asked_at,
        answered_at=one.answered_at,
        reason=one.reason,
    )


@operation(router, "GET", LIST, like="person-privacy", answers=Page[ErasureAsked])
def list_erasures_asked(request: HttpRequest, engagement: int, asked: Query[ErasuresAsked]) -> Page[ErasureAsked]:
    """Who asked to be erased, and what they were told; to the coach, who decides."""
    mine = _requests(request, engagement)
    return page(mine.filter(answered_at=None) if asked.waiting else mine, asked, _shown)


@operation(router, "GET", IT, like="person-privacy", answers=ErasureAsked)
def get_erasure_asked(request: HttpRequest, engagement: int, erasure_asked: int) -> ErasureAsked:
    """One request to be erased."""
    return _shown(one_of(_requests(request, engagement), erasure_asked))


@operation(router, "POST", f"{IT}/refusal", like="decline-erasure", answers=ErasureAsked)
def decline_erasure(request: HttpRequest, engagement: int, erasure_asked: int, given: DeclinedErasure) -> ErasureAsked:
    """Say why somebody is not erased, as the coach, in words that they read by their link."""
    one = one_of(_requests(request, engagement), erasure_asked)
    if one.answered_at is not None:
        raise Problem(409, "This was answered already. Nothing was changed.")
    with refusing():
        record.decline(one, why=given.why, by=cast("User", request.user))
    return get_erasure_asked(request, engagement, erasure_asked)
