"""The stories of an engagement: its coach begins and finds them, its client finds what she is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.engagement_page import find, show
from waylight.pages.story.finding import OF_VERSION, story_of
from waylight.pages.story.forms import BeginForm
from waylight.record.consent import Consent, agreed
from waylight.record.story import CopySent, Length, Story, StoryRequest
from waylight.record.story import text as record
from waylight.record.story.publishing import standing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def stories(request: HttpRequest, engagement: int) -> HttpResponse:
    """All stories, what the client is or was asked, what is published, and where copies went."""
    found = find(request, engagement)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        story = record.begin_story(found, title=form.cleaned_data["title"])
        return redirect("story", found.pk, story.pk, Length.PAGE)
    mine = Story.objects.visible_to(request.user).filter(engagement=found).select_related("engagement")
    asked = StoryRequest.objects.visible_to(request.user).filter(
        **{OF_VERSION: found, "version__story__removed_at": None}
    )
    copies = CopySent.objects.visible_to(request.user).filter(**{f"publication__{OF_VERSION}": found})
    context: dict[str, Any] = {
        "form": form,
        "stories": [one for one in mine if not one.removed_at],
        "removed": [one for one in mine if one.removed_at],
        "lengths": Length.choices,
        "asked": asked.select_related(OF_VERSION).prefetch_related("quotes"),
        "standing": standing().filter(**{OF_VERSION: found}).prefetch_related("copies"),
        "copies": copies.select_related(f"publication__{OF_VERSION}"),
        "agrees": agreed(found, Consent.Use.STORY),
    }
    return show(request, "story/stories.html", found, "stories", **context)


@require_POST
def remove(request: HttpRequest, engagement: int, story: int) -> HttpResponse:
    """Remove a story, so that it can be put back."""
    found = find(request, engagement)
    try:
        record.remove(story_of(request, found, story))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Removed. It can be put back below, under “Removed”."))
    return redirect("stories", found.pk)


@require_POST
def put_back(request: HttpRequest, engagement: int, story: int) -> HttpResponse:
    """Put a story back that was removed."""
    found = find(request, engagement)
    mine = Story.objects.visible_to(request.user).filter(engagement=found)
    record.put_back(get_object_or_404(mine, pk=story))
    messages.success(request, gettext("Put back."))
    return redirect("stories", found.pk)
