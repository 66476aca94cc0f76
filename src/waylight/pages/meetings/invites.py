"""Invitations by mail: sent or no more, and what a calendar program answered, as a file or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from waylight.intake.calendar_reply import LARGEST, read_reply
from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.meetings.finding import one_meeting
from waylight.record.planning.answers import take_replies
from waylight.record.planning.due import hand_over
from waylight.record.planning.series import invite_by_mail

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AnswerUploadHandler(MemoryFileUploadHandler):
    """Keeps a small file in memory for the page that takes answers; every other page's files are not its business."""

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, str],  # noqa: N803
        content_length: int,
        *args: object,
        **more: object,
    ) -> None:
        """Whether a file is for it: the page is, and nothing large comes."""
        del input_data, META, args, more
        page = self.request.resolver_match if self.request else None
        here = page is not None and page.url_name == "meeting-reply"
        self.activated = here and content_length <= LARGEST + 16_384  # the rest of the form


class ReplyForm(forms.Form):
    """The answer as a file, or its words."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        required=False,
        help_text=gettext_lazy("It ends in .ics, or is the mail (.eml)."),
    )
    text = forms.CharField(label=gettext_lazy("Or its text"), widget=forms.Textarea(attrs={"rows": 6}), required=False)

    def given(self) -> bytes:
        """What was given, as bytes; nothing for nothing."""
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else str(self.cleaned_data["text"]).encode()


@require_POST
def invites(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Send the invitation and each change of it by mail, or no more."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    if one.series is None:
        raise Http404
    on = request.POST.get("on") == "yes"
    invite_by_mail(one.series, on=on)
    hand_over(today())
    sent, no_more = gettext("The invitation is on its way."), gettext("Nothing more is sent about it.")
    messages.success(request, sent if on else no_more)
    return redirect("meeting", found.pk, one.pk)


def reply(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Take what a calendar program answered."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    form = ReplyForm(request.POST, request.FILES) if request.method == "POST" else ReplyForm()
    if request.method == "POST" and form.is_valid():
        given = form.given()
        try:
            taken = take_replies(found, read_reply(given)) if given.strip() else []
        except ValueError as reason:
            form.add_error("text", str(reason))
        else:
            if taken:
                messages.success(request, gettext("Noted: {answer}.").format(answer=taken[-1].get_answer_display()))
                return redirect("meeting", found.pk, one.pk)
            form.add_error("text", gettext("Choose the file, or paste its text."))
    return show(request, "meetings/reply.html", found, "meetings", form=form, meeting=one)
