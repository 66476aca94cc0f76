"""The meetings of an engagement, and one meeting with what was said and noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.shortcuts import redirect

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.meetings.finding import one_meeting
from waylight.pages.meetings.notes import removed_here
from waylight.pages.meetings.plan import PlanForm, plan
from waylight.pages.meetings.words import texts
from waylight.pages.voice import Voice
from waylight.record.consent import Consent, agreed, agreed_to
from waylight.record.insight import Commitment
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.mirror import ShownMirror
from waylight.record.planning.invited import To, reply_to
from waylight.record.planning.sending import address_of
from waylight.record.planning.series import called_off_with, together

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def meetings(request: HttpRequest, engagement: int) -> HttpResponse:
    """Every meeting, the newest first; and a form to plan the next, or several."""
    found = find(request, engagement)
    form = PlanForm(request.POST or None, initial={"zone": found.zone})
    if request.method == "POST" and form.is_valid():
        plan(request, found, form)
        return redirect("meetings", found.pk)
    in_use = agreed_to(Consent.Use.RECORDING)
    mine = Meeting.objects.visible_to(request.user).filter(engagement=found).order_by("-at")
    counted = mine.annotate(turns=Count("utterances", filter=in_use))
    context: dict[str, Any] = {
        "meetings": counted,
        "form": form,
        "now": today(),
        "reaches": bool(address_of(found, To.CLIENT)),
    }
    return show(request, "meetings/list.html", found, "meetings", **context)


def meeting(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """One meeting: transcript, shared notes, and the reader's own private notes."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    utterances = one.utterances.visible_to(request.user).select_related("speaker__person")
    return show(
        request,
        "meetings/meeting.html",
        found,
        "meetings",
        meeting=one,
        utterances=utterances.order_by("turn"),
        rests=not agreed(found, Consent.Use.RECORDING) and Utterance.objects.filter(meeting=one).exists(),
        mirror_shown=ShownMirror.objects.visible_to(request.user).filter(meeting=one).exists(),
        notes=Note.objects.visible_to(request.user).filter(meeting=one).select_related("author", "meeting"),
        removed=removed_here(request, found, one),
        texts=texts(one, Voice.speaking_of(found, request.user)),
        chosen=Commitment.objects.visible_to(request.user).filter(meeting=one).order_by("pk"),
        reply=reply_to(one),
        follow=sum(not later.cancelled for later in together(one, following=True)[1:]),
        off_with=Meeting.objects.filter(called_off_with(one), cancelled=True).count() if one.cancelled else 0,
    )
