"""Invitations to work in a practice, as coach or to look after it; sent by who looks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.finding import one_of, practice_of
from waylight.api.invitations import address_of, mail_link, shown
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.practices import ONE
from waylight.api.problem import as_it_stands, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.invitations import Invitation, NewMemberInvitation
from waylight.record import account_invitation as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/invitations", f"{ONE}/invitations/{{int:member_invitation}}"


def _invitations(request: HttpRequest, practice: int) -> QuerySet[record.AccountInvitation]:
    sent = record.AccountInvitation.objects.visible_to(request.user)
    return sent.filter(practice=practice_of(request, practice), engagement=None).select_related("link", "practice")


@operation(router, "GET", LIST, like="practice", answers=Page[Invitation])
def list_member_invitations(request: HttpRequest, practice: int, asked: Query[Asked]) -> Page[Invitation]:
    """Who was invited to work in a practice, and what came of it."""
    return page(_invitations(request, practice), asked, shown)


@operation(router, "GET", IT, like="practice", answers=Invitation)
def get_member_invitation(request: HttpRequest, practice: int, member_invitation: int) -> Invitation:
    """One invitation. Its link stands in the mail alone."""
    return shown(one_of(_invitations(request, practice), member_invitation))


@operation(router, "POST", LIST, like="practice", answers=Invitation, status=201, scope=Scope.PRACTICE)
def invite_member(request: HttpRequest, practice: int, given: NewMemberInvitation) -> Invitation:
    """Invite somebody to work in a practice; a mail goes to this address, and the invitation is for it alone.

    Where the mail cannot be sent just now, the invitation stands, and `send_member_invitation` sends it again.
    """
    found, email = practice_of(request, practice), address_of(given.email)
    with refusing():
        made, token = record.invite_member(
            found, by=cast("User", request.user), email=email, name=given.name, role=given.role
        )
    mail_link(request, made, token)
    return get_member_invitation(request, practice, made.pk)


@operation(router, "POST", f"{IT}/send", like="send-member-invitation", answers=Invitation, scope=Scope.PRACTICE)
def send_member_invitation(request: HttpRequest, practice: int, member_invitation: int) -> Invitation:
    """Send an invitation again, with a new link; the former one opens nothing any more."""
    one = one_of(_invitations(request, practice), member_invitation)
    with as_it_stands():
        token = record.send_again(one, by=cast("User", request.user))
    mail_link(request, one, token)
    return get_member_invitation(request, practice, member_invitation)


@operation(router, "DELETE", IT, like="take-back-member-invitation", answers=None, status=204, scope=Scope.PRACTICE)
def take_member_invitation_back(request: HttpRequest, practice: int, member_invitation: int) -> None:
    """Take an invitation back: its link opens nothing any more. It stays listed."""
    with as_it_stands():
        record.take_back(one_of(_invitations(request, practice), member_invitation), by=cast("User", request.user))
