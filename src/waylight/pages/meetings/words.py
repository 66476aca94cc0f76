"""What is written on a meeting itself: what she wants from it, notes that both write, and what she takes with her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from waylight.pages.engagement_page import find, show
from waylight.pages.meetings.finding import one_meeting
from waylight.pages.voice import Voice
from waylight.pages.writing_again import Came, write_again
from waylight.record import insight
from waylight.record.planning.words import LONGEST, What, shown, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from waylight.record.meeting import Meeting


def heading(what: What, voice: Voice) -> str:
    """What a text is called on pages."""
    return {
        What.AGREEMENT: voice.say("What {subject} want{s} from it"),
        What.SHARED: gettext("Notes of you both"),
        What.TAKEN_ALONG: voice.say("What {subject} take{s} along"),
    }[what]


class TextForm(forms.Form):
    """One of the texts; no words remove it."""

    text = forms.CharField(
        label=gettext_lazy("The words"), widget=forms.Textarea(attrs={"rows": 8}), required=False, max_length=LONGEST
    )


class ChosenForm(forms.Form):
    """What the client will do, in her words, and the day she set herself."""

    text = forms.CharField(label=gettext_lazy("In the client’s words"), widget=forms.Textarea(attrs={"rows": 3}))
    due = forms.DateField(
        label=gettext_lazy("By when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )


def writing(what: What) -> Callable[[HttpRequest, int, int], HttpResponse]:
    """The page on which one of the texts is written; coach and client write the same one."""

    def page(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
        found = find(request, engagement)
        one = one_meeting(request, found, meeting)
        form = TextForm(request.POST or None, initial={"text": getattr(one, what)})
        title = heading(what, Voice.speaking_of(found, request.user))
        form.fields["text"].label = title
        came = write_again(request, form, lambda seen: write(one, what, form.cleaned_data["text"], seen=seen), "text")
        if came is Came.WRITTEN:
            messages.success(request, gettext("Kept. You both read it."))
            return redirect("meeting", found.pk, one.pk)
        if came.changed:
            one = one_meeting(request, found, meeting)
        context = {"form": form, "meeting": one, "heading": title, "changed": came.changed}
        context |= {"now": getattr(one, what), "seen": shown(one, what).mark}
        return show(request, "meetings/text.html", found, "meetings", status=came.status, **context)

    return page


def texts(one: Meeting, voice: Voice) -> list[tuple[str, str, str, str]]:
    """The texts of a meeting: the name of the page that writes each, its anchor, its heading and its words."""
    named = {What.AGREEMENT: "meeting-agreement", What.SHARED: "meeting-shared", What.TAKEN_ALONG: "meeting-taken"}
    return [(named[what], what.value, heading(what, voice), getattr(one, what)) for what in What]


def chosen(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Keep what the client chose to do in a meeting, with the day she set herself."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    form = ChosenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        insight.commit(found, on=one.local.date(), text=given["text"], meeting=one, due=given["due"])
        messages.success(request, gettext("Kept, in those words."))
        return redirect("meeting", found.pk, one.pk)
    return show(request, "meetings/chosen.html", found, "meetings", form=form, meeting=one)
