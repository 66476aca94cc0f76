"""Notes for the audit log which pages of an engagement are opened, what is downloaded, and which forms are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase

from waylight.pages.door import seen_at_the_door
from waylight.record.audit import Verb
from waylight.record.audit_soon import note_opened, note_soon
from waylight.record.engagement import Engagement

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.urls import ResolverMatch

READS = {"GET", "HEAD"}
OF_PROGRAMS = "api"  # which notes its calls itself, by their operations
# Noted where they are done, whoever does them: signing in and out, agreeing and withdrawing, undoing, erasing, who is
# invited, accepts or leaves, and what is done by and with a link.
NOTED_ELSEWHERE = {
    *("sign-in", "sign-out", "account_login", "account_logout", "account_request_login_code"),
    *("account_confirm_login_code", "mfa_login_webauthn", "mfa_authenticate"),
    *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("account_email_verification_sent", "consent-agree", "consent-withdraw", "import-undo"),
    "erase-engagement",
    *("invited", "send-invitation", "take-back-invitation", "accept-invitation", "end-sponsorship"),
    *("practice", "send-member-invitation", "take-back-member-invitation", "remove-member", "hand-over"),
    *("privacy-links", "close-privacy-link", "decline-erasure", "ask-erasure"),
    *("publish-story", "unpublish-story", "note-story-copy", "withdraw-story", "withdraw-quote"),
    *("answer-pulse", "take-back-answers", "ask-no-more"),  # nowhere: who answers a pulse is not for the log
}
WORDS = {"what", "form", "length", "shape"}  # in addresses: which evidence, which kind of file, which text of a story
LONGEST = 80


class NotingMiddleware:
    """Notes what a request did, after its view and before its answer leaves: what can't be noted is not shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note it if it showed or changed something."""
        response = self.get_response(request)
        page = request.resolver_match
        if (
            page is not None
            and page.namespace != OF_PROGRAMS
            and request.user.is_authenticated
            and response.status_code < 400
        ):
            _note(request, page, response)
        return response


def _note(request: HttpRequest, page: ResolverMatch, response: HttpResponseBase) -> None:
    if request.method not in READS:
        if page.url_name not in NOTED_ELSEWHERE and not _shown_again(request, response):
            note_soon(request.user, Verb.SENT, what(page), _engagement(page))
    elif response.status_code == 200 and (engagement := _read(request, page)):
        if response.has_header("Content-Disposition"):
            note_soon(request.user, Verb.DOWNLOADED, what(page), engagement)
        else:
            note_opened(request.user, what(page), engagement)


def _shown_again(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a form is only shown again, because something in it was missing: nothing was changed.

    A page that took a form leads elsewhere; only a part of a page (HTMX) or an answer to a program is the result.
    """
    if response.status_code != 200 or request.headers.get("HX-Request"):
        return False
    return isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html")


def what(page: ResolverMatch) -> str:
    """The page by its address's name, with the numbers in it: *meeting 12*. A link's secret is no part of it."""
    kept = {name: value for name, value in page.kwargs.items() if isinstance(value, int) or name in WORDS}
    parts = [str(value) for name, value in kept.items() if name != "engagement"]
    return " ".join([page.url_name or "", *parts])[:LONGEST]


def _read(request: HttpRequest, page: ResolverMatch) -> Engagement | None:
    """The engagement of a page that was only read: as the door saw it, for reading it has not changed it."""
    number = page.kwargs.get("engagement")
    return (seen_at_the_door(request, number) if number is not None else None) or _engagement(page)


def _engagement(page: ResolverMatch) -> Engagement | None:
    number = page.kwargs.get("engagement")
    return Engagement.objects.filter(pk=number).only("pk", "practice").first() if number is not None else None
