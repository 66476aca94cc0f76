"""Mails in doubt: each in words, and what is to be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.record.doubted import doubted, of_practice, settle
from waylight.record.people import Practice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User

AGAIN, ARRIVED = "again", "arrived"


def mails(request: HttpRequest) -> HttpResponse:
    """Those in doubt that somebody is told of, and how many there are in a practice that she looks after."""
    user, now = cast("User", request.user), today()
    if request.method == "POST":
        _settle(request, user)
        return redirect("mails-in-doubt")
    found = doubted(user, now)
    practices = [(one, of_practice(one, now)) for one in Practice.objects.visible_to(user).order_by("name")]
    return render(request, "in_doubt/mails.html", {"found": found, "practices": practices})


def _settle(request: HttpRequest, user: User) -> None:
    number, do = request.POST.get("number", ""), request.POST.get("do", "")
    known = number.isascii() and number.isdigit() and len(number) < 18 and do in {AGAIN, ARRIVED}
    kind = request.POST.get("kind", "")
    many = settle(user, kind, int(number), again=do == AGAIN, now=today()) if known else 0
    if not many:
        messages.error(request, gettext("That mail is not in doubt any more. Nothing was changed."))
    elif do == AGAIN:
        said = gettext("It goes out again within a few minutes, unless it has become pointless meanwhile.")
        messages.success(request, said)
    else:
        messages.success(request, gettext("Noted. It is not sent again."))
