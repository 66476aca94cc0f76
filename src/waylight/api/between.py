"""The coach's questions to the client for the time between meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.between import ChangedCoachQuestion, CoachQuestion, NewCoachQuestion
from waylight.pages.brief.commitments import today
from waylight.record.between import question as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/coach-questions", f"{ONE}/coach-questions/{{int:coach_question}}"


def _questions(request: HttpRequest, engagement: int) -> QuerySet[record.CoachQuestion]:
    mine = record.CoachQuestion.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def _shown(one: record.CoachQuestion) -> CoachQuestion:
    return CoachQuestion(id=one.pk, text=one.text, at=one.at, withdrawn_at=one.withdrawn_at)


@operation(router, "GET", LIST, like="between", answers=Page[CoachQuestion])
def list_coach_questions(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[CoachQuestion]:
    """What the coach asks and asked the client between meetings."""
    return page(_questions(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="between", answers=CoachQuestion)
def get_coach_question(request: HttpRequest, engagement: int, coach_question: int) -> CoachQuestion:
    """One question of the coach's."""
    return _shown(one_of(_questions(request, engagement), coach_question))


@operation(router, "POST", LIST, like="between", answers=CoachQuestion, status=201)
def ask_between(request: HttpRequest, engagement: int, given: NewCoachQuestion) -> CoachQuestion:
    """Ask the client something, as her coach; it stands on her page until it is withdrawn or another is asked."""
    by = cast("User", request.user)
    with refusing():
        return _shown(record.ask(engagement_of(request, engagement), text=given.text, by=by, now=today()))


@operation(router, "PATCH", IT, like="withdraw-question", answers=CoachQuestion)
def change_coach_question(
    request: HttpRequest, engagement: int, coach_question: int, given: ChangedCoachQuestion
) -> CoachQuestion:
    """Ask it no longer, or again."""
    one = one_of(_questions(request, engagement), coach_question)
    if given.withdrawn:
        record.withdraw(one, now=today())
    elif one.withdrawn_at is not None:
        record.ask_again(one, now=today())
    return get_coach_question(request, engagement, coach_question)
