"""What is held on somebody without an account, who comes by a link: to see, to take along, and to ask to be erased."""

from __future__ import annotations

from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from waylight.access.language import in_language_of
from waylight.access.links import LinkClosed, LinkUnknown
from waylight.access.mail import NotSent, compose, send
from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.brief.commitments import today
from waylight.pages.privacy.archive import Export, as_zip
from waylight.pages.privacy.held import grouped
from waylight.record.audit import Verb
from waylight.record.audit_soon import note_opened, note_soon
from waylight.record.privacy.asked import ErasureAsked, ask_to_be_erased
from waylight.record.privacy.held import NOT_BY_LINK, NOT_GIVEN, held_by_link
from waylight.record.privacy.links import link_by_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from waylight.record.privacy.links import PrivacyLink

    Page = Callable[[HttpRequest, PrivacyLink, str], HttpResponseBase]

NOT_HERE = (NOT_BY_LINK, *NOT_GIVEN)


def _opened_by_link(page: Page) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """A page that is opened by a link: one that opens nothing says why, and changes nothing."""

    @never_cache
    @wraps(page)
    def opened(request: HttpRequest, secret: str) -> HttpResponseBase:
        spend(LINKS, address_of(request))
        try:
            made = link_by_token(secret)
        except LinkClosed as reason:
            status = 404 if isinstance(reason, LinkUnknown) else 410
            return render(request, "privacy/link_closed.html", {"reason": reason}, status=status)
        return page(request, made, secret)

    return opened


@_opened_by_link
def held(request: HttpRequest, made: PrivacyLink, secret: str) -> HttpResponseBase:
    """What is held on the person whose link this is, and what became of her asking to be erased."""
    note_opened(request.user, f"held-by-link {made.pk}", made.engagement)
    context = {
        "made": made,
        "person": made.person,
        "secret": secret,
        "coach": made.engagement.coach,
        "zone": made.engagement.zone,
        "groups": grouped(held_by_link(made.person, made.engagement)),
        "not_given": NOT_HERE,
        "asked": _asked(made),
    }
    return render(request, "privacy/by_link.html", context)


def _asked(made: PrivacyLink) -> ErasureAsked | None:
    """The latest request of the person whose link this is."""
    hers = ErasureAsked.objects.filter(engagement=made.engagement, alias__person=made.person)
    return hers.select_related("engagement").first()


@_opened_by_link
def export(request: HttpRequest, made: PrivacyLink, secret: str) -> HttpResponseBase:
    """The same as a ZIP."""
    del secret
    note_soon(request.user, Verb.DOWNLOADED, f"export-by-link {made.pk}", made.engagement)
    person, engagement = made.person, made.engagement
    return as_zip(Export(person.name, lambda: held_by_link(person, engagement), [], today(), NOT_HERE))


@_opened_by_link
def ask(request: HttpRequest, made: PrivacyLink, secret: str) -> HttpResponseBase:
    """Ask to be erased. It is the coach who decides, and the page says what came of it."""
    before = _asked(made)
    ask_to_be_erased(made, holder=request.user)
    if before is None or before.answered_at:
        _tell_the_coach(request, made)
    messages.success(request, gettext("You have asked. Come back by the same link to see what came of it."))
    return redirect("held-by-link", secret)


def _tell_the_coach(request: HttpRequest, made: PrivacyLink) -> None:
    """Mail the coach that a request waits, naming nobody. If that fails, the pages show the request all the same."""
    where = request.build_absolute_uri(reverse("engagement", args=[made.engagement_id]))
    coach = made.engagement.coach.user
    with suppress(NotSent), in_language_of(coach):  # the log says so
        send(compose("erasure_asked", coach.email, {"link": where}))
