"""What the links in a mail to the client open, for whoever holds it: her page once, a fresh link, no more mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.utils import perform_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waylight.access.links import LinkClosed, LinkUnknown
from waylight.access.mail import NotSent
from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.brief.commitments import today
from waylight.pages.one_click import one_click
from waylight.record.between import opening

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.between.letters import TodayLetter


@never_cache
def open_today(request: HttpRequest, today_token: str) -> HttpResponse:
    """Sign her in and open her page, once. Only a form does it: what looks at links on their way uses none up."""
    spend(LINKS, address_of(request))
    try:
        letter = opening.letter_by_token(today_token)
        account = opening.account_of(letter)
        if request.user.is_authenticated and request.user != account:
            return render(request, "today/another.html", status=403)
        if request.method == "POST":
            return _signed_in(request, letter)
    except LinkClosed as reason:
        return _closed(request, today_token, reason)
    return render(request, "today/open.html")


def _signed_in(request: HttpRequest, letter: TodayLetter) -> HttpResponse:
    user = opening.use(letter, now=today())
    to = reverse("today", args=[letter.wish.engagement_id])
    if request.user.is_authenticated:
        return redirect(to)
    return cast("HttpResponse", perform_login(request, user, email=user.email, redirect_url=to))


def _closed(request: HttpRequest, token: str, reason: LinkClosed) -> HttpResponse:
    status = 404 if isinstance(reason, LinkUnknown) else 410
    context = {"reason": reason, "token": token if opening.can_be_fresh(token) else ""}
    return render(request, "today/closed.html", context, status=status)


@require_POST
@never_cache
def fresh(request: HttpRequest, today_token: str) -> HttpResponse:
    """Send a fresh link to the address the mail went to, whoever asks."""
    spend(LINKS, address_of(request))
    letter = opening.can_be_fresh(today_token)
    if letter is None:
        return _closed(request, "", LinkUnknown(gettext("No fresh link can be sent for this one.")))
    try:
        opening.send_fresh(letter, now=today())
    except NotSent as reason:
        return render(request, "today/closed.html", {"reason": reason, "token": today_token}, status=503)
    return render(request, "today/fresh.html")


@one_click
@never_cache
def stop(request: HttpRequest, stop_token: str) -> HttpResponse:
    """Stop the mails: asked for, it says so and has one button; sent, they are stopped."""
    spend(LINKS, address_of(request))
    try:
        wish = opening.wish_by_token(stop_token)
    except LinkClosed as reason:
        return _closed(request, "", reason)
    if request.method == "POST":
        opening.stop_by_link(wish, now=today())
        wish.refresh_from_db()
    return render(request, "today/stop.html", {"over": wish.stopped_at is not None})
