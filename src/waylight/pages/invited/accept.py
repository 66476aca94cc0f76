"""Opening the link of an invitation: accept it with the account one has, or with a new one for the address invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.utils import perform_login
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from waylight.access.links import LinkClosed, LinkUnknown
from waylight.access.models import User
from waylight.access.rates import LINKS, address_of, spend
from waylight.pages.invited.forms import AcceptForm
from waylight.record.account_invitation import AccountInvitation, by_token
from waylight.record.joining import ForAnotherAddress, accept

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the invitation is, and accept it. A link that opens nothing says why; then nothing has changed."""
    spend(LINKS, address_of(request))
    try:
        invitation = by_token(token)
        if request.user.is_authenticated:
            return _with_account(request, invitation, request.user)
        return _as_nobody_yet(request, invitation)
    except LinkClosed as reason:
        status = 404 if isinstance(reason, LinkUnknown) else 410
        return render(request, "invited/closed.html", {"reason": reason}, status=status)
    except ForAnotherAddress as reason:
        return render(request, "invited/another.html", {"reason": reason}, status=403)


def _with_account(request: HttpRequest, invitation: AccountInvitation, user: User) -> HttpResponse:
    if user.email != invitation.email:
        accept(invitation, user)  # refuses, in the same words as for who posts
    if request.method == "POST":
        accept(invitation, user)
        messages.success(request, gettext("Accepted."))
        return redirect(_leads_to(invitation))
    return render(request, "invited/accept.html", {"invitation": invitation})


def _as_nobody_yet(request: HttpRequest, invitation: AccountInvitation) -> HttpResponse:
    """Somebody who is not signed in: with an account they sign in first, else they make one here."""
    if User.objects.filter(email=invitation.email).exists():
        there = f"{reverse('sign-in')}?{urlencode({'next': request.path})}"
        return render(request, "invited/accept.html", {"invitation": invitation, "sign_in": there})
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        user = _new_account(invitation, form)
        return cast("HttpResponse", perform_login(request, user, email=user.email, redirect_url=_leads_to(invitation)))
    return render(request, "invited/accept.html", {"invitation": invitation, "form": form})


@transaction.atomic
def _new_account(invitation: AccountInvitation, form: AcceptForm) -> User:
    given = form.cleaned_data
    user = User.objects.create_user(
        invitation.email, given["password"], name=given["name"], language=get_language() or ""
    )
    accept(invitation, user)
    return user


def _leads_to(invitation: AccountInvitation) -> str:
    if invitation.engagement_id is None:
        return reverse("engagements")
    return reverse("engagement", args=[invitation.engagement_id])
