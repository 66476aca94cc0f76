"""Sends an invitation's link by mail, to the address it is for and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from waylight.access.language import in_language_of_address
from waylight.access.mail import NotSent, compose, send
from waylight.record.account_invitation import AccountInvitation, send_again, take_back

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives
    from django.http import HttpRequest

    from waylight.access.models import User

Role = AccountInvitation.Role
# Nothing of an engagement, not even whose it is: who reads a mail on its way learns nothing.
WHAT = {
    Role.COACH: gettext_noop("{by} invites you to work as a coach in {practice}."),
    Role.ADMIN: gettext_noop("{by} invites you to look after {practice}."),
    Role.CLIENT: gettext_noop("{by} invites you to a place that you share for your coaching."),
    Role.SPONSOR: gettext_noop("{by} invites you to see the progress of a coaching engagement that you sponsor."),
}


def link_mail(request: HttpRequest, invitation: AccountInvitation, token: str) -> EmailMultiAlternatives:
    """The mail with an invitation's link, in the language of who has the address."""
    link = request.build_absolute_uri(reverse("accept-invitation", args=[token]))
    assert invitation.link is not None  # noqa: S101 (it was made with the token)
    with in_language_of_address(invitation.email):
        what = gettext(WHAT[Role(invitation.role)]).format(by=request.user, practice=invitation.practice)
        context = {"by": request.user, "what": what, "link": link, "until": invitation.link.expires_at}
        return compose("invitation", invitation.email, context)


def send_link(request: HttpRequest, invitation: AccountInvitation, token: str) -> None:
    """Mail the link; says on the page whether it went out. If not, the invitation stands and can be sent again."""
    try:
        send(link_mail(request, invitation, token))
    except NotSent as reason:
        stands = gettext("The invitation stands; send it again below.")
        messages.error(request, f"{reason} {stands}")
    else:
        said = gettext("The invitation is on its way to {address}.").format(address=invitation.email)
        messages.success(request, said)


def send_anew(request: HttpRequest, invitation: AccountInvitation) -> None:
    """Send an invitation again, with a new link; say why if it cannot be."""
    try:
        send_link(request, invitation, send_again(invitation, by=cast("User", request.user)))
    except ValueError as reason:
        messages.error(request, str(reason))


def close(request: HttpRequest, invitation: AccountInvitation) -> None:
    """Take an invitation back, so that its link opens nothing; say why if it cannot be."""
    try:
        take_back(invitation, by=cast("User", request.user))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Taken back. The link in the mail opens nothing any more."))
