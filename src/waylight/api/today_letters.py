"""The mails that lead the client to her page of the day: she asks for them and stops them, she alone."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.problem import refusing
from waylight.api.shapes.today import ChangedTodayLetters, TodayLetters
from waylight.pages.brief.commitments import today
from waylight.pages.today.letters import as_asked, wish_of
from waylight.record.between import wish as record

router = Router()
IT = f"{ONE}/today-letters"


@operation(router, "GET", IT, like="today-letters", answers=TodayLetters)
def get_today_letters(request: HttpRequest, engagement: int) -> TodayLetters:
    """On which days and from which hour the client wants a mail that leads to her page; to her alone."""
    return TodayLetters.model_validate({"days": [], **as_asked(wish_of(request, engagement_of(request, engagement)))})


@operation(router, "PATCH", IT, like="today-letters", answers=TodayLetters)
def change_today_letters(request: HttpRequest, engagement: int, given: ChangedTodayLetters) -> TodayLetters:
    """Ask for the mails, on other days or at another hour, as the client; each of them can stop them all."""
    said = {**get_today_letters(request, engagement).model_dump(), **given.model_dump(exclude_none=True)}
    with refusing():
        record.wish_for(engagement_of(request, engagement), **said, site=request.build_absolute_uri("/"), now=today())
    return get_today_letters(request, engagement)


@operation(router, "DELETE", IT, like="stop-letters", answers=None, status=204)
def stop_today_letters(request: HttpRequest, engagement: int) -> None:
    """Send no more of these mails, as the client."""
    if wish := wish_of(request, engagement_of(request, engagement)):
        record.stop(wish, now=today())
