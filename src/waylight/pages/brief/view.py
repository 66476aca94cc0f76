"""The brief as a page, as a file, and the few things that are done from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.brief import compose, known_for, next_meeting, next_of, prepare
from waylight.pages.brief.commitments import today
from waylight.pages.brief.forms import FORMS
from waylight.pages.brief.sparkline import sparkline
from waylight.pages.consent.words import what_stopped
from waylight.pages.engagement_page import find, show
from waylight.record import insight, proposed
from waylight.record.became import BECAME
from waylight.record.initiative import goes_on
from waylight.record.meeting import Meeting, Utterance, coaching_meetings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from waylight.record.engagement import Engagement


def next_brief(request: HttpRequest, engagement: int) -> HttpResponse:
    """The brief of the next meeting."""
    found = find(request, engagement)
    meetings = coaching_meetings(found)
    return _page(request, found, meetings, next_of(meetings, today()))


def meeting_brief(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """The brief of one meeting, as it stood when the meeting began."""
    found = find(request, engagement)
    mine = Meeting.objects.visible_to(request.user).filter(engagement=found, kind=Meeting.Kind.COACHING)
    one = get_object_or_404(mine, pk=meeting)
    return _page(request, found, coaching_meetings(found), one)


def _page(
    request: HttpRequest, engagement: Engagement, meetings: Sequence[Meeting], meeting: Meeting | None
) -> HttpResponse:
    known = known_for(engagement, request.user, meetings, meeting, today())
    brief = compose(known, meeting)
    line = sparkline([value for _, value in brief.confidence.points]) if brief.confidence else ""
    context: dict[str, Any] = {
        "brief": brief,
        "meeting": meeting,
        "sparkline": line,
        "has_initiatives": bool(brief.heard) and goes_on(engagement, request.user),
        "stopped": what_stopped(engagement, request.user, known.resting),
    }
    return show(request, "brief/brief.html", engagement, "brief", **context)


def download(request: HttpRequest, engagement: int, form: str) -> HttpResponse:
    """The next brief as a file: ``txt``, ``md``, ``html`` or ``json``."""
    found = find(request, engagement)
    if form not in FORMS:
        raise Http404(gettext("There is no such form of the brief."))
    content_type, write = FORMS[form]
    brief = prepare(found, request.user, next_meeting(found, today()), today())
    response = HttpResponse(write(brief), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="brief-{found.pk}.{form}"'  # not for readers
    return response


def _back(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """To the page the form stood on, if it is one of ours; else to the brief."""
    to = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return redirect(to) if safe and to.startswith("/") else redirect("brief", engagement.pk)


@require_POST
def settle_commitment(request: HttpRequest, engagement: int, commitment: int) -> HttpResponse:
    """Say what became of a commitment, or open it again."""
    found = find(request, engagement)
    mine = insight.Commitment.objects.visible_to(request.user).filter(engagement=found)
    one = get_object_or_404(mine, pk=commitment)
    before = one.state
    try:
        insight.settle(one, state=request.POST.get("state", ""), on=found.local_day(today()))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        said = gettext("“{text}” was {before}, and is now {state}.")
        now = BECAME[request.POST["state"]]
        messages.success(request, said.format(text=one.text, before=BECAME[before], state=now))
    return _back(request, found)


@require_POST
def lay_down_question(request: HttpRequest, engagement: int, question: int) -> HttpResponse:
    """Lay a question down, or take it up again."""
    found = find(request, engagement)
    mine = insight.Question.objects.visible_to(request.user).filter(engagement=found)
    one = get_object_or_404(mine, pk=question)
    laid_down = request.POST.get("take_up") is None
    insight.lay_down(one, on=found.local_day(today()) if laid_down else None)
    said = gettext("“{text}” is laid down.") if laid_down else gettext("“{text}” is carried on.")
    messages.success(request, said.format(text=one.text))
    return _back(request, found)


@require_POST
def answer_proposal(request: HttpRequest, engagement: int) -> HttpResponse:
    """Keep a sentence of a transcript as commitment or question, or set it aside."""
    found = find(request, engagement)
    mine = Utterance.objects.visible_to(request.user).filter(meeting__engagement=found)
    number = request.POST.get("utterance", "")
    utterance = get_object_or_404(mine, pk=int(number) if number.isdecimal() and len(number) < 18 else 0)
    text, kept_as = request.POST.get("text", ""), request.POST.get("as")
    try:
        proposed.answer_proposal(utterance, text, kept_as=kept_as)
    except proposed.NotSaid as reason:
        raise Http404(str(reason)) from None
    match kept_as:
        case "commitment":
            messages.success(request, gettext("Kept as something to come back to: “{text}”").format(text=text))
        case "question":
            messages.success(request, gettext("Carried over: “{text}”").format(text=text))
        case _:
            messages.success(request, gettext("Set aside; it still stands in the transcript."))
    return _back(request, found)
