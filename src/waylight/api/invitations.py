"""Who takes part in an engagement beside its coach: she invites client and sponsor, and ends that it has a sponsor."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.mailing import send_once_kept
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, as_it_stands, refusing
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.invitations import Invitation, NewInvitation, Sponsor
from waylight.pages.invited.sending import link_mail
from waylight.record import account_invitation as record
from waylight.record.joining import end_sponsorship as end_it

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/invitations", f"{ONE}/invitations/{{int:invitation}}"
SPONSOR = f"{ONE}/sponsor"


def address_of(said: str) -> str:
    """An address that mail can be sent to. Raises Problem."""
    try:
        validate_email(said.strip())
    except ValidationError:
        raise Problem(422, f"“{said}” is no address for mail.") from None
    return said.strip()


def shown(one: record.AccountInvitation) -> Invitation:
    """An invitation as who sent it sees it."""
    gone = one.link is None or one.state == "taken back"
    return Invitation(
        id=one.pk,
        role=one.role,  # type: ignore[arg-type]
        name=one.name,
        email=one.email,
        state=one.state,  # type: ignore[arg-type]
        made_at=one.made_at,
        until=None if gone else one.link.expires_at,  # type: ignore[union-attr]
    )


def mail_link(request: HttpRequest, one: record.AccountInvitation, token: str) -> None:
    """Mail an invitation's link once the invitation is kept."""
    send_once_kept(link_mail(request, one, token))


def _invitations(request: HttpRequest, engagement: int) -> QuerySet[record.AccountInvitation]:
    mine = record.AccountInvitation.objects.visible_to(request.user).filter(
        engagement=engagement_of(request, engagement)
    )
    return mine.select_related("link", "practice", "engagement")


@operation(router, "GET", LIST, like="invited", answers=Page[Invitation])
def list_invitations(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Invitation]:
    """Who was invited as client or sponsor, and what came of it; to the coach."""
    return page(_invitations(request, engagement), asked, shown)


@operation(router, "GET", IT, like="invited", answers=Invitation)
def get_invitation(request: HttpRequest, engagement: int, invitation: int) -> Invitation:
    """One invitation. Its link stands in the mail alone."""
    return shown(one_of(_invitations(request, engagement), invitation))


@operation(router, "POST", LIST, like="invited", answers=Invitation, status=201, scope=Scope.PRACTICE)
def invite(request: HttpRequest, engagement: int, given: NewInvitation) -> Invitation:
    """Invite the client or a sponsor, as the coach; a mail goes to this address, and the invitation is for it alone.

    Where the mail cannot be sent just now, the invitation stands, and `send_invitation` sends it again.
    """
    found, email = engagement_of(request, engagement), address_of(given.email)
    with refusing():
        made, token = record.invite_to(
            found, by=cast("User", request.user), email=email, name=given.name, role=given.role
        )
    mail_link(request, made, token)
    return get_invitation(request, engagement, made.pk)


@operation(router, "POST", f"{IT}/send", like="send-invitation", answers=Invitation, scope=Scope.PRACTICE)
def send_invitation(request: HttpRequest, engagement: int, invitation: int) -> Invitation:
    """Send an invitation again, with a new link; the former one opens nothing any more."""
    one = one_of(_invitations(request, engagement), invitation)
    with as_it_stands():
        token = record.send_again(one, by=cast("User", request.user))
    mail_link(request, one, token)
    return get_invitation(request, engagement, invitation)


@operation(router, "DELETE", IT, like="take-back-invitation", answers=None, status=204, scope=Scope.PRACTICE)
def take_invitation_back(request: HttpRequest, engagement: int, invitation: int) -> None:
    """Take an invitation back: its link opens nothing any more. It stays listed."""
    with as_it_stands():
        record.take_back(one_of(_invitations(request, engagement), invitation), by=cast("User", request.user))


@operation(router, "GET", SPONSOR, like="invited", answers=Sponsor)
def get_sponsor(request: HttpRequest, engagement: int) -> Sponsor:
    """Who sponsors an engagement, to its coach."""
    one = engagement_of(request, engagement).sponsor
    return Sponsor(sponsor=Who(id=one.pk, name=one.name) if one else None)


@operation(router, "DELETE", SPONSOR, like="end-sponsorship", answers=None, status=204, scope=Scope.PRACTICE)
def end_sponsorship(request: HttpRequest, engagement: int) -> None:
    """An engagement has no sponsor any more; who was it sees nothing of it from now on."""
    end_it(engagement_of(request, engagement), by=cast("User", request.user))
