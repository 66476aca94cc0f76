"""A practice's members and the invitations to become one, for who looks after the practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from waylight.pages.invited.forms import InviteForm, Role
from waylight.pages.invited.sending import close, send_anew, send_link
from waylight.record.account_invitation import AccountInvitation, invite_member
from waylight.record.joining import remove
from waylight.record.people import Member, Practice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User

ROLES = [
    (Role.COACH.value, gettext_lazy("coach, who begins engagements of her own")),
    (Role.ADMIN.value, gettext_lazy("admin, who looks after the practice and reads nothing of its engagements")),
]

NO_LONGER = {
    Role.COACH: gettext_lazy("{name} is no longer coach here."),
    Role.ADMIN: gettext_lazy("{name} is no longer admin here."),
}


def members(request: HttpRequest) -> HttpResponse:
    """The practices that somebody looks after; of one alone, its page."""
    mine = list(Practice.objects.visible_to(request.user).order_by("name"))
    if not mine:
        raise Http404
    if len(mine) == 1:
        return redirect("practice", mine[0].pk)
    return render(request, "members/practices.html", {"practices": mine})


def find_practice(request: HttpRequest, pk: int) -> Practice:
    """The practice, if the asking person looks after it. Raises Http404 otherwise."""
    return get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)


def practice(request: HttpRequest, practice: int) -> HttpResponse:
    """Members, invitations, and a form for one more."""
    found = find_practice(request, practice)
    form = InviteForm(request.POST or None, roles=ROLES)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = invite_member(found, by=cast("User", request.user), **form.cleaned_data)
        except ValueError as reason:
            form.add_error("email", str(reason))
        else:
            send_link(request, invitation, token)
            return redirect("practice", found.pk)
    of_it = Member.objects.visible_to(request.user).filter(practice=found).select_related("user")
    sent = AccountInvitation.objects.visible_to(request.user).filter(practice=found, engagement=None)
    context = {
        "practice": found,
        "members": of_it.order_by("user__name", "user__email", "role"),
        "invitations": sent.select_related("link"),
        "form": form,
        "here": "members",
    }
    return render(request, "members/members.html", context)


def _one(request: HttpRequest, practice: Practice, pk: int) -> AccountInvitation:
    sent = AccountInvitation.objects.visible_to(request.user).filter(practice=practice, engagement=None)
    return get_object_or_404(sent.select_related("practice", "link"), pk=pk)


@require_POST
def send(request: HttpRequest, practice: int, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    found = find_practice(request, practice)
    send_anew(request, _one(request, found, invitation))
    return redirect("practice", found.pk)


@require_POST
def take_it_back(request: HttpRequest, practice: int, invitation: int) -> HttpResponse:
    """Close an invitation's link."""
    found = find_practice(request, practice)
    close(request, _one(request, found, invitation))
    return redirect("practice", found.pk)


@require_POST
def remove_member(request: HttpRequest, practice: int, member: int) -> HttpResponse:
    """Take somebody's role in the practice away."""
    found = find_practice(request, practice)
    of_it = Member.objects.visible_to(request.user).filter(practice=found).select_related("user", "practice")
    one = get_object_or_404(of_it, pk=member)
    try:
        remove(one, by=cast("User", request.user))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, NO_LONGER[Role(one.role)].format(name=one))
    still_mine = Practice.objects.visible_to(request.user).filter(pk=found.pk).exists()
    return redirect("practice", found.pk) if still_mine else redirect("account")
