"""The page of one's own feed, and the feed itself, which a calendar program asks for without signing in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waylight.access.language import in_language_of
from waylight.access.links import LinkClosed, LinkUnknown
from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.calendar.reminders import before_words, form_of
from waylight.record.planning import feed as record
from waylight.record.planning.reminding import Reminding

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from waylight.access.models import User


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Begin a feed, renew its address, say whether it names people, or end it."""
    user, secret = cast("User", request.user), ""
    wanted = request.POST.get("do", "")
    if wanted == "renew":
        secret = request.build_absolute_uri(reverse("feed", args=[record.renew(user)]))
    elif wanted == "end":
        record.end(user)
        messages.success(request, gettext("Ended. The address opens nothing any more."))
    elif wanted in {"name", "unname"}:
        record.name_people(user, named=wanted == "name")
        said = gettext("Events say with whom.") if wanted == "name" else gettext("Events say “Coaching” and no more.")
        messages.success(request, said)
    if wanted and not secret:
        return redirect("my-calendar")
    feed = record.Feed.objects.filter(user=user).first()
    reminding = Reminding.objects.filter(user=user).first()
    context = {"feed": feed, "secret": secret, "form": form_of(user), "reminding": reminding}
    context["before"] = before_words(reminding)
    return render(request, "calendar/mine.html", context)


@require_safe
def as_file(request: HttpRequest, feed: str) -> HttpResponseBase:
    """The feed. What has not changed since it was asked for last is not sent again (304)."""
    try:
        found = record.feed_by_token(feed)
    except LinkClosed as reason:
        spend(LINKS, address_of(request))
        return HttpResponse(str(reason), "text/plain", 404 if isinstance(reason, LinkUnknown) else 410)
    spend(LINKS, f"feed {found.pk}")
    with in_language_of(found.user):  # a calendar program asks, which says nothing of who reads it
        content = record.as_calendar(found, timezone.now())
    answer = HttpResponse(content, "text/calendar; charset=utf-8")  # not for readers
    answer["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    # A program keeps its own copy, and its mark; nobody on the way does.
    answer["Cache-Control"] = "private, no-store"  # not for readers
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
