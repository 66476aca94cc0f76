"""What coach and client say to a paper: each yes to the words of an agreement, or her answer to questions and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Router

from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.papers import IT, get_paper, papers
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.papers import ChangedPaperAnswer, ChangedYesToPaper, PaperAnswer, YesToPaper
from waylight.record import paper as record
from waylight.record.saying_yes import NotAsked
from waylight.record.template import Kind

if TYPE_CHECKING:
    from waylight.access.models import User

router = Router()
YES, ANSWER = f"{IT}/yes", f"{IT}/answer"
OTHER_WORDS = "These are not the words of this agreement. Read them again, then say yes to what they are now."


@operation(router, "GET", YES, like="paper", answers=YesToPaper)
def get_paper_yes(request: HttpRequest, engagement: int, paper: int) -> YesToPaper:
    """Who says yes to an agreement's words as they are."""
    one = get_paper(request, engagement, paper)
    return YesToPaper(title=one.title, text=one.text, client=one.client, coach=one.coach)


@operation(router, "PATCH", YES, like="paper-yes", answers=YesToPaper)
def change_paper_yes(request: HttpRequest, engagement: int, paper: int, given: ChangedYesToPaper) -> YesToPaper:
    """Say yes to an agreement, in the words that were read, or no more; each for themselves."""
    one, by = one_of(papers(request, engagement), paper), cast("User", request.user)
    if given.yes and one.kind == Kind.AGREEMENT and (given.title, given.text) != (one.title, one.text):
        raise Problem(409, OTHER_WORDS)
    try:
        with refusing():
            if given.yes:
                record.say_yes(one, by=by, seen=one.mark)
            else:
                record.take_yes_back(one, by=by)
    except NotAsked as reason:
        raise Problem(409, str(reason)) from None
    return get_paper_yes(request, engagement, paper)


@operation(router, "GET", ANSWER, like="paper", answers=PaperAnswer)
def get_paper_answer(request: HttpRequest, engagement: int, paper: int) -> PaperAnswer:
    """What the client answers to questions or a form."""
    one = get_paper(request, engagement, paper)
    return PaperAnswer(title=one.title, text=one.text, answer=one.answer, answered_at=one.answered_at)


@operation(router, "PATCH", ANSWER, like="paper-answer", answers=PaperAnswer)
def answer_paper(request: HttpRequest, engagement: int, paper: int, given: ChangedPaperAnswer) -> PaperAnswer:
    """Answer questions or a form, as the client; her coach reads it. An empty answer takes it back."""
    one = one_of(papers(request, engagement), paper)
    with refusing():
        record.answer(one, given.answer, seen=one.mark)
    return get_paper_answer(request, engagement, paper)
