"""Asking the client whether a text may be used; what she says to it, proposes, and withdraws."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.mailing import send_once_kept
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import UNSEEN, Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.story import (
    AgreedStory,
    DeclinedStory,
    NewStoryRequest,
    ProposedStory,
    StoryLeak,
    StoryQuote,
    StoryRequest,
    StoryVersion,
)
from waylight.api.stories import get_story_version
from waylight.pages.brief.commitments import today
from waylight.pages.story.finding import OF_VERSION
from waylight.pages.story.requesting import ask_about, mail_to_her
from waylight.pages.story.saying import leaks_in_words
from waylight.record.consent import OnlyTheClient
from waylight.record.story import Quoted
from waylight.record.story import StoryVersion as Version
from waylight.record.story import asking as record
from waylight.record.unseen import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/story-requests", f"{ONE}/story-requests/{{int:agreement}}"
STATES = {"withdrawn": "withdrawn_at", "agreed": "agreed_at", "declined": "declined_at", "lapsed": "lapsed_at"}
NEWER = "There is a newer version of this text. Read it, and ask for that."
OTHER_WORDS = "This is not the text that is asked for. Read it again, and agree to what it says."


@contextmanager
def by_who_may() -> Iterator[None]:
    """Within it, what only the client says is told as a problem to anybody else, and what is too late as another."""
    try:
        yield
    except OnlyTheClient as reason:
        raise Problem(403, str(reason)) from None
    except ValueError as reason:
        raise Problem(409, str(reason)) from None


def _requests(request: HttpRequest, engagement: int) -> QuerySet[record.StoryRequest]:
    here = {OF_VERSION: engagement_of(request, engagement), "version__story__removed_at": None}
    mine = record.StoryRequest.objects.visible_to(request.user).filter(**here)
    of = (f"{OF_VERSION}__client", f"{OF_VERSION}__coach__user")
    return mine.select_related(*of).prefetch_related("quotes")


def _shown(one: record.StoryRequest) -> StoryRequest:
    state = next((state for state, at in STATES.items() if getattr(one, at)), "waits")
    return StoryRequest(
        id=one.pk,
        story=one.version.story_id,
        version=one.version_id,
        length=one.version.length,  # type: ignore[arg-type]
        text=one.version.text,
        use=one.use,  # type: ignore[arg-type]
        place=one.place,
        state=state,  # type: ignore[arg-type]
        leaks=[StoryLeak(shown=it.shown, kind=it.kind, why=it.why, k=it.k) for it in leaks_in_words(one.leaks)],
        quotes=[StoryQuote(id=it.pk, words=it.words, agreed=it.agreed_at is not None) for it in one.quotes.all()],
        remark=one.remark,
        asked_at=one.asked_at,
        opened_at=one.opened_at,
    )


@operation(router, "GET", LIST, like="stories", answers=Page[StoryRequest])
def list_story_requests(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[StoryRequest]:
    """What the client is and was asked about stories, and what came of it."""
    return page(_requests(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="story-request", answers=StoryRequest)
def get_story_request(request: HttpRequest, engagement: int, agreement: int) -> StoryRequest:
    """What the client is asked, as she reads it; that she opened it is noted once, for her alone."""
    record.opened(one_of(_requests(request, engagement), agreement), by=cast("User", request.user), at=today())
    return _shown(one_of(_requests(request, engagement), agreement))


@operation(router, "POST", LIST, like="story-agreement", answers=StoryRequest, status=201)
def ask_for_story(request: HttpRequest, engagement: int, given: NewStoryRequest) -> StoryRequest:
    """Ask the client for the newest version of a text and one use, as its coach; a mail tells her so.

    Asked already, the same request is the answer. Where the mail cannot be sent, it stands on her page all the same.
    """
    found = engagement_of(request, engagement)
    mine = Version.objects.visible_to(request.user).filter(story__engagement=found, story__removed_at=None)
    version = one_of(mine.select_related("story__engagement__client"), given.version)
    if version.story.latest(version.length) != version:
        raise Problem(409, NEWER)
    with by_who_may():
        made = ask_about(request, found, version, use=given.use, place=given.place)
    send_once_kept(mail_to_her(request, found, made))
    return _shown(one_of(_requests(request, engagement), made.pk))


@operation(router, "DELETE", IT, like="take-back-story-request", answers=None, status=204)
def take_back_story_request(request: HttpRequest, engagement: int, agreement: int) -> None:
    """Ask no more, as the coach, before the client answered."""
    one = one_of(_requests(request, engagement), agreement)
    if not one.waits:
        raise Problem(409, "She answered, or it was taken back before. Nothing was changed.")
    record.take_back_asking(one, at=today())


@operation(router, "POST", f"{IT}/agreement", like="story-request", answers=StoryRequest)
def agree_to_story(request: HttpRequest, engagement: int, agreement: int, given: AgreedStory) -> StoryRequest:
    """Agree to this text for this use, as the client, and to those of its quotes whose numbers are given."""
    one = one_of(_requests(request, engagement), agreement)
    if given.text != one.version.text:
        raise Problem(409, OTHER_WORDS)
    with by_who_may():
        record.agree(one, quotes=given.quotes, by=cast("User", request.user), at=today())
    return get_story_request(request, engagement, agreement)


@operation(router, "DELETE", f"{IT}/agreement", like="withdraw-story", answers=None, status=204)
def withdraw_story_agreement(request: HttpRequest, engagement: int, agreement: int) -> None:
    """Withdraw an agreement: what was published on it is taken down with this."""
    with by_who_may():
        record.withdraw_agreement(
            one_of(_requests(request, engagement), agreement), by=cast("User", request.user), at=today()
        )


@operation(router, "DELETE", f"{IT}/quotes/{{int:quote}}", like="withdraw-quote", answers=None, status=204)
def withdraw_story_quote(request: HttpRequest, engagement: int, agreement: int, quote: int) -> None:
    """Withdraw the agreement to one quote: what quotes it is taken down."""
    mine = Quoted.objects.visible_to(request.user).filter(request=one_of(_requests(request, engagement), agreement))
    with by_who_may():
        one = one_of(mine.select_related(f"request__{OF_VERSION}__client"), quote)
        record.withdraw_quote(one, by=cast("User", request.user), at=today())


@operation(router, "POST", f"{IT}/refusal", like="story-request", answers=StoryRequest)
def decline_story(request: HttpRequest, engagement: int, agreement: int, given: DeclinedStory) -> StoryRequest:
    """Say no, as the client, with a word on why if she likes."""
    one = one_of(_requests(request, engagement), agreement)
    with by_who_may():
        record.decline(one, by=cast("User", request.user), at=today(), remark=given.remark)
    return get_story_request(request, engagement, agreement)


@operation(router, "POST", f"{IT}/proposal", like="story-request", answers=StoryVersion)
def propose_story(request: HttpRequest, engagement: int, agreement: int, given: ProposedStory) -> StoryVersion:
    """Strike or change, as the client: her text becomes the next version, which both see.

    What waited for her answer lapses. Where it says what it said before, that version is the answer.
    """
    one = one_of(_requests(request, engagement), agreement)
    story, length = one.version.story, one.version.length
    shown = Version.objects.visible_to(request.user).filter(story=story, length=length).order_by("number").last()
    if shown is None or shown.pk != given.instead_of:
        raise Problem(412, UNSEEN)
    newest = story.latest(length) or shown
    with refusing():
        by = cast("User", request.user)
        made = record.propose(one, given.text, by=by, at=today(), seen=mark_of(newest.text))
    return get_story_version(request, engagement, story.pk, (made or shown).pk)
