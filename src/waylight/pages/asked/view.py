"""The page on which somebody without an account answers: on a phone, in her language, without scripts if need be."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waylight.access.links import LinkClosed, LinkExpired, LinkRevoked, LinkUnknown
from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.asked.languages import LANGUAGES, locale_of
from waylight.pages.asked.sheet import sheet_of, typed
from waylight.pages.brief.commitments import today
from waylight.pages.gone import answers_went
from waylight.record.asking import answering
from waylight.record.asking.answering import Given, RoundClosed
from waylight.record.consent import Consent, agreed
from waylight.record.privacy.retention import Kind, periods
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from waylight.record.pulse import Invitation

    Page = Callable[[HttpRequest, Invitation, str], HttpResponse]


def _opened_by_link(page: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page that is opened by a link, in the reader's language: one that opens nothing says why.

    Many are asked in one house, from one address. So only links that open nothing count for the address they came from.
    """

    @never_cache
    @wraps(page)
    def opened(request: HttpRequest, letter: str) -> HttpResponse:
        try:
            invitation = answering.invitation_by_token(letter)
        except LinkClosed as reason:
            spend(LINKS, address_of(request))
            with translation.override(locale_of(request)):
                status = 404 if isinstance(reason, LinkUnknown) else 410
                return _show(request, "asked/no_link.html", status=status, reason=_why(reason))
        spend(LINKS, f"invitation {invitation.pk}")
        with translation.override(locale_of(request, invitation.stakeholder.language, invitation.pulse.language)):
            return page(request, invitation, letter)

    return opened


def _why(reason: LinkClosed) -> str:
    if isinstance(reason, LinkExpired):
        return gettext("This link was good for a while after the round was closed, and that time is over.")
    if isinstance(reason, LinkRevoked):
        return gettext("This link was taken back.")
    return gettext("This link is not one that opens anything here. Perhaps it was cut off in the mail.")


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    code = translation.get_language()[:2]
    return render(request, template, {**context, "language": code, "languages": LANGUAGES}, status=status)


@_opened_by_link
def answer(request: HttpRequest, invitation: Invitation, letter: str) -> HttpResponse:
    """The questions, with what was answered so far; sent, they are kept. Once the round is over, what came of it."""
    if not answering.takes_answers(invitation, now=today()):
        return _over(request, invitation, _typed(request, invitation) if request.method == "POST" else Given())
    if request.method != "POST":
        return _questions(request, invitation, letter, answering.given_by(invitation))
    given, wanted = _typed(request, invitation), request.POST.get("do", "")
    if wanted not in {"send", "keep"}:
        return _questions(request, invitation, letter, given)  # another language: nothing is kept, nothing is lost
    try:
        answering.keep(invitation, given, send=wanted == "send", now=today())
    except RoundClosed:
        return _over(request, invitation, given)
    except ValueError:
        return _questions(request, invitation, letter, given, mistake=_mistake(given))
    return _back(letter)


def _typed(request: HttpRequest, invitation: Invitation) -> Given:
    """What stands in the form that was sent; of an answer that the page does not offer, nothing."""
    try:
        return typed(request.POST, invitation.pulse.asked.count())
    except ValueError:
        return Given(text=request.POST.get("words", "").strip())


def _mistake(given: Given) -> str:
    if len(given.text) > answering.LONGEST:
        return gettext("That is too long. Nothing was sent; shorten it, please.")
    return gettext("Nothing is answered yet.")


def _questions(
    request: HttpRequest, invitation: Invitation, letter: str, given: Given, *, mistake: str = ""
) -> HttpResponse:
    return _show(
        request,
        "asked/asked.html",
        invitation=invitation,
        pulse=invitation.pulse,
        sheet=sheet_of(invitation.pulse, given),
        letter=letter,
        mistake=mistake,
        months=periods(invitation.pulse.engagement.practice).get(Kind.PULSE),
        state="answered" if invitation.answered else "draft" if answering.given_by(invitation) else "new",
    )


def _over(request: HttpRequest, invitation: Invitation, given: Given) -> HttpResponse:
    """The round takes no answers: why, what she will do, and what was just typed, to copy."""
    pulse = invitation.pulse
    over = pulse.state(today()) == Pulse.State.OVER
    return _show(
        request,
        "asked/over.html",
        invitation=invitation,
        pulse=pulse,
        over=over,
        sheet=sheet_of(pulse, given),
        lost=bool(given),
        gone=answers_went(pulse),
        thanks=pulse.thanks if over and agreed(pulse.engagement, Consent.Use.PULSE) else "",
    )


def _back(letter: str) -> HttpResponse:
    answer = redirect("answer-pulse", letter)
    answer["Location"] += "?" + urlencode({"in": translation.get_language()[:2]})
    return answer


@require_POST
@_opened_by_link
def take_back(request: HttpRequest, invitation: Invitation, letter: str) -> HttpResponse:
    """Take every answer back."""
    try:
        answering.take_back(invitation, now=today())
    except RoundClosed:
        return _over(request, invitation, Given())
    return _back(letter)


@require_POST
@_opened_by_link
def ask_no_more(request: HttpRequest, invitation: Invitation, letter: str) -> HttpResponse:
    """Be asked no more."""
    try:
        answering.ask_no_more(invitation, now=today())
    except RoundClosed:
        return _over(request, invitation, Given())
    return _back(letter)
