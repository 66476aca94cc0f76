"""Papers of an engagement: the coach lays them before the client, both agree to them, or she answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.language import in_language_of
from waylight.access.parts import Part
from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import RemovedToo, page_at_once
from waylight.api.problem import GONE, Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.papers import ChangedPaper, NewPaper, Paper
from waylight.api.templates import reach_templates
from waylight.pages.papers.shipped import shipped
from waylight.record import paper as record
from waylight.record.template import offered_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User
    from waylight.pages.papers.shipped import Shipped
    from waylight.record.template import Template

router = Router()
LIST, IT = f"{ONE}/papers", f"{ONE}/papers/{{int:paper}}"
NO_TEMPLATE = "Name a template that is there, by its number or by the name of one that comes with Waylight."


def papers(request: HttpRequest, engagement: int) -> QuerySet[record.Paper]:
    """The papers of an engagement; those that were removed, to its coach alone."""
    mine = record.shown_to(request.user, engagement_of(request, engagement))
    return mine.select_related("engagement__coach__user", "engagement__client")


def shown(some: list[record.Paper]) -> list[Paper]:
    """Papers as programs see them, with who says yes to them."""
    yes = record.standing(some)
    return [
        Paper(
            id=one.pk,
            kind=one.kind,  # type: ignore[arg-type]
            title=one.title,
            text=one.text,
            at=one.at,
            client=yes[one.pk].get(Part.CLIENT),
            coach=yes[one.pk].get(Part.COACH),
            answer=one.answer,
            answered_at=one.answered_at,
            removed=one.removed_at is not None,
        )
        for one in some
    ]


@operation(router, "GET", LIST, like="papers", answers=Page[Paper])
def list_papers(request: HttpRequest, engagement: int, asked: Query[RemovedToo]) -> Page[Paper]:
    """What was laid before the client, and what became of it."""
    mine = papers(request, engagement)
    return page_at_once(mine if asked.removed else mine.filter(removed_at=None), asked, shown)


@operation(router, "GET", IT, like="paper", answers=Paper)
def get_paper(request: HttpRequest, engagement: int, paper: int) -> Paper:
    """One paper."""
    return shown([one_of(papers(request, engagement), paper)])[0]


@operation(router, "POST", LIST, like="papers", answers=Paper, status=201)
def lay_paper(request: HttpRequest, engagement: int, given: NewPaper) -> Paper:
    """Copy a template into an engagement. Fit its words before you speak about it; neither changes the other."""
    found, by = engagement_of(request, engagement), cast("User", request.user)
    words = _words(request, given, by)
    if words is None:
        raise Problem(422, NO_TEMPLATE)
    made = record.lay_before(found, kind=words.kind, title=words.title, text=words.text, by=by)
    return get_paper(request, engagement, made.pk)


def _words(request: HttpRequest, given: NewPaper, by: User) -> Template | Shipped | None:
    if given.template is None:
        with in_language_of(by):
            return shipped(given.shipped)
    if given.shipped:
        return None
    reach_templates(request)
    return offered_to(by).filter(pk=given.template).first()


@operation(router, "PATCH", IT, like="paper", answers=Paper)
def change_paper(request: HttpRequest, engagement: int, paper: int, given: ChangedPaper) -> Paper:
    """Write a paper again, remove it, or put it back. Who said yes before is asked anew; an answer stays."""
    one = one_of(papers(request, engagement), paper)
    if given.removed is False:
        record.put_back(one)
        one.removed_at = None
    if given.title is not None or given.text is not None:
        if one.removed_at:
            raise Problem(409, GONE)
        title = one.title if given.title is None else given.title
        with refusing():
            record.revise(one, title=title, text=one.text if given.text is None else given.text, seen=one.mark)
    if given.removed:
        record.remove(one)
    return get_paper(request, engagement, paper)


@operation(router, "DELETE", IT, like="paper-shown", answers=None, status=204)
def remove_paper(request: HttpRequest, engagement: int, paper: int) -> None:
    """Show a paper no more; it can be put back."""
    record.remove(one_of(papers(request, engagement), paper))
