"""The list of engagements with what is next, a new engagement, and the home of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.access import predicates
from waylight.access.parts import Part
from waylight.pages.brief.brief import next_of
from waylight.pages.brief.commitments import today
from waylight.pages.consent.words import what_stopped_for_sponsor
from waylight.pages.door import parts_at_the_door
from waylight.pages.engagement_page import find, show
from waylight.pages.engagements.forms import EngagementForm, as_typed
from waylight.pages.engagements.listed import listed
from waylight.pages.engagements.waiting import waits_for_client
from waylight.pages.first_steps.steps import steps_to_show
from waylight.pages.privacy.links import asked_to_be_erased
from waylight.pages.sponsor_report.report import compose
from waylight.pages.writing_again import Came, write_again
from waylight.record import insight
from waylight.record.between.question import CoachQuestion
from waylight.record.engagement import Engagement, begin, revise
from waylight.record.handing_over import HandedOver
from waylight.record.imports import Import
from waylight.record.insight import Commitment, Question, Reflection
from waylight.record.meeting import coaching_meetings
from waylight.record.people import Practice, as_coach
from waylight.record.sponsor import sponsored

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def engagements(request: HttpRequest) -> HttpResponse:
    """Every engagement that the asking person takes part in, with its next meeting."""
    mine = Engagement.objects.visible_to(request.user).select_related("client", "coach__user").defer("goals", "salt")
    now, coach = today(), as_coach(request.user)
    context = {
        "rows": listed(list(mine), now),
        "now": now,
        "may_begin": coach is not None,
        "first_steps": steps_to_show(coach) if coach else None,
        "sponsored": sponsored(request.user),
        "looks_after": Practice.objects.visible_to(request.user).exists(),
    }
    return render(request, "engagements/list.html", context)


def first_page(request: HttpRequest) -> HttpResponse:
    """Where somebody lands who signs in: a client of one engagement on her page of the day, everybody else here."""
    user, now = request.user, today()
    as_client = Engagement.objects.filter(predicates.is_client(user)).only("pk", "ends", "zone")
    going_on = [one for one in as_client if one.ends is None or one.ends >= one.local_day(now)]
    hers = going_on or list(as_client)
    only_client = len(hers) == 1 and as_coach(user) is None and not sponsored(user).exists()
    return redirect("today", hers[0].pk) if only_client else redirect("engagements")


def new_engagement(request: HttpRequest) -> HttpResponse:
    """Begin an engagement; only a coach can."""
    coach = as_coach(request.user)
    if coach is None:
        raise PermissionDenied(gettext("Only a coach begins an engagement."))
    form = EngagementForm(request.POST or None, initial={"zone": coach.practice.zone})
    if request.method == "POST" and form.is_valid():
        engagement = begin(coach, **form.cleaned_data)
        said = gettext("The engagement with {name} has begun. Now bring some files.")
        messages.success(request, said.format(name=engagement.client.name))
        return redirect("files", engagement.pk)
    return render(request, "engagements/new.html", {"form": form})


def home(request: HttpRequest, engagement: int) -> HttpResponse:
    """One engagement: what is next, what is open, what was brought. A sponsor sees goals, dates and attendance."""
    if parts_at_the_door(request, engagement) == {Part.SPONSOR}:
        return _for_sponsor(request, get_object_or_404(sponsored(request.user), pk=engagement))
    found, user, now = find(request, engagement), request.user, today()
    of_it, meetings = {"engagement": found}, coaching_meetings(found)
    return show(
        request,
        "engagements/home.html",
        found,
        "engagement",
        handed_over=HandedOver.objects.visible_to(user).filter(**of_it).select_related("former", "to").first(),
        asked=asked_to_be_erased(request, found),
        sponsor_stopped=what_stopped_for_sponsor(found, user),
        waits=waits_for_client(found) if found.client.user_id == user.pk else [],
        next=next_of(meetings, now),
        now=now,
        meetings=meetings,
        commitments=Commitment.objects.visible_to(user).filter(**of_it, state="open").order_by("-on"),
        settled=Commitment.objects.visible_to(user).filter(**of_it).exclude(state="open").order_by("-settled_on")[:5],
        coach_questions=CoachQuestion.objects.visible_to(user).filter(**of_it).select_related("engagement")[:100],
        questions=Question.objects.visible_to(user).filter(**of_it, laid_down_on=None).order_by("-on")[:100],
        reflections=Reflection.objects.visible_to(user).filter(**of_it).order_by("-on", "-pk")[:3],
        imports=Import.objects.visible_to(user).filter(**of_it)[:3],
    )


def _for_sponsor(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    context = {
        "sponsored": engagement,
        "report": compose(engagement, request.user, today()),
        "has_stopped": what_stopped_for_sponsor(engagement, request.user),
    }
    return render(request, "engagements/sponsored.html", context)


def edit_engagement(request: HttpRequest, engagement: int) -> HttpResponse:
    """Change what was said when the engagement began."""
    found = find(request, engagement)
    form = EngagementForm(request.POST or None, initial=as_typed(found))
    came = write_again(request, form, lambda seen: revise(found, **form.cleaned_data, seen=seen))
    if came is Came.WRITTEN:
        messages.success(request, gettext("Changed."))
        return redirect("engagement", found.pk)
    if came.changed:
        found = find(request, engagement)
    context = {"form": form, "changed": came.changed}
    return show(request, "engagements/edit.html", found, "engagement", status=came.status, **context)


@require_POST
def commit(request: HttpRequest, engagement: int) -> HttpResponse:
    """Note what the client chose to do, by hand."""
    found = find(request, engagement)
    try:
        insight.commit(found, on=found.local_day(today()), text=request.POST.get("text", ""))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Noted."))
    return redirect("engagement", found.pk)
