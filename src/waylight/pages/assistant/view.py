"""Whether an assistant may read: what it would read, in words; turned on by the coach, and off by either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from waylight.pages.engagement_page import find, show
from waylight.record import assistant as record
from waylight.record.consent import Consent, agreed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement

# What is read by a use that the client agrees to, and what is not read while she does not.
BY_USE = {
    Consent.Use.RECORDING: gettext_noop("what was said, from transcripts"),
    Consent.Use.MAIL: gettext_noop("who wrote to whom and when, from mail headers"),
    Consent.Use.CALENDAR: gettext_noop("who met whom and when, from calendars"),
}


def assistant(request: HttpRequest, engagement: int) -> HttpResponse:
    """How it stands, what would be read, and the form to turn it on or off."""
    found = find(request, engagement)
    history = record.Assistant.objects.visible_to(request.user).filter(engagement=found)
    standing = history.filter(until=None).select_related("by").first()
    ended = record.client_ended_it(found)
    is_client = found.client.user_id == request.user.pk
    return show(
        request,
        "assistant/assistant.html",
        found,
        "consent",
        standing=standing,
        earlier=history.exclude(until=None).select_related("by", "ended_by").order_by("-until"),
        client_ended_it=ended,
        may_turn_on=ended if is_client else not ended,
        read=_words(found, agreed_to=True),
        not_read=_words(found, agreed_to=False),
    )


def _words(engagement: Engagement, *, agreed_to: bool) -> list[str]:
    return [gettext(words) for use, words in BY_USE.items() if agreed(engagement, use) is agreed_to]


@require_POST
def turn_on(request: HttpRequest, engagement: int) -> HttpResponse:
    """Let an assistant read from now on."""
    found = find(request, engagement)
    try:
        record.let_read(found, by=request.user)  # type: ignore[arg-type]
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        said = gettext("It is on. Each time that something is read stands under “Who opened it”.")
        messages.success(request, said)
    return redirect("assistant", found.pk)


@require_POST
def turn_off(request: HttpRequest, engagement: int) -> HttpResponse:
    """Let it read nothing any more, at once."""
    found = find(request, engagement)
    was_on = record.let_no_more(found, by=request.user)  # type: ignore[arg-type]
    said = gettext("It is off. What was read before cannot be called back.") if was_on else gettext("It was off.")
    messages.success(request, said)
    return redirect("assistant", found.pk)
