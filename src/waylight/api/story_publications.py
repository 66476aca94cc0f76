"""What is published of stories, where, and to whom copies were sent. Nothing is, without the client's agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.story import (
    ChangedStoryCopy,
    NewStoryCopy,
    NewStoryPublication,
    StoryCopy,
    StoryPublication,
)
from waylight.pages.brief.commitments import today
from waylight.pages.story.finding import OF_VERSION
from waylight.record.story import CopySent, Publication, StoryRequest
from waylight.record.story import StoryVersion as Version
from waylight.record.story import publishing as record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/story-publications", f"{ONE}/story-publications/{{int:publication}}"
COPIES, COPY = f"{IT}/copies", f"{IT}/copies/{{int:sent_copy}}"


def _publications(request: HttpRequest, engagement: int) -> QuerySet[Publication]:
    mine = Publication.objects.visible_to(request.user).filter(**{OF_VERSION: engagement_of(request, engagement)})
    return mine.select_related(f"{OF_VERSION}__client")


def _shown(request: HttpRequest, engagement: int) -> Callable[[Publication], StoryPublication]:
    stand = set(record.standing().filter(**{OF_VERSION: engagement}).values_list("pk", flat=True))

    def shown(one: Publication) -> StoryPublication:
        on_the_web = one.pk in stand and one.use == StoryRequest.Use.WEB
        address = request.build_absolute_uri(reverse("published-story", args=[one.slug])) if on_the_web else ""
        return StoryPublication(
            id=one.pk,
            story=one.version.story_id,
            version=one.version_id,
            length=one.version.length,  # type: ignore[arg-type]
            use=one.use,  # type: ignore[arg-type]
            since=one.since,
            withdrawn_at=one.withdrawn_at,
            address=address,
        )

    return shown


@operation(router, "GET", LIST, like="stories", answers=Page[StoryPublication])
def list_story_publications(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[StoryPublication]:
    """What was published of stories, and what of it was withdrawn."""
    return page(_publications(request, engagement), asked, _shown(request, engagement))


@operation(router, "GET", IT, like="stories", answers=StoryPublication)
def get_story_publication(request: HttpRequest, engagement: int, publication: int) -> StoryPublication:
    """One version that was published for one use."""
    return _shown(request, engagement)(one_of(_publications(request, engagement), publication))


@operation(router, "POST", LIST, like="publish-story", answers=StoryPublication, status=201)
def publish_story(request: HttpRequest, engagement: int, given: NewStoryPublication) -> StoryPublication:
    """Publish a version for a use, as its coach, if the client agreed to exactly that.

    Where she did not, 409 says what is missing. An earlier version published for the same use
    makes way, and hands its address on.
    """
    here = {"story__engagement": engagement_of(request, engagement), "story__removed_at": None}
    version = one_of(Version.objects.visible_to(request.user).filter(**here), given.version)
    try:
        made = record.publish(version, given.use, by=cast("User", request.user), at=today())
    except record.NotAgreed as reason:
        raise Problem(409, str(reason)) from None
    return get_story_publication(request, engagement, made.pk)


@operation(router, "DELETE", IT, like="unpublish-story", answers=None, status=204)
def unpublish_story(request: HttpRequest, engagement: int, publication: int) -> None:
    """Take back what was published; what the client agreed to stays as it is."""
    record.withdraw(one_of(_publications(request, engagement), publication), by=cast("User", request.user), at=today())


def _copies(request: HttpRequest, engagement: int, publication: int) -> QuerySet[CopySent]:
    one = one_of(_publications(request, engagement), publication)
    mine = CopySent.objects.visible_to(request.user).filter(publication=one)
    return mine.select_related(f"publication__{OF_VERSION}")


def _copy(one: CopySent) -> StoryCopy:
    return StoryCopy(id=one.pk, to=one.to, on=one.on, called_back_on=one.called_back_on)


@operation(router, "GET", COPIES, like="stories", answers=Page[StoryCopy])
def list_story_copies(request: HttpRequest, engagement: int, publication: int, asked: Query[Asked]) -> Page[StoryCopy]:
    """To whom copies were sent, and who was told that it is withdrawn."""
    return page(_copies(request, engagement, publication), asked, _copy)


@operation(router, "GET", COPY, like="stories", answers=StoryCopy)
def get_story_copy(request: HttpRequest, engagement: int, publication: int, sent_copy: int) -> StoryCopy:
    """One copy."""
    return _copy(one_of(_copies(request, engagement, publication), sent_copy))


@operation(router, "POST", COPIES, like="note-story-copy", answers=StoryCopy, status=201)
def note_story_copy(request: HttpRequest, engagement: int, publication: int, given: NewStoryCopy) -> StoryCopy:
    """Note to whom a copy was sent."""
    one = one_of(_publications(request, engagement), publication)
    on = given.on or engagement_of(request, engagement).local_day(today())
    try:
        with refusing():
            made = record.copy_sent(one, to=given.to, on=on, by=cast("User", request.user))
    except record.NotAgreed as reason:
        raise Problem(409, str(reason)) from None
    return get_story_copy(request, engagement, publication, made.pk)


@operation(router, "PATCH", COPY, like="story-copy-told", answers=StoryCopy)
def change_story_copy(
    request: HttpRequest, engagement: int, publication: int, sent_copy: int, given: ChangedStoryCopy
) -> StoryCopy:
    """Note that who has a copy was told today that it is withdrawn, or was not after all."""
    one = one_of(_copies(request, engagement, publication), sent_copy)
    day = one.called_back_on or engagement_of(request, engagement).local_day(today())
    record.called_back(one, day if given.called_back else None)
    return get_story_copy(request, engagement, publication, sent_copy)
