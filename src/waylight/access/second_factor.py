"""Coaches and practice admins show a second factor before they see anything that is confidential.

Signing in asks for the second factor of everybody who has one. What is left is to have one: who works in a practice and
has neither an authenticator app nor a passkey is led to the page where one is set up, whatever they asked for. When one
is added, every other session of the account ends: it may be of somebody who knew the password alone.

The one exception are the people of the sample, who are invented and whose password is printed, as long as the server is
reached on the machine it runs on. A page then says so in its head.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.urls import reverse

from waylight.access.sessions import end_others

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from waylight.access.models import User
    from waylight.access.predicates import Asking

SET_UP = "mfa_index"
# What somebody needs to set a second factor up, to look after the account, or to leave.
WITHOUT = ("account", "account_", "mfa_", "usersessions_", "sign-", "end-session", "accept-invitation")
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
READS = {"GET", "HEAD"}
WORKS_IN = "works_in_the_sample"  # of a request: its person, and what the store said of their practices
# Any of these says that somebody else was asked first, and passed the request on from wherever it came.
PASSED_ON = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP")


class SecondFactorMiddleware:
    """Leads who still needs a second factor to the page where it is set up."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Before the view, and before a body is read."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or (name or "").startswith(WITHOUT) or not is_missing(request):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": reverse(SET_UP)})
        return redirect(SET_UP)


def is_missing(request: HttpRequest) -> bool:
    """The asking person has to have a second factor, has none, and is not looking round in the sample."""
    user = request.user
    if not user.is_authenticated or not (user.is_staff or _works_in(user, request)):
        return False
    return not in_sample(request)["sample_without_second_factor"] and not has(user)


def needs(user: Asking) -> bool:
    """Coaches, practice admins and support staff have to have one."""
    return user.is_authenticated and (user.is_staff or user.memberships.exists())


def has(user: Asking) -> bool:
    """An authenticator app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists())


def in_sample(request: HttpRequest) -> dict[str, bool]:
    """For templates: whether who asks is let in without a second factor, as part of the sample on their own machine."""
    user = getattr(request, "user", None)
    let_in = user is not None and over_loopback(request) and is_of_sample(user, request)
    return {"sample_without_second_factor": let_in}


def is_of_sample(user: Asking, request: HttpRequest) -> bool:
    """They work in the sample's practice, and in no other."""
    if not user.is_authenticated or user.is_staff:
        return False
    return set(_works_in(user, request)) == {True}


def _works_in(user: User, request: HttpRequest) -> list[bool]:
    """Of each practice that somebody works in, whether it is the sample's.

    It is asked before each page and again in its head: once for a request that only reads. A form may change it.
    """
    asked: tuple[int, list[bool]] | None = getattr(request, WORKS_IN, None)
    if asked and asked[0] == user.pk and request.method in READS:
        return asked[1]
    found = list(user.memberships.values_list("practice__sample", flat=True))
    setattr(request, WORKS_IN, (user.pk, found))
    return found


def over_loopback(request: HttpRequest) -> bool:
    """The request came from this machine, to a name of this machine, and nobody passed it on."""
    if any(name in request.META for name in PASSED_ON):
        return False
    host = split_domain_port(request.get_host())[0].strip("[]")
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (host == "localhost" or _is_loopback(host))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _end_other_sessions(sender: object, request: HttpRequest, user: User, **more: Any) -> None:
    if more["authenticator"].type in SECOND_FACTORS:
        end_others(request, user)


authenticator_added.connect(_end_other_sessions, dispatch_uid="waylight.second_factor")
