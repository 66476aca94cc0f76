"""The meetings of an engagement, and one meeting with what was said and noted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.record.consent import Consent, agreed, agreed_to
from waylight.record.meeting import Meeting, Note, Utterance, call_off, hold_after_all, plan
from waylight.record.mirror import ShownMirror

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


class MeetingForm(forms.Form):
    """A meeting to come, in the client's zone."""

    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    at = forms.TimeField(label="Time", widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(min_value=5, max_value=600, initial=60)


def meetings(request: HttpRequest, engagement: int) -> HttpResponse:
    """Every meeting, the newest first; and a form to plan the next."""
    found = find(request, engagement)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        at = datetime.combine(given["on"], given["at"], ZoneInfo(found.zone))
        planned = plan(found, at=at, minutes=given["minutes"])
        messages.success(request, f"Planned for {planned.local:%A %-d %B, %H:%M}.")
        return redirect("meetings", found.pk)
    in_use = agreed_to(Consent.Use.RECORDING)
    mine = Meeting.objects.visible_to(request.user).filter(engagement=found).order_by("-at")
    counted = mine.annotate(turns=Count("utterances", filter=in_use))
    return show(request, "meetings/list.html", found, "meetings", meetings=counted, form=form, now=today())


def one_meeting(request: HttpRequest, engagement: Engagement, pk: int) -> Meeting:
    """The meeting, if the asking person may see it. Raises Http404 otherwise."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).filter(engagement=engagement), pk=pk)


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
    )


@require_POST
def cancel(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Call a meeting off, or hold it after all."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    if one.cancelled:
        hold_after_all(one)
        messages.success(request, "It is held after all.")
    else:
        call_off(one)
        messages.success(request, "Called off. What hangs on it stays, and it can be held after all.")
    return redirect("meeting", found.pk, one.pk)
