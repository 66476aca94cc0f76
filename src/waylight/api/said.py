"""What the client heard, chose, asks and rates: insights, commitments, questions, confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.meetings import find as find_meeting
from waylight.api.operations import operation
from waylight.api.paging import page
from waylight.api.problem import refusing
from waylight.api.reflections import IT as REFLECTION
from waylight.api.reflections import OnDays, on_days, reflections
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.said import (
    ChangedInsight,
    ChangedQuestion,
    Commitment,
    Confidence,
    Insight,
    NewCommitment,
    NewInsight,
    Question,
    SettledCommitment,
)
from waylight.pages.brief.commitments import today
from waylight.record import insight as record
from waylight.record.people import alias_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.record.engagement import Engagement
    from waylight.record.people import Person

S = TypeVar("S", bound=record.Said)
router = Router()
INSIGHT, COMMITMENT = f"{ONE}/insights/{{int:insight}}", f"{ONE}/commitments/{{int:commitment}}"
QUESTION, CONFIDENCE = f"{ONE}/questions/{{int:question}}", f"{ONE}/confidence/{{int:confidence}}"


class CommitmentsAsked(OnDays):
    """Which commitments: of a state, and of which days."""

    state: Literal["open", "kept", "changed", "dropped", ""] = ""


def _said(request: HttpRequest, engagement: int, model: type[S]) -> QuerySet[S]:
    """What was said of one kind, as far as one may read it."""
    mine = model.objects.visible_to(request.user)  # type: ignore[attr-defined]
    return mine.filter(engagement=engagement_of(request, engagement)).select_related("engagement")  # type: ignore[no-any-return]


def _insight(one: record.Insight) -> Insight:
    who = Who(id=one.heard_from.pk, name=one.heard_from.name) if one.heard_from else None
    return Insight(
        id=one.pk,
        on=one.on,
        text=one.text,
        changed=one.changed,
        heard_from=who,
        reflection=one.reflection_id,
        meeting=one.meeting_id,
    )


@operation(router, "GET", f"{ONE}/insights", like="journal", answers=Page[Insight])
def list_insights(request: HttpRequest, engagement: int, asked: Query[OnDays]) -> Page[Insight]:
    """What the client learned, as far as one may read it."""
    mine = _said(request, engagement, record.Insight).select_related("heard_from")
    return page(on_days(mine, asked), asked, _insight)


@operation(router, "GET", INSIGHT, like="journal", answers=Insight)
def get_insight(request: HttpRequest, engagement: int, insight: int) -> Insight:
    """One insight."""
    return _insight(one_of(_said(request, engagement, record.Insight).select_related("heard_from"), insight))


@operation(router, "POST", f"{REFLECTION}/insights", like="edit-reflection", answers=Insight)
def note_insight(request: HttpRequest, engagement: int, reflection: int, given: NewInsight) -> Insight:
    """Note in an entry what was heard, from whom, and what it changed, as the client."""
    entry = one_of(reflections(request, engagement), reflection)
    with refusing():
        person = _person(entry.engagement, given.heard_from)
        heard = record.hear(entry, text=given.text, person=person, changed=given.changed)
    return get_insight(request, engagement, heard.pk)


@operation(router, "PATCH", INSIGHT, like="edit-insight", answers=Insight)
def change_insight(request: HttpRequest, engagement: int, insight: int, given: ChangedInsight) -> Insight:
    """Write an insight again, as the client. A name or address tells whom it came from, "" that it is nobody's."""
    one = one_of(_said(request, engagement, record.Insight).select_related("heard_from"), insight)
    text = one.text if given.text is None else given.text
    changed = one.changed if given.changed is None else given.changed
    person = one.heard_from
    with refusing():
        if given.heard_from is not None:
            person = _person(one.engagement, given.heard_from)
        record.reword(one, text=text, person=person, changed=changed, seen=one.mark)
    return get_insight(request, engagement, insight)


def _person(engagement: Engagement, said: str) -> Person | None:
    name = said.strip()
    return alias_for(engagement, name, name=name).person if name else None


def _commitment(one: record.Commitment) -> Commitment:
    return Commitment(
        id=one.pk,
        on=one.on,
        text=one.text,
        due=one.due,
        state=one.state,  # type: ignore[arg-type]
        settled_on=one.settled_on,
        meeting=one.meeting_id,
        reflection=one.reflection_id,
    )


@operation(router, "GET", f"{ONE}/commitments", like="brief", answers=Page[Commitment])
def list_commitments(request: HttpRequest, engagement: int, asked: Query[CommitmentsAsked]) -> Page[Commitment]:
    """What the client chose to do, as far as one may read it."""
    mine = on_days(_said(request, engagement, record.Commitment), asked)
    return page(mine.filter(state=asked.state) if asked.state else mine, asked, _commitment)


@operation(router, "GET", COMMITMENT, like="brief", answers=Commitment)
def get_commitment(request: HttpRequest, engagement: int, commitment: int) -> Commitment:
    """One commitment."""
    return _commitment(one_of(_said(request, engagement, record.Commitment), commitment))


@operation(router, "POST", f"{ONE}/commitments", like="commit", answers=Commitment, status=201)
def commit(request: HttpRequest, engagement: int, given: NewCommitment) -> Commitment:
    """Note what the client chose to do, in a meeting or elsewhere, by a day if she named one."""
    found = engagement_of(request, engagement)
    meeting = find_meeting(request, engagement, given.meeting) if given.meeting else None
    on = given.on or (meeting.local.date() if meeting else found.local_day(today()))
    with refusing():
        return _commitment(record.commit(found, on=on, text=given.text, meeting=meeting, due=given.due))


@operation(router, "PATCH", COMMITMENT, like="commitment", answers=Commitment)
def settle_commitment(request: HttpRequest, engagement: int, commitment: int, given: SettledCommitment) -> Commitment:
    """Say what became of a commitment, or open it again."""
    one = one_of(_said(request, engagement, record.Commitment), commitment)
    with refusing():
        record.settle(one, state=given.state, on=given.on or one.engagement.local_day(today()))
    return get_commitment(request, engagement, commitment)


def _question(one: record.Question) -> Question:
    return Question(
        id=one.pk,
        on=one.on,
        text=one.text,
        laid_down_on=one.laid_down_on,
        meeting=one.meeting_id,
        reflection=one.reflection_id,
    )


@operation(router, "GET", f"{ONE}/questions", like="brief", answers=Page[Question])
def list_questions(request: HttpRequest, engagement: int, asked: Query[OnDays]) -> Page[Question]:
    """The questions that the client carries or laid down, as far as one may read them."""
    return page(on_days(_said(request, engagement, record.Question), asked), asked, _question)


@operation(router, "GET", QUESTION, like="brief", answers=Question)
def get_question(request: HttpRequest, engagement: int, question: int) -> Question:
    """One question."""
    return _question(one_of(_said(request, engagement, record.Question), question))


@operation(router, "PATCH", QUESTION, like="question", answers=Question)
def change_question(request: HttpRequest, engagement: int, question: int, given: ChangedQuestion) -> Question:
    """Lay a question down today, or take it up again."""
    one = one_of(_said(request, engagement, record.Question), question)
    record.lay_down(one, on=one.engagement.local_day(today()) if given.laid_down else None)
    return get_question(request, engagement, question)


def _confidence(one: record.Confidence) -> Confidence:
    return Confidence(id=one.pk, on=one.on, value=one.value, words=one.words, reflection=one.reflection_id)


@operation(router, "GET", f"{ONE}/confidence", like="path", answers=Page[Confidence])
def list_confidence(request: HttpRequest, engagement: int, asked: Query[OnDays]) -> Page[Confidence]:
    """The client's own ratings, as far as one may read them."""
    return page(on_days(_said(request, engagement, record.Confidence), asked), asked, _confidence)


@operation(router, "GET", CONFIDENCE, like="path", answers=Confidence)
def get_confidence(request: HttpRequest, engagement: int, confidence: int) -> Confidence:
    """One rating."""
    return _confidence(one_of(_said(request, engagement, record.Confidence), confidence))
