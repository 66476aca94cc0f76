"""The papers of an engagement: laid before the client by the coach, agreed to by both, or answered by the client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.access.parts import Part
from waylight.pages.engagement_page import find, show
from waylight.pages.papers.forms import AnswerForm, PaperForm
from waylight.pages.papers.shipped import every_shipped, shipped
from waylight.pages.writing_again import Came, write_again
from waylight.record import paper as record
from waylight.record.saying_yes import NotAsked
from waylight.record.template import Kind, offered_to
from waylight.record.unseen import ChangedMeanwhile

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.paper import Paper
    from waylight.record.template import Template

WHOLE = ("engagement__coach__user", "engagement__client")


@dataclass(frozen=True, slots=True)
class Laid:
    """A paper, and since when client and coach say yes to it (None for not yet)."""

    paper: Paper
    client: datetime | None
    coach: datetime | None


def papers(request: HttpRequest, engagement: int) -> HttpResponse:
    """Every paper; the coach lays another before the client, copied from a template."""
    found = find(request, engagement)
    if request.method == "POST":
        return _lay(request, found)
    every = list(record.shown_to(request.user, found).select_related(*WHOLE))
    coach = found.coach.user_id == request.user.pk
    context: dict[str, Any] = {
        "papers": _laid([one for one in every if not one.removed_at]),
        "removed": [one for one in every if one.removed_at],
        "templates": list(offered_to(request.user)) if coach else [],
        "shipped": every_shipped(),
    }
    return show(request, "papers/papers.html", found, "papers", **context)


def _laid(papers: list[Paper]) -> list[Laid]:
    yes = record.standing(papers)
    return [Laid(one, yes[one.pk].get(Part.CLIENT), yes[one.pk].get(Part.COACH)) for one in papers]


def _lay(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """Copy the template that was chosen."""
    chosen = request.POST.get("template", "")
    words = shipped(chosen) or (_template(request, int(chosen)) if chosen.isascii() and chosen.isdecimal() else None)
    if words is None:
        messages.error(request, gettext("Choose a template that is there. Nothing was laid before anybody."))
        return redirect("papers", engagement.pk)
    by = cast("User", request.user)
    made = record.lay_before(engagement, kind=words.kind, title=words.title, text=words.text, by=by)
    messages.success(request, gettext("Copied here. Fit its words to this engagement before you speak about it."))
    return redirect("paper", engagement.pk, made.pk)


def _template(request: HttpRequest, pk: int) -> Template | None:
    return offered_to(request.user).filter(pk=pk).first() if pk < 2**63 else None


def paper(request: HttpRequest, engagement: int, paper: int) -> HttpResponse:
    """One paper; the coach writes its words again."""
    found = find(request, engagement)
    one = _paper(request, found, paper)
    form = PaperForm(request.POST or None, initial={"title": one.title, "text": one.text})
    came = write_again(request, form, lambda seen: record.revise(one, **form.cleaned_data, seen=seen), "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again. Who said yes before is asked anew."))
        return redirect("paper", found.pk, one.pk)
    return _page(request, found, one.pk, came, form=form)


def _page(request: HttpRequest, found: Engagement, pk: int, came: Came, **typed: object) -> HttpResponse:
    one = _paper(request, found, pk)
    context: dict[str, Any] = {
        "laid": _laid([one])[0],
        "paper": one,
        "form": PaperForm(initial={"title": one.title, "text": one.text}),
        "answer_form": AnswerForm(initial={"answer": one.answer or (one.text if one.kind == Kind.FORM else "")}),
        "changed": came.changed,
        **typed,
    }
    return show(request, "papers/paper.html", found, "papers", status=came.status, **context)


@require_POST
def paper_yes(request: HttpRequest, engagement: int, paper: int) -> HttpResponse:
    """Say yes to an agreement's words as they were shown, or no more."""
    found = find(request, engagement)
    one, user = _paper(request, found, paper), cast("User", request.user)
    try:
        if request.POST.get("back"):
            record.take_yes_back(one, by=user)
            messages.success(request, gettext("Your yes is taken back."))
        else:
            record.say_yes(one, by=user, seen=request.POST.get("seen", ""))
            messages.success(request, gettext("You say yes to these words."))
    except ChangedMeanwhile:
        messages.error(
            request, gettext("The words were changed after you opened the page. Read them again, then say yes.")
        )
    except NotAsked as reason:
        messages.error(request, str(reason))
    return redirect("paper", found.pk, one.pk)


@require_POST
def paper_answer(request: HttpRequest, engagement: int, paper: int) -> HttpResponse:
    """Keep the client's answer."""
    found = find(request, engagement)
    one = _paper(request, found, paper)
    form = AnswerForm(request.POST)
    came = write_again(request, form, lambda seen: record.answer(one, form.cleaned_data["answer"], seen=seen), "answer")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Kept."))
        return redirect("paper", found.pk, one.pk)
    return _page(request, found, one.pk, came, answer_form=form)


@require_POST
def paper_shown(request: HttpRequest, engagement: int, paper: int) -> HttpResponse:
    """Show a paper no more, or again."""
    found = find(request, engagement)
    one = _paper(request, found, paper)
    (record.put_back if one.removed_at else record.remove)(one)
    removed = gettext("Removed; below it can be put back.")
    messages.success(request, gettext("It is shown again.") if one.removed_at else removed)
    return redirect("papers", found.pk)


def _paper(request: HttpRequest, engagement: Engagement, pk: int) -> Paper:
    """The paper, if the asking person may see it: one that was removed, the coach alone."""
    return get_object_or_404(record.shown_to(request.user, engagement).select_related(*WHOLE), pk=pk)
