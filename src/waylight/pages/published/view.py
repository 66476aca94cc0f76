"""Published stories for everybody: one by one, all of a practice, and as a feed. No account, no cookie, no counting."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from waylight.pages.published.feed import StoryFeed
from waylight.pages.published.files import offered
from waylight.pages.published.reading import (
    MAY_BE_FOUND,
    MAY_NOT,
    Published,
    at_an_address,
    read_published,
    readers_language,
    robots,
)
from waylight.record.people import Practice
from waylight.record.story.languages import in_language_of_story, words_in
from waylight.record.story.shown import has_published, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest


@at_an_address
def story(request: HttpRequest, read: Published) -> HttpResponse:
    """One story, with its files, as long as it stands."""
    practice = read.publication.version.story.engagement.practice
    context = {
        "read": read,
        "practice": practice,
        "here": request.build_absolute_uri(read.address),
        "forms": offered(read.story),
    }
    language = read.story.language
    with in_language_of_story(language):
        answer = render(request, "published/story.html", {**context, "words_in": words_in(language)})
    answer["Content-Language"] = language
    return robots(answer, MAY_BE_FOUND)


@never_cache
def of_practice(request: HttpRequest, practice: int) -> HttpResponse:
    """All stories that a practice has on the web now; not found for one that never had any."""
    found = _practice(practice)
    context = {
        "practice": found,
        "stories": [read_published(one) for one in listed(found)],
        "here": request.build_absolute_uri(reverse("published-stories", args=[found.pk])),
        "words_in": readers_language(),
    }
    return robots(render(request, "published/practice.html", context), MAY_BE_FOUND)


@never_cache
def feed(request: HttpRequest, practice: int) -> HttpResponse:
    """The same as an Atom feed, titles and addresses alone: what a reader's program keeps, nobody can take back."""
    found = _practice(practice)
    stories = [read_published(one) for one in listed(found)]
    answer = HttpResponse(_atom(request, found, stories), content_type=StoryFeed.content_type)
    return robots(answer, MAY_NOT)


def _practice(pk: int) -> Practice:
    practice = get_object_or_404(Practice, pk=pk)
    if not has_published(practice):
        raise Http404
    return practice


def _atom(request: HttpRequest, practice: Practice, stories: Iterable[Published]) -> str:
    whole = request.build_absolute_uri
    made = StoryFeed(
        title=gettext("Stories told by {practice}").format(practice=practice),
        link=whole(reverse("published-stories", args=[practice.pk])),
        description=None,
        feed_url=whole(reverse("published-feed", args=[practice.pk])),
        author_name=str(practice),
        language=readers_language(),
    )
    for one in stories:
        link, on = whole(one.address), _day(one.publication.since)
        made.add_item(one.title, link, "", unique_id=link, pubdate=on, updateddate=on, language=one.story.language)
    return str(made.writeString("utf-8"))


def _day(at: datetime) -> datetime:
    """The day of a time: at which minute something was published is nobody's business."""
    return datetime.combine(at.astimezone(UTC).date(), time(), UTC)
