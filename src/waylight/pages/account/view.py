"""The account's own page, its sessions, and the few pages around signing in that only say something."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.views import ConfirmEmailVerificationCodeView, LoginView
from allauth.mfa.base.views import IndexView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request, gettext, override
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from waylight.access import second_factor
from waylight.access import sessions as open_sessions
from waylight.access.accounts import rename, speak
from waylight.pages.account.forms import LanguageForm, NameForm
from waylight.record.first_practice import is_open
from waylight.record.people import Practice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User


class SignIn(LoginView):  # type: ignore[misc]
    """Signing in; where nobody has an account yet, it leads to the page that makes the first."""

    template_name = "account/sign_in.html"

    def get_context_data(self, **given: object) -> dict[str, object]:
        """Whether this installation can be set up."""
        return {**super().get_context_data(**given), "set_up_open": is_open()}


class Closed(TemplateView):
    """The account was closed."""

    template_name = "account/closed.html"


class ByInvitation(TemplateView):
    """There is no signing up; how an account is come by."""

    template_name = "account/by_invitation.html"


class ResetSent(TemplateView):
    """A link is on its way, if there is an account to send it to."""

    template_name = "account/reset_sent.html"


class ResetDone(TemplateView):
    """The new password holds."""

    template_name = "account/reset_done.html"


class SecondFactors(IndexView):  # type: ignore[misc]
    """What protects the account beside the password, and what is still missing."""

    template_name = "account/second_factor.html"

    def get_context_data(self, **given: object) -> dict[str, object]:
        """What there is, and whether there has to be more before anything else opens."""
        return {**super().get_context_data(**given), "missing": second_factor.is_missing(self.request)}


address_code = ConfirmEmailVerificationCodeView.as_view(template_name="account/address_code.html")


def account(request: HttpRequest) -> HttpResponse:
    """Name, address, password, second factor and sessions of who is signed in; name and language are changed here."""
    user = cast("User", request.user)
    of_language = "language" in request.POST
    form = NameForm(None if of_language else request.POST or None, initial={"name": user.name})
    language = LanguageForm(request.POST if of_language else None, initial={"language": user.language})
    if of_language and language.is_valid():
        return _speak(request, user, language.cleaned_data["language"])
    if form.is_bound and form.is_valid():
        rename(user, form.cleaned_data["name"])
        messages.success(request, gettext("That is your name now."))
        return redirect("account")
    there_is = {
        "form": form,
        "language": language,
        "has_second_factor": second_factor.has(user),
        "must": second_factor.needs(user),
        "works": user.memberships.exists(),
        "looks_after": Practice.objects.visible_to(user).exists(),
    }
    return render(request, "account/account.html", there_is)


def _speak(request: HttpRequest, user: User, language: str) -> HttpResponse:
    speak(user, language)
    with override(language or get_language_from_request(request)):
        messages.success(request, gettext("Waylight speaks this language with you now."))
    return redirect("account")


def sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in; all others are ended here."""
    user = cast("User", request.user)
    if request.method == "POST":
        open_sessions.end_others(request, user)
        messages.success(request, gettext("Everywhere else is signed out."))
        return redirect("usersessions_list")
    return render(request, "account/sessions.html", {"sessions": open_sessions.sessions_of(user)})


@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """End one session of one's own."""
    ended = open_sessions.end(cast("User", request.user), session)
    said = gettext("That session is signed out.") if ended else gettext("That session has ended already.")
    messages.success(request, said)
    return redirect("usersessions_list")
