"""Finds a story, a version, a request for who asks; what they may not see is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from waylight.record.story import Length, Publication, Story, StoryRequest, StoryVersion

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.engagement import Engagement

OF_VERSION = "version__story__engagement"


def story_of(request: HttpRequest, engagement: Engagement, pk: int) -> Story:
    """A story that was not removed. Raises Http404."""
    mine = Story.objects.visible_to(request.user).filter(engagement=engagement, removed_at=None)
    return get_object_or_404(mine.select_related("engagement"), pk=pk)


def length_of(name: str) -> Length:
    """A length by its name. Raises Http404."""
    if name not in Length.values:
        raise Http404("A story has no text of that length.")  # not for readers
    return Length(name)


def version_of(request: HttpRequest, engagement: Engagement, pk: int) -> StoryVersion:
    """A version of a story that was not removed. Raises Http404."""
    mine = StoryVersion.objects.visible_to(request.user).filter(story__engagement=engagement, story__removed_at=None)
    return get_object_or_404(mine.select_related("story__engagement__client"), pk=pk)


def request_of(request: HttpRequest, engagement: Engagement, pk: int) -> StoryRequest:
    """What the client was asked. Raises Http404."""
    mine = StoryRequest.objects.visible_to(request.user).filter(**{OF_VERSION: engagement})
    mine = mine.filter(version__story__removed_at=None)
    return get_object_or_404(mine.select_related(f"{OF_VERSION}__client", f"{OF_VERSION}__coach__user"), pk=pk)


def publication_of(request: HttpRequest, engagement: Engagement, pk: int) -> Publication:
    """What was published. Raises Http404."""
    mine = Publication.objects.visible_to(request.user).filter(**{OF_VERSION: engagement})
    return get_object_or_404(mine.select_related(f"{OF_VERSION}__client"), pk=pk)
