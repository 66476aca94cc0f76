"""The pulse: what it asks about, its rounds, and grouped results of those that are over, as on the pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page_at_once
from waylight.api.problem import Problem, as_it_stands, not_found, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.figures import Figure
from waylight.api.shapes.pulse import (
    ChangedRound,
    Group,
    PlannedRound,
    Round,
    RoundResult,
    RoundResults,
    Thanks,
)
from waylight.pages.brief.commitments import today
from waylight.pages.pulse.results import Result, Results, results_for, results_for_sponsor
from waylight.record.asking import due, planning, rounds
from waylight.record.consent import Consent, agreed
from waylight.record.engagement import Engagement
from waylight.record.pulse import Invitation, Pulse
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
    return _all_shown([one])[0]


def _all_shown(found: list[Pulse]) -> list[Round]:
    now, about = today(), planning.asks_about_in(found)
    asked: dict[int, list[int]] = defaultdict(list)
    not_over = [one.pk for one in found if one.state(now) != Pulse.State.OVER]
    mine = Invitation.objects.filter(pulse__in=not_over).order_by("stakeholder")
    for pulse, stakeholder in mine.values_list("pulse", "stakeholder"):
        asked[pulse].append(stakeholder)
    return [
        Round(
            id=one.pk,
            state=one.state(now).value,  # type: ignore[arg-type]
            opens=one.opens,
            closes=one.closes,
            every_weeks=one.every_weeks,
            question=one.question,
            language=one.language,  # type: ignore[arg-type]
            behaviours=[behaviour.text for behaviour in about[one.pk]],
            raters=asked[one.pk],
            thanks=one.thanks,
        )
        for one in found
    ]


@operation(router, "GET", LIST, like="pulse", answers=Page[Round])
def list_rounds(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Round]:
    """The rounds of the pulse."""
    return page_at_once(_rounds(request, engagement), asked, _all_shown)


@operation(router, "GET", IT, like="pulse", answers=Round)
def get_round(request: HttpRequest, engagement: int, pulse: int) -> Round:
    """One round."""
    return _shown(one_of(_rounds(request, engagement), pulse))


@operation(router, "POST", LIST, like="plan-round", answers=Round, status=201)
def plan_round(request: HttpRequest, engagement: int, given: PlannedRound) -> Round:
    """Plan a round, in the place of the one that is planned. Nobody is asked until it opens."""
    found = engagement_of(request, engagement)
    with refusing():
        made = planning.plan(found, planning.Plan(**given.model_dump()), today=found.local_day(today()))
    return get_round(request, engagement, made.pk)


@operation(router, "PATCH", IT, like="open-round", answers=Round)
def change_round(request: HttpRequest, engagement: int, pulse: int, given: ChangedRound) -> Round:
    """Open a planned round, close one before its last day, or have it not asked again by itself."""
    one = one_of(_rounds(request, engagement), pulse)
    if given.state == "open":
        _open(one, request.build_absolute_uri("/"))
    elif given.state == "once":
        rounds.stop_repeating(one)
    else:
        rounds.close_round(one, now=today())
    return get_round(request, engagement, pulse)


def _open(one: Pulse, site: str) -> None:
    try:
        rounds.open_round(one, site=site, now=today())
    except rounds.CannotOpen as reason:
        raise Problem(409, f"{reason} Nobody was asked.") from None
    due.hand_over(today())


@operation(router, "DELETE", IT, like="discard-round", answers=None, status=204)
def discard_round(request: HttpRequest, engagement: int, pulse: int) -> None:
    """Throw a planned round away. One that was opened can be closed instead."""
    with as_it_stands():
        planning.discard(one_of(_rounds(request, engagement), pulse))


@operation(router, "POST", f"{IT}/thanks", like="thank-raters", answers=Round)
def thank_raters(request: HttpRequest, engagement: int, pulse: int, given: Thanks) -> Round:
    """Say to those who answered a round that is over what the client will do."""
    with refusing():
        rounds.thank(one_of(_rounds(request, engagement), pulse), given.words, now=today())
    due.hand_over(today())
    return get_round(request, engagement, pulse)


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
