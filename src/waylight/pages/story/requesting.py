"""Asks the client about a version, with all that could give her away; the mail that tells her so says nothing of it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, cast

from django.urls import reverse

from waylight.access.language import in_language_of
from waylight.access.mail import compose
from waylight.pages.brief.commitments import today
from waylight.pages.story.checking import check, knowing, quotes_in
from waylight.record.story.asking import ask

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives
    from django.http import HttpRequest

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.story import StoryRequest, StoryVersion


def ask_about(
    request: HttpRequest, engagement: Engagement, version: StoryVersion, *, use: str, place: str
) -> StoryRequest:
    """Ask the client for a version and a use, with what was found in it. Raises CannotAsk."""
    checked = check(version.text, knowing(engagement, request.user), version.story)
    return ask(
        version,
        use,
        place=place,
        leaks=checked.as_rows,
        quotes=quotes_in(version.text, engagement),
        by=cast("User", request.user),
        at=today(),
    )


def mail_to_her(request: HttpRequest, engagement: Engagement, made: StoryRequest) -> EmailMultiAlternatives:
    """The mail that tells the client that there is something to read."""
    address = reverse("story-request", args=[engagement.pk, made.pk])
    client = engagement.client.user
    context = {"by": request.user, "link": request.build_absolute_uri(address)}
    with in_language_of(client) if client else nullcontext():
        return compose("story_asked", client.email if client else "", context)
