"""Setting an installation up: from nobody to the first coach, once. After that the page is not there any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.utils import perform_login
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from waylight.access.first_account import TRIES
from waylight.access.rates import address_of, spend
from waylight.access.second_factor import over_loopback
from waylight.pages.set_up.forms import SetUpForm
from waylight.record.first_practice import SetUpAlready, is_open, set_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@sensitive_post_parameters("password", "code")
def set_up_here(request: HttpRequest) -> HttpResponse:
    """Ask for a practice and its first coach, and make both; for anybody later there is no such page."""
    if not is_open():
        return _closed(request)
    with_code = not over_loopback(request)
    form = SetUpForm(request.POST or None, with_code=with_code, initial={"language": "en", "zone": "UTC"})
    if request.method == "POST":
        spend(TRIES, address_of(request))
        if form.is_valid():
            given = {key: value for key, value in form.cleaned_data.items() if key != "code"}
            try:
                user = set_up(**given)
            except SetUpAlready:
                return _closed(request)
            to = reverse("first-steps")
            return cast("HttpResponse", perform_login(request, user, email=user.email, redirect_url=to))
    context = {"form": form, "with_code": with_code}
    return render(request, "set_up/set_up.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest) -> HttpResponse:
    """For anybody later the page is not there, which is said in words to who may have it open in another window."""
    return render(request, "set_up/closed.html", status=404)
