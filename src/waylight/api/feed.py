"""One's own calendar feed: whether there is one, its address (said once), what it says, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from waylight.api.finding import insist_on_all
from waylight.api.operations import operation
from waylight.api.problem import Problem
from waylight.api.shapes import calendars as shapes
from waylight.api.shapes.calendars import ChangedFeed, MadeFeed
from waylight.record.planning import feed as record

if TYPE_CHECKING:
    from waylight.access.models import User

router = Router()
IT = "/feed"


def _mine(request: HttpRequest) -> record.Feed | None:
    """The feed of the token's owner. A token for some engagements does not reach it: it tells of all of them."""
    insist_on_all(request)
    return record.Feed.objects.filter(user=request.user.pk).first()


@operation(router, "GET", IT, like="my-calendar", answers=shapes.Feed)
def get_feed(request: HttpRequest) -> shapes.Feed:
    """Whether the token's owner has a calendar feed, and whether its events say with whom; not its address."""
    mine = _mine(request)
    return shapes.Feed(since=mine.since if mine else None, named=bool(mine and mine.named))


@operation(router, "POST", IT, like="my-calendar", answers=MadeFeed)
def renew_feed(request: HttpRequest) -> MadeFeed:
    """Begin a calendar feed, or give it a new address: the answer holds it, this once, and the old one opens nothing.

    Whoever has the address reads when all coaching of the token's owner is, after the token has ended too.
    """
    _mine(request)
    token = record.renew(cast("User", request.user))
    made = record.Feed.objects.get(user=request.user.pk)
    address = request.build_absolute_uri(reverse("feed", args=[token]))
    return MadeFeed(since=made.since, named=made.named, address=address)


@operation(router, "PATCH", IT, like="my-calendar", answers=shapes.Feed)
def change_feed(request: HttpRequest, given: ChangedFeed) -> shapes.Feed:
    """Let the events say with whom a meeting is, or “Coaching” and no more."""
    if _mine(request) is None:
        raise Problem(409, "There is no feed yet; begin one first.")
    record.name_people(cast("User", request.user), named=given.named)
    return get_feed(request)


@operation(router, "DELETE", IT, like="my-calendar", answers=None, status=204)
def end_feed(request: HttpRequest) -> None:
    """End the feed: its address opens nothing any more."""
    _mine(request)
    record.end(cast("User", request.user))
