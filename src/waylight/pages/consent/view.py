"""What the client agrees to: the words of each use, what stands, and what was. She agrees and withdraws here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.consent.words import how_agreed
from waylight.pages.engagement_page import find, show
from waylight.record.consent import Consent, OnlyTheClient, give, may_withdraw, withdraw
from waylight.record.consent_words import WORDS, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

RECORDED = [how for how in Consent.How if how != Consent.How.HERE]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement to a use, with how it came about in a sentence."""

    consent: Consent
    said: str


@dataclass(frozen=True, slots=True)
class OneUse:
    """A use: its words today, the agreement that stands, if any, and those that were withdrawn, newest first."""

    use: str
    words: Words
    standing: Agreement | None
    withdrawn: list[Agreement]

    @property
    def same_words(self) -> bool:
        """Whether what stands was agreed to in the words of today."""
        return self.standing is not None and self.standing.consent.words == self.words.in_full

    @property
    def same_elsewhere(self) -> bool:
        """Whether what stands was agreed to in the words of today, read in another language than they are now."""
        return self.standing is not None and self.words.are(self.standing.consent.words)


def ledger(request: HttpRequest, engagement: int) -> HttpResponse:
    """Each use with its words, and the history of what was agreed and withdrawn."""
    found = find(request, engagement)
    mine = Consent.objects.visible_to(request.user).filter(engagement=found).select_related("recorded_by")
    newest = list(mine.order_by("-given_at", "-pk"))
    return show(
        request,
        "consent/consent.html",
        found,
        "consent",
        uses=[_use(use, newest, found, request.user) for use in WORDS],
        may_withdraw=may_withdraw(found, request.user),  # type: ignore[arg-type]
        recorded=RECORDED,
    )


def _use(use: str, newest: Sequence[Consent], engagement: Engagement, reader: Asking) -> OneUse:
    every = [Agreement(one, how_agreed(engagement, reader, one)) for one in newest if one.use == use]
    standing = next((one for one in every if one.consent.withdrawn_at is None), None)
    return OneUse(use, WORDS[use], standing, [one for one in every if one.consent.withdrawn_at])


@require_POST
def agree(request: HttpRequest, engagement: int) -> HttpResponse:
    """The client agrees to a use; or the coach records that she did, by word or on paper."""
    found = find(request, engagement)
    use, how = request.POST.get("use", ""), request.POST.get("how") or Consent.How.HERE
    if use not in WORDS or how not in Consent.How.values:
        messages.error(request, gettext("That is not something to agree to. Choose one of the uses on this page."))
        return redirect("consent", found.pk)
    if how == Consent.How.HERE and found.client.user_id != request.user.pk:
        name = found.client.name
        messages.error(request, gettext("Say whether {name} agreed by word or on paper.").format(name=name))
        return _to_use(found, use)
    try:
        give(found, use, WORDS[use].in_full, by=request.user, at=timezone.now(), how=how)  # type: ignore[arg-type]
    except OnlyTheClient as reason:
        raise PermissionDenied(str(reason)) from None
    done = gettext("{use}: agreed.") if how == Consent.How.HERE else gettext("{use}: recorded as agreed.")
    messages.success(request, done.format(use=WORDS[use].said.title))
    return _to_use(found, use)


@require_POST
def take_back(request: HttpRequest, engagement: int, consent: int) -> HttpResponse:
    """Withdraw an agreement. What it allowed stops with this."""
    found = find(request, engagement)
    one = get_object_or_404(Consent.objects.visible_to(request.user).filter(engagement=found), pk=consent)
    try:
        withdraw(one, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    except OnlyTheClient as reason:
        raise PermissionDenied(str(reason)) from None
    said = WORDS[one.use].said
    done = gettext("{use}: withdrawn. {what_stops} Agreeing again undoes this.")
    messages.success(request, done.format(use=said.title, what_stops=said.stops))
    return _to_use(found, one.use)


def _to_use(engagement: Engagement, use: str) -> HttpResponse:
    """Back to the page, at this use."""
    response = redirect("consent", engagement.pk)
    response["Location"] += f"#{use.replace(' ', '-')}"
    return response
