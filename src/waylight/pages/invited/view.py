"""Who takes part in an engagement beside its coach: the coach invites the client and the sponsor here."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.consent.words import what_stopped_for_sponsor
from waylight.pages.engagement_page import find, show
from waylight.pages.invited.forms import InviteForm, Role
from waylight.pages.invited.sending import close, send_anew, send_link
from waylight.record.account_invitation import AccountInvitation, invite_to
from waylight.record.joining import end_sponsorship

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement


def _roles(engagement: Engagement) -> list[tuple[str, str]]:
    sponsor = (Role.SPONSOR.value, gettext("sponsor, who sees goals, dates and whether meetings were held"))
    if engagement.client.user_id is not None:
        return [sponsor]
    client = gettext("client: this is {name}").format(name=engagement.client.name)
    return [(Role.CLIENT.value, client), sponsor]


def invited(request: HttpRequest, engagement: int) -> HttpResponse:
    """Client and sponsor, the invitations, and a form for one more."""
    found = find(request, engagement)
    form = InviteForm(request.POST or None, roles=_roles(found))
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = invite_to(found, by=cast("User", request.user), **form.cleaned_data)
        except ValueError as reason:
            form.add_error("email", str(reason))
        else:
            send_link(request, invitation, token)
            return redirect("invited", found.pk)
    mine = AccountInvitation.objects.visible_to(request.user).filter(engagement=found).select_related("link")
    stopped = what_stopped_for_sponsor(found, request.user)
    return show(
        request, "invited/invited.html", found, "engagement", form=form, invitations=mine, sponsor_stopped=stopped
    )


def _one(request: HttpRequest, engagement: Engagement, pk: int) -> AccountInvitation:
    mine = AccountInvitation.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("practice", "link"), pk=pk)


@require_POST
def send(request: HttpRequest, engagement: int, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    found = find(request, engagement)
    send_anew(request, _one(request, found, invitation))
    return redirect("invited", found.pk)


@require_POST
def take_it_back(request: HttpRequest, engagement: int, invitation: int) -> HttpResponse:
    """Close an invitation's link."""
    found = find(request, engagement)
    close(request, _one(request, found, invitation))
    return redirect("invited", found.pk)


@require_POST
def end_sponsor(request: HttpRequest, engagement: int) -> HttpResponse:
    """The sponsor sees nothing any more."""
    found = find(request, engagement)
    end_sponsorship(found, by=cast("User", request.user))
    messages.success(request, gettext("The engagement has no sponsor any more."))
    return redirect("invited", found.pk)
