"""The versions of one text: listed, two of them side by side, and back to an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.lenses.story.comparing import compared
from waylight.pages.engagement_page import find, show
from waylight.pages.story.finding import length_of, story_of, version_of
from waylight.record.story import StoryVersion
from waylight.record.story.text import go_back

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User


def versions(request: HttpRequest, engagement: int, story: int, length: str) -> HttpResponse:
    """Every version that may be seen, newest first, and what is otherwise between two: the last, or those asked for."""
    found = find(request, engagement)
    mine, of = story_of(request, found, story), length_of(length)
    seen = StoryVersion.objects.visible_to(request.user).filter(story=mine, length=of)
    every = list(seen.select_related("story__engagement", "by").order_by("-number"))
    older, newer = (_asked(every, request.GET.get(name, ""), at) for name, at in (("from", 1), ("to", 0)))
    context: dict[str, Any] = {
        "story": mine,
        "length": of,
        "versions": every,
        "older": older,
        "newer": newer,
        "runs": compared(older.text, newer.text) if older and newer else [],
    }
    return show(request, "story/versions.html", found, "stories", **context)


def _asked(every: list[StoryVersion], number: str, otherwise: int) -> StoryVersion | None:
    usual = every[otherwise] if otherwise < len(every) else None
    return next((one for one in every if str(one.number) == number), usual)


@require_POST
def back(request: HttpRequest, engagement: int, version: int) -> HttpResponse:
    """Let the text say what it said in a version."""
    found = find(request, engagement)
    one = version_of(request, found, version)
    made = go_back(one, by=cast("User", request.user))
    again = gettext("It says again what version {number} said.").format(number=one.number)
    said = again if made else gettext("It says that already.")
    messages.success(request, said)
    return redirect("story", found.pk, one.story_id, one.length)
