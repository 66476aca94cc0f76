"""Figures: influence, the path, growth and the brief, made by the very functions of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.problem import Problem
from waylight.api.shapes import figures as shapes
from waylight.api.shapes.base import InAddress, Number, Who
from waylight.lenses.influence.reach import reach
from waylight.pages.brief import brief as brief_page
from waylight.pages.brief.commitments import today
from waylight.pages.brief.forms import sections
from waylight.pages.columns import contacts
from waylight.pages.evidence import rows
from waylight.pages.map import map as map_page
from waylight.pages.path import path as path_page
from waylight.pages.path.answers import asked_first
from waylight.pages.path.told import tell
from waylight.record.meeting import Meeting
from waylight.record.moment import answers

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.figure import Figure
    from waylight.lenses.growth.answer import Answer
    from waylight.lenses.growth.spread import Dated, Spread
    from waylight.record.engagement import Engagement

router = Router()
NOTHING = "Nothing has been brought in that could be shown."
ASKED_FIRST = "The client is asked first whether there was a moment: answer on the path, or ask with look=true."


class WeekAsked(InAddress):
    """Which four weeks: by the number of the last one, from 1; without, the latest."""

    week: Annotated[int, Field(ge=1, le=10_000)] | None = None


class MeetingAsked(InAddress):
    """The brief of which meeting; without, of the next one."""

    meeting: Number | None = None


class Look(InAddress):
    """Whether to look before the client has said herself."""

    look: bool = False


def figure_of(one: Figure, evidence: str = "", counted: tuple[int, ...] | None = None) -> shapes.Figure:
    """A figure as it goes over the wire; ``counted`` are its rows, where the figure itself does not hold them."""
    ids = one.rows if counted is None else counted
    return shapes.Figure(
        value=one.value, low=one.low, high=one.high, rows=list(ids), why_not=one.why_not, evidence=evidence
    )


@operation(router, "GET", f"{ONE}/influence", like="map", answers=shapes.Influence)
def get_influence(request: HttpRequest, engagement: int, asked: Query[WeekAsked]) -> shapes.Influence:
    """Who she reached and who reached her in four weeks, and how broad that is, as on the map."""
    found = engagement_of(request, engagement)
    shown = map_page.compose(found, request.user, today(), asked.week)
    if shown is None:
        none = shapes.Figure(value=None, low=None, high=None, why_not=NOTHING)
        return shapes.Influence(since=None, until=None, of=0, breadth=none, ties=[], nobody_at=[])
    return _influence(shown, found, request.user)


def _influence(shown: map_page.Map, engagement: Engagement, user: Asking) -> shapes.Influence:
    out, into = _rows(engagement, user, shown.start, shown.end)
    about = rows.Asked(engagement, user, shown.start, shown.end)
    wide = shown.breadth
    breadth = figure_of(wide.figure, wide.evidence, rows.ROWS["breadth"][1](about)) if wide else None
    return shapes.Influence(
        since=shown.start,
        until=shown.end,
        of=shown.of,
        breadth=breadth or shapes.Figure(value=None, low=None, high=None, why_not=NOTHING),
        ties=[
            shapes.Tie(
                person=Who(id=row.person, name=row.name),
                level=row.level,
                side=row.side,
                named=row.named,
                contacts=row.tie.contacts,
                out=figure_of(row.tie.out, row.out, out.get(row.person, ())),
                into=figure_of(row.tie.into, row.into, into.get(row.person, ())),
                first_out=row.tie.first_out,
                first_in=row.tie.first_in,
            )
            for row in shown.rows
        ],
        nobody_at=shown.nobody_at,
    )


def _rows(
    engagement: Engagement, user: Asking, start: datetime, end: datetime
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """The rows behind each person's rates, found as the evidence page finds them."""
    table = contacts(engagement, user, until=min(end, today()))
    found = reach(table, engagement.client_id, start=start, end=end)
    return tuple({one.person: one.initiations.rows for one in side} for side in (found.out, found.into))  # type: ignore[return-value]


@operation(router, "GET", f"{ONE}/path", like="path", answers=shapes.Path)
def get_path(request: HttpRequest, engagement: int) -> shapes.Path:
    """The stages from listening to being reached, week by week."""
    path = path_page.compose(engagement_of(request, engagement), request.user, today())
    if path is None:
        return shapes.Path(until=None, series=[], why_not=NOTHING)
    return shapes.Path(
        until=path.until,
        series=[
            shapes.Series(
                key=one.key,
                name=one.name,
                unit=one.unit,
                stage=one.stage,
                values=[
                    shapes.Weekly(week=value.week.monday, figure=figure_of(value.figure, value.evidence))
                    for value in one.values
                ],
            )
            for one in path.series
        ],
    )


@operation(router, "GET", f"{ONE}/growth", like="path", answers=shapes.Grown)
def get_growth(request: HttpRequest, engagement: int, asked: Query[Look]) -> shapes.Grown:
    """Whether there was a moment or it grew, for each stage and for all together."""
    found = engagement_of(request, engagement)
    if not asked.look and asked_first(found, request.user, answers(found, request.user)):
        raise Problem(409, ASKED_FIRST)
    path = path_page.compose(found, request.user, today())
    if path is None:
        raise Problem(409, NOTHING)
    told = tell(path, found, request.user)
    return shapes.Grown(
        together=_growth(told.answer),
        alone={key: _growth(one) for key, one in told.alone.items()},
        rose=dict(told.order.rose),
        order=list(told.order.told),
    )


def _growth(one: Answer) -> shapes.Growth:
    span = one.growth
    return shapes.Growth(
        says=one.says,  # type: ignore[arg-type]
        values=one.values,
        kinds=shapes.Kinds(**one.kinds._asdict()) if one.kinds else None,
        moment_on=_day(one.moment_on) if one.moment_on else None,
        growth=shapes.Span(start=_day(span.start), end=_day(span.end), weeks=_interval(span.weeks)) if span else None,
        size=_interval(one.size) if one.size else None,
        weeks_more=one.weeks_more,
        why_not=one.why_not,
    )


def _day(one: Dated) -> shapes.DayInterval:
    return shapes.DayInterval(value=one.day, low=one.low, high=one.high)


def _interval(one: Spread) -> shapes.Interval:
    return shapes.Interval(value=one.value, low=one.low, high=one.high)


@operation(router, "GET", f"{ONE}/brief", like="brief", answers=shapes.Brief)
def get_brief(request: HttpRequest, engagement: int, asked: Query[MeetingAsked]) -> shapes.Brief:
    """The opening of the next coaching meeting, or of the one asked for, as it stood when that began."""
    found = engagement_of(request, engagement)
    meeting = brief_page.next_meeting(found, today())
    if asked.meeting:
        mine = Meeting.objects.visible_to(request.user).filter(engagement=found, kind=Meeting.Kind.COACHING)
        meeting = one_of(mine, asked.meeting)
    brief = brief_page.prepare(found, request.user, meeting, today())
    return shapes.Brief(
        meeting=brief.meeting,
        number=brief.number,
        at=brief.at,
        title=brief.title,
        lede=brief.lede,
        since=brief.since,
        until=brief.until,
        commitments=[
            shapes.BriefCommitment(
                id=one.id,
                text=one.text,
                on=one.on,
                state=one.state,  # type: ignore[arg-type]
                seen=one.seen,
                evidence=one.evidence,
            )
            for one in brief.commitments
        ],
        sections=[shapes.Section(heading=heading, lines=list(lines)) for heading, lines in sections(brief)],
    )
