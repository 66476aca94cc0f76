"""A story as a file: for everybody while it stands on the web; for its coach any version, a draft marked as one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_noop

from waylight.access.rates import Rate, address_of, spend
from waylight.lenses.story.forms.every import FORMS
from waylight.lenses.story.forms.slide import TooLong, fitting
from waylight.pages.engagement_page import find
from waylight.pages.published.reading import MAY_NOT, Published, at_an_address, month_of, robots
from waylight.pages.story.reading import read_version
from waylight.record.story import Publication, StoryRequest, StoryVersion
from waylight.record.story.languages import in_language_of_story
from waylight.record.story.publishing import may_be_published, standing

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.lenses.story.forms.every import Form
    from waylight.lenses.story.forms.parts import Written

DRAFT = gettext_noop("A draft: the client has not agreed that it is handed on.")
# Setting a PDF takes a tenth of a second of a processor.
FILES = Rate("story file", 30, timedelta(minutes=1))  # not for readers
PLAIN = "text/plain; charset=utf-8"  # not for readers
SLIDES = {"slide", "slide-pdf"}


def offered(story: Written) -> dict[str, Form]:
    """The forms that a story can have: it is no slide where it has no room on one."""
    return {shape: form for shape, form in FORMS.items() if shape not in SLIDES or _fits(story)}


@at_an_address
def published(request: HttpRequest, read: Published, *, shape: str) -> HttpResponse:
    """A published story as a file."""
    spend(FILES, address_of(request))
    return _file(read.story, shape)


def of_version(request: HttpRequest, engagement: int, version: int, shape: str) -> HttpResponse:
    """A version as a file for the coach. While the client has agreed to no use of it, the file says so at its head."""
    found = find(request, engagement)
    mine = StoryVersion.objects.visible_to(request.user).filter(story__engagement=found)
    one = get_object_or_404(mine.select_related("story__engagement"), pk=version)
    return _file(read_version(one, _said_of(one)).story, shape)


def _said_of(version: StoryVersion) -> str:
    """The month of what stands published; nothing while it is agreed to only; of anything else that it is a draft."""
    first: Publication | None = standing().filter(version=version).order_by("since").first()
    if first:
        return month_of(first.since, version.story.language)
    agreed = any(may_be_published(version, use) for use in StoryRequest.Use.values)
    if agreed:
        return ""
    with in_language_of_story(version.story.language):
        return gettext(DRAFT)


def _fits(story: Written) -> bool:
    try:
        fitting(story)
    except TooLong:
        return False
    return True


def _file(story: Written, shape: str) -> HttpResponse:
    form = FORMS.get(shape)
    if form is None:
        raise Http404
    try:
        made = form.make(story)
    except TooLong as why:
        return robots(HttpResponse(f"{why}\n", status=422, content_type=PLAIN), MAY_NOT)
    answer = HttpResponse(made, content_type=form.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{form.file}"'  # not for readers
    return robots(answer, MAY_NOT)
