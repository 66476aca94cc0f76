"""Notes on a meeting: written, written again and removed by who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from waylight.pages.engagement_page import find, show
from waylight.pages.meetings.finding import one_meeting
from waylight.pages.removed import Removed, is_of_removed, put_back_or_forget, removed, say_removed
from waylight.pages.writing_again import Came, write_again
from waylight.record import meeting as record

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


class NoteForm(forms.Form):
    """A note as it can be written again."""

    text = forms.CharField(label=gettext_lazy("Your note"), widget=forms.Textarea(attrs={"rows": 8}))
    shared = forms.BooleanField(
        label=gettext_lazy("Share it"), help_text=gettext_lazy("Otherwise only you read it."), required=False
    )


@require_POST
def write(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Write a note: private unless it is said to be shared."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    try:
        written = record.note(
            one,
            author=request.user,  # type: ignore[arg-type]
            text=request.POST.get("text", ""),
            private=request.POST.get("shared") is None,
        )
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        alone, shared = gettext("Noted, for yourself alone."), gettext("Noted, and shared.")
        messages.success(request, alone if written.private else shared)
    return redirect("meeting", found.pk, one.pk)


def _mine(request: HttpRequest, meeting: record.Meeting, pk: int) -> record.Note:
    """A note, if the asking person wrote it. Raises Http404 otherwise."""
    mine = record.Note.objects.visible_to(request.user).filter(meeting=meeting, author=request.user.pk)
    return get_object_or_404(mine, pk=pk)


def edit(request: HttpRequest, engagement: int, meeting: int, note: int) -> HttpResponse:
    """Write a note of one's own again."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    written = _mine(request, one, note)
    form = NoteForm(request.POST or None, initial={"text": written.text, "shared": not written.private})
    came = write_again(
        request,
        form,
        lambda seen: record.rewrite_note(
            written, text=form.cleaned_data["text"], private=not form.cleaned_data["shared"], seen=seen
        ),
    )
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect("meeting", found.pk, one.pk)
    if came.changed:
        written = _mine(request, one, note)
    context = {"form": form, "meeting": one, "note": written, "changed": came.changed}
    return show(request, "meetings/note.html", found, "meetings", status=came.status, **context)


@require_POST
def remove(request: HttpRequest, engagement: int, meeting: int, note: int) -> HttpResponse:
    """Remove a note of one's own, put it back, or remove for good what was removed."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    if is_of_removed(request):
        written = get_object_or_404(record.removed_notes(one, request.user), pk=note)
        put_back_or_forget(request, written, put_back=record.put_note_back, forget=record.forget_note)
    else:
        record.remove_note(_mine(request, one, note))
        say_removed(request)
    return redirect("meeting", found.pk, one.pk)


def removed_here(request: HttpRequest, engagement: Engagement, meeting: record.Meeting) -> list[Removed]:
    """The reader's own notes on a meeting that can be put back."""
    return [
        removed(
            one,
            engagement,
            day=engagement.local_day(one.written_at),
            words=one.text,
            address=reverse("remove-note", args=[engagement.pk, meeting.pk, one.pk]),
        )
        for one in record.removed_notes(meeting, request.user)
    ]
