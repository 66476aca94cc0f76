"""Accepting an invitation, and what it makes somebody: a member, the client, the sponsor; and leaving again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight.record.account_invitation import AccountInvitation, InvitationUsed
from waylight.record.audit import Verb, note_that
from waylight.record.engagement import Engagement
from waylight.record.people import Alias, Member, Person, join
from waylight.record.template import pass_on

if TYPE_CHECKING:
    from waylight.access.models import User

Role = AccountInvitation.Role


class ForAnotherAddress(Exception):
    """The invitation was sent to another address than the one somebody signed in with."""


@transaction.atomic
def accept(invitation: AccountInvitation, user: User) -> None:
    """Accept an invitation, once. Raises ForAnotherAddress or InvitationUsed; then nothing has changed."""
    if user.email != invitation.email:
        said = gettext(
            "You are signed in as {address}, and this invitation was sent to another address. Nothing was changed."
        )
        raise ForAnotherAddress(said.format(address=user.email))
    mine = AccountInvitation.objects.filter(pk=invitation.pk, accepted_at=None)
    # Of two who accept at once, one finds it still open.
    if not mine.update(accepted_at=timezone.now(), accepted_by=user):
        raise InvitationUsed(gettext("This invitation was accepted already."))
    what = f"{invitation.role} invitation {invitation.pk}"
    note_that(
        user, Verb.ACCEPTED, f"{what} {_become(invitation, user)}", invitation.engagement, practice=invitation.practice
    )


def _become(invitation: AccountInvitation, user: User) -> str:
    """Make somebody what they accepted to be; returns the row that says so: *member 3*, *person 12*."""
    if invitation.engagement is None:
        member, _ = Member.objects.get_or_create(practice=invitation.practice, user=user, role=invitation.role)
        return f"member {member.pk}"
    engagement = Engagement.objects.select_for_update().get(pk=invitation.engagement.pk)
    if invitation.role == Role.CLIENT:
        return f"person {_become_client(engagement, user)}"
    return f"person {_become_sponsor(engagement, user, invitation.name)}"


def _become_client(engagement: Engagement, user: User) -> int:
    client = engagement.client
    if client.user_id is not None:
        raise InvitationUsed(gettext("{name} has an account already.").format(name=client.name))
    known = Person.objects.filter(practice=engagement.practice_id, user=user).first()
    if known is None:
        Person.objects.filter(pk=client.pk).update(user=user)
        return client.pk
    # Coached here before, or known here otherwise: one account is one person in a practice.
    join(list(Alias.objects.filter(engagement=engagement, person=client)), into=known)
    Engagement.objects.filter(pk=engagement.pk).update(client=known)
    return known.pk


def _become_sponsor(engagement: Engagement, user: User, name: str) -> int:
    person, _ = Person.objects.get_or_create(practice_id=engagement.practice_id, user=user, defaults={"name": name})
    Engagement.objects.filter(pk=engagement.pk).update(sponsor=person)
    return person.pk


@transaction.atomic
def end_sponsorship(engagement: Engagement, *, by: User) -> None:
    """The engagement has no sponsor any more; who was it sees nothing of it from now on."""
    now = Engagement.objects.select_for_update().only("pk", "practice", "sponsor").get(pk=engagement.pk)
    if now.sponsor_id is not None:
        Engagement.objects.filter(pk=now.pk).update(sponsor=None)
        note_that(by, Verb.ENDED, f"sponsor person {now.sponsor_id}", now)  # not for readers


@transaction.atomic
def remove(member: Member, *, by: User) -> None:
    """Take somebody's role in a practice away. Raises ValueError for the last admin, and for who coaches there."""
    others = Member.objects.select_for_update().filter(practice=member.practice, role=Member.Role.ADMIN)
    if member.role == Member.Role.ADMIN and not others.exclude(pk=member.pk).exists():
        raise ValueError(gettext("Somebody has to look after the practice: make another admin first."))
    if Engagement.objects.filter(coach=member).exists():
        said = gettext("{name} coaches engagements here. Hand them over to another coach first.")
        raise ValueError(said.format(name=member))
    pass_on(member)
    what = f"{member.role} member {member.pk} account {member.user_id}"
    member.delete()
    note_that(by, Verb.REMOVED, what, practice=member.practice)
