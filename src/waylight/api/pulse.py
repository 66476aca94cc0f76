"""The pulse: its rounds, and grouped results of those that are over, with the thresholds of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, not_found
from waylight.api.shapes.base import Page
from waylight.api.shapes.figures import Figure
from waylight.api.shapes.pulse import Group, Round, RoundResult, RoundResults
from waylight.pages.brief.commitments import today
from waylight.pages.pulse.results import Result, Results, results_for, results_for_sponsor
from waylight.record.consent import Consent, agreed
from waylight.record.engagement import Engagement
from waylight.record.pulse import Pulse
from waylight.record.sponsor import rounds_for_sponsor, sponsored

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.lenses import figure
    from waylight.lenses.pulse.groups import Grouped

router = Router()
LIST, IT = f"{ONE}/rounds", f"{ONE}/rounds/{{int:pulse}}"


def _rounds(request: HttpRequest, engagement: int) -> QuerySet[Pulse]:
    mine = Pulse.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement__client", "engagement__practice")


def _shown(one: Pulse) -> Round:
    return Round(
        id=one.pk,
        state=one.state(today()).value,  # type: ignore[arg-type]
        opens=one.opens,
        closes=one.closes,
        every_weeks=one.every_weeks,
    )


@operation(router, "GET", LIST, like="pulse", answers=Page[Round])
def list_rounds(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Round]:
    """The rounds of the pulse."""
    return page(_rounds(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="pulse", answers=Round)
def get_round(request: HttpRequest, engagement: int, pulse: int) -> Round:
    """One round."""
    return _shown(one_of(_rounds(request, engagement), pulse))


@operation(router, "GET", f"{IT}/results", like="round", answers=RoundResults)
def get_round_results(request: HttpRequest, engagement: int, pulse: int) -> RoundResults:
    """What groups answered in a round that is over: at least three for the client, five for anybody else.

    A sponsor sees groups alone, and no words.
    """
    theirs = sponsored(request.user).filter(pk=engagement).first()
    if theirs and not Engagement.objects.visible_to(request.user).filter(pk=engagement).exists():
        over = next((one for one in rounds_for_sponsor(theirs, now=today()) if one.pk == pulse), None)
        if over is None:
            raise not_found()
        return _results(results_for_sponsor(over, now=today()))
    one = one_of(_rounds(request, engagement), pulse)
    if one.state(today()) != Pulse.State.OVER:
        raise Problem(409, "This round is not over; its results are shown when it is.")
    if not agreed(one.engagement, Consent.Use.PULSE):
        raise Problem(409, "The client does not agree to the pulse now, so its results are not shown.")
    return _results(results_for(one, request.user, now=today()))


def _results(found: Results) -> RoundResults:
    return RoundResults(least=found.least, results=[_result(one) for one in found.results], words=found.words)


def _result(one: Result) -> RoundResult:
    return RoundResult(
        behaviour=one.behaviour.text,
        groups=[_group(row.name, row.group) for row in one.rows],
        change=_figure(one.change) if one.change else None,
        change_of_the_same=_figure(one.same) if one.same else None,
        talked_with=_figure(one.talked.figure),
        not_talked_with=_figure(one.not_talked.figure),
        follow_up=_figure(one.follow_up),
    )


def _group(name: str, group: Grouped) -> Group:
    known = group.figure.value is not None
    return Group(name=name, answers=group.answers if known else 0, figure=_figure(group.figure))


def _figure(one: figure.Figure) -> Figure:
    return Figure(value=one.value, low=one.low, high=one.high, why_not=one.why_not)
