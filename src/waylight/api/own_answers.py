"""Was there a moment? What the client answers herself; her coach reads what she shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.path import NewOwnAnswer, OwnAnswer, SharedOwnAnswer
from waylight.record import moment as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/own-answers", f"{ONE}/own-answers/{{int:answer}}"


def _answers(request: HttpRequest, engagement: int) -> QuerySet[record.OwnAnswer]:
    mine = record.OwnAnswer.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def _shown(one: record.OwnAnswer) -> OwnAnswer:
    return OwnAnswer(id=one.pk, at=one.at, text=one.text, private=one.private)


@operation(router, "GET", LIST, like="path", answers=Page[OwnAnswer])
def list_own_answers(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[OwnAnswer]:
    """What the client answered to whether there was a moment, as far as one may read it."""
    return page(_answers(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="path", answers=OwnAnswer)
def get_own_answer(request: HttpRequest, engagement: int, answer: int) -> OwnAnswer:
    """One answer."""
    return _shown(one_of(_answers(request, engagement), answer))


@operation(router, "POST", LIST, like="own-answer", answers=OwnAnswer, status=201)
def write_own_answer(request: HttpRequest, engagement: int, given: NewOwnAnswer) -> OwnAnswer:
    """Answer whether there was a moment, as the client; answers before it stay."""
    found = engagement_of(request, engagement)
    with refusing():
        return _shown(record.say(found, by=request.user, text=given.text, private=given.private))  # type: ignore[arg-type]


@operation(router, "PATCH", IT, like="share-own-answer", answers=OwnAnswer)
def share_own_answer(request: HttpRequest, engagement: int, answer: int, given: SharedOwnAnswer) -> OwnAnswer:
    """Share an answer with the coach, or take it back, as the client."""
    record.share(one_of(_answers(request, engagement), answer), private=given.private)
    return get_own_answer(request, engagement, answer)
