"""Stories: the coach writes, and the client reads what she was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, as_it_stands, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.story import ChangedStory, NewStory, NewStoryVersion, Story, StoryVersion
from waylight.record.story import text as record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/stories", f"{ONE}/stories/{{int:story}}"
VERSIONS, VERSION = f"{IT}/versions", f"{IT}/versions/{{int:version}}"


class StoriesAsked(Asked):
    """Whether stories that were removed are listed too."""

    removed: bool = False


def _stories(request: HttpRequest, engagement: int) -> QuerySet[record.Story]:
    mine = record.Story.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement__coach")


def _shown_to(request: HttpRequest) -> Callable[[record.Story], Story]:
    def shown(one: record.Story) -> Story:
        return Story(
            id=one.pk,
            title=one.title if one.engagement.coach.user_id == request.user.pk else "",
            language=one.language,
            made_at=one.made_at,
            removed=one.removed_at is not None,
        )

    return shown


@operation(router, "GET", LIST, like="stories", answers=Page[Story])
def list_stories(request: HttpRequest, engagement: int, asked: Query[StoriesAsked]) -> Page[Story]:
    """The stories of an engagement; to its client those of which she was shown something."""
    mine = _stories(request, engagement)
    return page(mine if asked.removed else mine.filter(removed_at=None), asked, _shown_to(request))


@operation(router, "GET", IT, like="stories", answers=Story)
def get_story(request: HttpRequest, engagement: int, story: int) -> Story:
    """One story."""
    return _shown_to(request)(one_of(_stories(request, engagement), story))


@operation(router, "POST", LIST, like="stories", answers=Story, status=201)
def begin_story(request: HttpRequest, engagement: int, given: NewStory) -> Story:
    """Begin a story; nothing is written in it yet."""
    made = record.begin_story(engagement_of(request, engagement), title=given.title)
    return get_story(request, engagement, made.pk)


@operation(router, "PATCH", IT, like="story", answers=Story)
def change_story(request: HttpRequest, engagement: int, story: int, given: ChangedStory) -> Story:
    """Name it, say its language, remove it or put it back."""
    one = one_of(_stories(request, engagement), story)
    with refusing():
        if given.language is not None:
            record.tell_in(one, given.language)
        if given.title is not None:
            record.call_it(one, given.title)
    if given.removed is not None:
        _remove(one) if given.removed else record.put_back(one)
    return get_story(request, engagement, story)


@operation(router, "DELETE", IT, like="remove-story", answers=None, status=204)
def remove_story(request: HttpRequest, engagement: int, story: int) -> None:
    """Remove a story; it can be put back. One that is published has to be taken back first."""
    _remove(one_of(_stories(request, engagement), story))


def _remove(one: record.Story) -> None:
    with as_it_stands():
        record.remove(one)


def _versions(request: HttpRequest, engagement: int, story: int) -> QuerySet[record.StoryVersion]:
    one = one_of(_stories(request, engagement), story)
    return record.StoryVersion.objects.visible_to(request.user).filter(story=one).select_related(record.TO_ENGAGEMENT)


def _version(one: record.StoryVersion) -> StoryVersion:
    return StoryVersion(
        id=one.pk,
        length=one.length,  # type: ignore[arg-type]
        number=one.number,
        text=one.text,
        how=one.how,  # type: ignore[arg-type]
        made_at=one.made_at,
        shown_at=one.shown_at,
    )


@operation(router, "GET", VERSIONS, like="story-versions", answers=Page[StoryVersion])
def list_story_versions(request: HttpRequest, engagement: int, story: int, asked: Query[Asked]) -> Page[StoryVersion]:
    """What its texts say, and what they said before; to its client what she was shown."""
    return page(_versions(request, engagement, story), asked, _version)


@operation(router, "GET", VERSION, like="story-versions", answers=StoryVersion)
def get_story_version(request: HttpRequest, engagement: int, story: int, version: int) -> StoryVersion:
    """One version of a text."""
    return _version(one_of(_versions(request, engagement, story), version))


@operation(router, "POST", VERSIONS, like="story", answers=StoryVersion, status=201)
def write_story(request: HttpRequest, engagement: int, story: int, given: NewStoryVersion) -> StoryVersion:
    """Write a text of a story. Where it says what it said before, that version is the answer."""
    one = one_of(_stories(request, engagement), story)
    with refusing():
        made = record.write(one, given.length, given.text, by=request.user)  # type: ignore[arg-type]
    newest = made or one.latest(given.length)
    if newest is None:
        raise Problem(422, "There are no words in it.")
    return get_story_version(request, engagement, story, newest.pk)


@operation(router, "POST", f"{VERSION}/back", like="go-back-story", answers=StoryVersion)
def go_back_to_story_version(request: HttpRequest, engagement: int, story: int, version: int) -> StoryVersion:
    """Let a text say again what it said in a version. Where it says that, its newest version is the answer."""
    one = one_of(_versions(request, engagement, story), version)
    made = record.go_back(one, by=request.user)  # type: ignore[arg-type]
    newest = made or one.story.latest(one.length) or one
    return get_story_version(request, engagement, story, newest.pk)
