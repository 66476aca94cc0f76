"""Invitations to have an account: a practice's coaches and admins, an engagement's client and sponsor.

An invitation goes to one address by mail and counts for that address alone. Its link is the only way to accept it, and
is known to nobody else: not to who invited, and not to the store, which keeps its hash.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from waylight.access import links, predicates
from waylight.access.links import Link, LinkClosed
from waylight.record.audit import Verb, note_that
from waylight.record.engagement import Engagement
from waylight.record.people import Member, Practice
from waylight.record.scope import Scoped

if TYPE_CHECKING:
    from waylight.access.models import User
    from waylight.access.predicates import Asking

PURPOSE = "invitation"
LASTS = timedelta(days=14)  # long enough for a holiday, short enough that a forgotten mail opens nothing


class InvitationUsed(LinkClosed):
    """It was accepted already."""


class AccountInvitation(models.Model):
    """Somebody is asked to work in a practice, or to take part in one of its engagements."""

    class Role(models.TextChoices):
        COACH = "coach", gettext_lazy("Coach")
        ADMIN = "admin", gettext_lazy("Admin")
        CLIENT = "client", gettext_lazy("Client")
        SPONSOR = "sponsor", gettext_lazy("Sponsor")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="account_invitations")
    engagement = models.ForeignKey(
        Engagement, models.CASCADE, null=True, blank=True, related_name="account_invitations"
    )
    role = models.CharField(max_length=10, choices=Role)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    link = models.OneToOneField(Link, models.PROTECT, null=True, related_name="+")  # the latest that was sent
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Scoped[AccountInvitation]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["coach", "admin"], engagement=None)
                | Q(role__in=["client", "sponsor"], engagement__isnull=False),
                name="account_invitation_role_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} as {self.role}"

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Who looks after the practice, or coaches the engagement."""
        # A practice has many members, and each would give an invitation once more.
        return Q(pk__in=cls.objects.filter(predicates.sent_it(user)).values("pk"))

    @property
    def state(self) -> str:
        """*accepted*, *taken back*, *expired*, or *open*."""
        if self.accepted_at is not None:
            return "accepted"
        if self.link is None or self.link.revoked_at is not None:
            return "taken back"  # not for readers
        return "open" if self.link.is_open else "expired"


def invite_member(practice: Practice, *, by: User, email: str, name: str, role: str) -> tuple[AccountInvitation, str]:
    """Invite somebody to work in a practice; returns the token of the link to be sent. Raises ValueError."""
    email = email.strip().lower()
    if Member.objects.filter(practice=practice, user__email=email, role=role).exists():
        is_one = {
            AccountInvitation.Role.COACH: gettext("{address} is coach here already."),
            AccountInvitation.Role.ADMIN: gettext("{address} is admin here already."),
        }
        raise ValueError(is_one[AccountInvitation.Role(role)].format(address=email))
    return _invite(AccountInvitation(practice=practice, role=role, email=email, name=name.strip(), by=by))


def invite_to(engagement: Engagement, *, by: User, email: str, name: str, role: str) -> tuple[AccountInvitation, str]:
    """Invite an engagement's client or sponsor; returns the token of the link to be sent. Raises ValueError."""
    email = email.strip().lower()
    if email == engagement.coach.user.email:
        raise ValueError(gettext("That is the coach's own address."))
    if role == AccountInvitation.Role.CLIENT and engagement.client.user_id is not None:
        raise ValueError(gettext("{name} has an account already.").format(name=engagement.client.name))
    made = AccountInvitation(
        practice=engagement.practice, engagement=engagement, role=role, email=email, name=name.strip(), by=by
    )
    return _invite(made)


@transaction.atomic
def _invite(made: AccountInvitation) -> tuple[AccountInvitation, str]:
    if not made.name:
        raise ValueError(gettext("Say a name."))
    alike = AccountInvitation.objects.filter(
        practice=made.practice, engagement=made.engagement, role=made.role, email=made.email, accepted_at=None
    )
    if any(one.state == "open" for one in alike.select_related("link")):
        said = gettext("{address} is invited already; the invitation can be sent again.")
        raise ValueError(said.format(address=made.email))
    made.save()
    token = _new_link(made)
    _note(Verb.INVITED, made, made.by)
    return made, token


@transaction.atomic
def send_again(invitation: AccountInvitation, *, by: User) -> str:
    """Give an invitation a new link, which is returned; the former one opens nothing any more. Raises ValueError."""
    if invitation.accepted_at is not None:
        raise ValueError(gettext("It was accepted already."))
    links.revoke(PURPOSE, invitation.pk)
    token = _new_link(invitation)
    _note(Verb.INVITED_AGAIN, invitation, by)
    return token


@transaction.atomic
def take_back(invitation: AccountInvitation, *, by: User) -> None:
    """Close an invitation's link; one that is closed stays so. Raises ValueError if it was accepted already."""
    if invitation.accepted_at is not None:
        raise ValueError(gettext("It was accepted already."))
    if links.revoke(PURPOSE, invitation.pk):
        _note(Verb.TOOK_BACK, invitation, by)


def by_token(token: str) -> AccountInvitation:
    """The invitation that a link opens. Raises LinkClosed with the reason."""
    link = links.read(token, PURPOSE)
    invitation = AccountInvitation.objects.select_related("practice", "engagement", "by").filter(link=link).first()
    if invitation is None:
        raise links.LinkUnknown(gettext("What this link opened is no longer there."))
    if invitation.accepted_at is not None:
        raise InvitationUsed(gettext("This invitation was accepted already. Sign in with the address it was sent to."))
    return invitation


def _new_link(invitation: AccountInvitation) -> str:
    invitation.link, token = links.make(PURPOSE, invitation.pk, lasts=LASTS)
    invitation.save(update_fields=["link"])
    return token


def _note(verb: Verb, invitation: AccountInvitation, by: User | None) -> None:
    """Note what was done with an invitation, with whom it is about as far as that is known: *client invitation 3*."""
    engagement = invitation.engagement
    about = f" person {engagement.client_id}" if engagement and invitation.role == invitation.Role.CLIENT else ""
    what = f"{invitation.role} invitation {invitation.pk}{about}"
    note_that(by, verb, what, engagement, practice=invitation.practice)
