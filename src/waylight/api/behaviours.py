"""What the client works on, in her words, so that the pulse can ask about it."""

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
from waylight.api.shapes.pulse import Behaviour, ChangedBehaviour, NewBehaviour
from waylight.pages.brief.commitments import today
from waylight.record import pulse as record
from waylight.record.asking import behaviours

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/behaviours", f"{ONE}/behaviours/{{int:behaviour}}"


def _behaviours(request: HttpRequest, engagement: int) -> QuerySet[record.Behaviour]:
    mine = record.Behaviour.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement")


def _shown(one: record.Behaviour) -> Behaviour:
    return Behaviour(id=one.pk, text=one.text, since=one.since, listening=one.listening, retired_on=one.retired_on)


@operation(router, "GET", LIST, like="pulse", answers=Page[Behaviour])
def list_behaviours(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Behaviour]:
    """What the client works on, in her words, and what she worked on before."""
    return page(_behaviours(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="pulse", answers=Behaviour)
def get_behaviour(request: HttpRequest, engagement: int, behaviour: int) -> Behaviour:
    """One behaviour."""
    return _shown(one_of(_behaviours(request, engagement), behaviour))


@operation(router, "POST", LIST, like="pulse", answers=Behaviour, status=201)
def choose_behaviour(request: HttpRequest, engagement: int, given: NewBehaviour) -> Behaviour:
    """Choose one more to ask about; three at most."""
    found = engagement_of(request, engagement)
    with refusing():
        made = behaviours.choose(found, given.text, on=found.local_day(today()), listening=given.listening)
    return get_behaviour(request, engagement, made.pk)


@operation(router, "PATCH", IT, like="listening-behaviour", answers=Behaviour)
def change_behaviour(request: HttpRequest, engagement: int, behaviour: int, given: ChangedBehaviour) -> Behaviour:
    """Say whether it is listening, so that what is answered on it stands on the path; one at a time is."""
    behaviours.is_listening(one_of(_behaviours(request, engagement), behaviour), yes=given.listening)
    return get_behaviour(request, engagement, behaviour)


@operation(router, "DELETE", IT, like="retire-behaviour", answers=None, status=204)
def retire_behaviour(request: HttpRequest, engagement: int, behaviour: int) -> None:
    """Ask about it no more. What was answered stays; one that nobody was asked about goes whole."""
    one = one_of(_behaviours(request, engagement), behaviour)
    behaviours.retire(one, on=one.engagement.local_day(today()))
