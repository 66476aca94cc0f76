"""An invitation makes one person one thing, once; what it makes them is theirs in that practice alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import a_coach, a_user, an_admin, an_engagement
from waylight.access.links import Link, LinkExpired, LinkRevoked, LinkUnknown
from waylight.record import joining
from waylight.record.account_invitation import (
    AccountInvitation,
    InvitationUsed,
    by_token,
    invite_member,
    invite_to,
    send_again,
    take_back,
)
from waylight.record.audit import AuditEvent
from waylight.record.engagement import Engagement, begin, person_of
from waylight.record.joining import ForAnotherAddress, accept
from waylight.record.people import Alias, Member, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return an_admin(a_coach().practice)


@pytest.fixture
def new_engagement():
    """One whose client has no account yet."""
    engagement = an_engagement()
    Person.objects.filter(pk=engagement.client_id).update(user=None)
    return Engagement.objects.get(pk=engagement.pk)


def as_member(admin, email: str = "ada@brook.example", role: str = "coach"):
    return invite_member(admin.practice, by=admin.user, email=email, name="Ada Brook", role=role)


def as_party(engagement, email: str, role: str):
    return invite_to(engagement, by=engagement.coach.user, email=email, name="Somebody", role=role)


def somebody(email: str):
    user = a_user()
    type(user).objects.filter(pk=user.pk).update(email=email)
    user.refresh_from_db()
    return user


def test_accepting_makes_a_member_in_the_role_invited(admin):
    invitation, token = as_member(admin, role="admin")
    ada = somebody("ada@brook.example")
    accept(by_token(token), ada)
    assert list(Member.objects.filter(user=ada).values_list("practice", "role")) == [(admin.practice_id, "admin")]
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == ("accepted", ada)


def test_the_address_counts_however_it_was_written(admin):
    _, token = as_member(admin, email=" Ada@Brook.example ")
    accept(by_token(token), somebody("ada@brook.example"))


def test_another_address_changes_nothing(admin):
    invitation, token = as_member(admin)
    other = a_user()
    with pytest.raises(ForAnotherAddress, match="another address"):
        accept(by_token(token), other)
    assert not Member.objects.filter(user=other).exists()
    assert AccountInvitation.objects.get(pk=invitation.pk).accepted_at is None


def test_it_is_accepted_once(admin):
    _, token = as_member(admin)
    ada, once = somebody("ada@brook.example"), by_token(token)
    again = by_token(token)
    accept(once, ada)
    Member.objects.filter(user=ada).delete()
    with pytest.raises(InvitationUsed):
        accept(again, ada)
    with pytest.raises(InvitationUsed):
        by_token(token)
    assert not Member.objects.filter(user=ada).exists()


def test_it_expires_after_two_weeks(admin):
    invitation, token = as_member(admin)
    assert invitation.link.expires_at - invitation.link.made_at == timedelta(days=14)
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        by_token(token)
    assert AccountInvitation.objects.get(pk=invitation.pk).state == "expired"


def test_taken_back_it_opens_nothing(admin):
    invitation, token = as_member(admin)
    take_back(invitation, by=invitation.by)
    with pytest.raises(LinkRevoked):
        by_token(token)
    assert AccountInvitation.objects.get(pk=invitation.pk).state == "taken back"


def test_sent_again_the_new_link_works_and_the_former_does_not(admin):
    invitation, former = as_member(admin)
    take_back(invitation, by=invitation.by)
    token = send_again(invitation, by=invitation.by)
    assert by_token(token) == invitation
    with pytest.raises(LinkRevoked):
        by_token(former)


def test_what_was_accepted_is_neither_sent_again_nor_taken_back(admin):
    invitation, token = as_member(admin)
    accept(by_token(token), somebody("ada@brook.example"))
    invitation.refresh_from_db()
    for do in (send_again, take_back):
        with pytest.raises(ValueError, match="accepted already"):
            do(invitation, by=admin.user)


def test_a_link_of_an_invitation_that_is_gone_opens_nothing(admin):
    invitation, token = as_member(admin)
    invitation.delete()
    with pytest.raises(LinkUnknown):
        by_token(token)


def test_nobody_is_invited_twice_to_the_same(admin):
    as_member(admin)
    with pytest.raises(ValueError, match="invited already"):
        as_member(admin)
    as_member(admin, role="admin")
    assert AccountInvitation.objects.count() == 2


def test_who_is_a_member_already_is_not_invited(admin):
    with pytest.raises(ValueError, match="is admin here already"):
        as_member(admin, email=admin.user.email, role="admin")


def test_the_client_gets_what_stands_under_her_name(new_engagement):
    _, token = as_party(new_engagement, "ines@norvia.example", "client")
    ines = somebody("ines@norvia.example")
    assert not Engagement.objects.visible_to(ines).exists()
    accept(by_token(token), ines)
    assert Engagement.objects.visible_to(ines).get() == new_engagement


def test_a_client_of_one_practice_coaches_in_another(new_engagement, admin):
    _, token = as_party(new_engagement, "ines@norvia.example", "client")
    ines = somebody("ines@norvia.example")
    accept(by_token(token), ines)
    _, token = as_member(admin, email=ines.email)
    accept(by_token(token), ines)
    assert Engagement.objects.visible_to(ines).get() == new_engagement
    assert ines.memberships.get().practice == admin.practice


def test_a_client_who_comes_back_stays_one_person(new_engagement):
    _, token = as_party(new_engagement, "ines@norvia.example", "client")
    ines = somebody("ines@norvia.example")
    accept(by_token(token), ines)
    second = begin(new_engagement.coach, client_name="Ines C.", begins=new_engagement.begins)
    _, token = as_party(second, "ines@norvia.example", "client")
    accept(by_token(token), ines)
    second.refresh_from_db()
    assert second.client == new_engagement.client
    assert Alias.objects.get(engagement=second, value="ines c.").person == second.client
    assert Engagement.objects.visible_to(ines).count() == 2


def test_a_client_with_an_account_is_not_invited_and_not_replaced(new_engagement):
    first, second = (as_party(new_engagement, f"{name}@norvia.example", "client")[1] for name in ("ines", "other"))
    accept(by_token(first), somebody("ines@norvia.example"))
    with pytest.raises(InvitationUsed, match="has an account already"):
        accept(by_token(second), somebody("other@norvia.example"))
    new_engagement.refresh_from_db()
    assert new_engagement.client.user.email == "ines@norvia.example"
    assert AccountInvitation.objects.get(email="other@norvia.example").accepted_at is None
    with pytest.raises(ValueError, match="has an account already"):
        as_party(new_engagement, "third@norvia.example", "client")


def test_a_coach_is_not_her_own_client_or_sponsor(new_engagement):
    for role in ("client", "sponsor"):
        with pytest.raises(ValueError, match="coach's own address"):
            as_party(new_engagement, new_engagement.coach.user.email.upper(), role)


def test_the_sponsor_is_a_person_of_the_practice_and_no_party(new_engagement):
    _, token = as_party(new_engagement, "pays@norvia.example", "sponsor")
    pays = somebody("pays@norvia.example")
    accept(by_token(token), pays)
    new_engagement.refresh_from_db()
    assert new_engagement.sponsor.user == pays
    assert not Engagement.objects.visible_to(pays).exists()


def test_the_last_admin_stays_and_another_may_go(admin):
    with pytest.raises(ValueError, match="another admin first"):
        joining.remove(admin, by=admin.user)
    second = an_admin(admin.practice)
    joining.remove(admin, by=admin.user)
    assert list(Member.objects.filter(role="admin")) == [second]


def test_who_coaches_here_is_not_removed(new_engagement):
    with pytest.raises(ValueError, match="coaches engagements here"):
        joining.remove(new_engagement.coach, by=new_engagement.coach.user)
    free = a_coach(practice=new_engagement.practice)
    person_of(free)
    joining.remove(free, by=free.user)
    assert not Member.objects.filter(pk=free.pk).exists()


def noted() -> list[tuple]:
    """What stands in the audit log: who did what, of which practice and engagement."""
    events = AuditEvent.objects.exclude(verb__in=["agreed", "recorded"]).order_by("number")
    return list(events.values_list("user_id", "verb", "what", "practice_id", "engagement_id"))


def test_inviting_and_accepting_a_member_is_noted_by_whom_of_which_practice_and_about_whom(admin):
    invitation, _ = as_member(admin)
    token = send_again(invitation, by=admin.user)
    accept(by_token(token), ada := somebody("ada@brook.example"))
    member = Member.objects.get(user=ada).pk
    joining.remove(Member.objects.get(pk=member), by=admin.user)
    of, it = (admin.practice_id, None), f"coach invitation {invitation.pk}"
    assert noted() == [
        (admin.user_id, "invited", it, *of),
        (admin.user_id, "invited again", it, *of),
        (ada.pk, "accepted", f"{it} member {member}", *of),
        (admin.user_id, "removed", f"coach member {member} account {ada.pk}", *of),
    ]


def test_inviting_and_accepting_a_client_or_sponsor_is_noted_with_the_person(new_engagement):
    coach, of = new_engagement.coach.user, (new_engagement.practice_id, new_engagement.pk)
    first, token = as_party(new_engagement, "ines@norvia.example", "client")
    accept(by_token(token), ines := somebody("ines@norvia.example"))
    second, token = as_party(new_engagement, "pays@norvia.example", "sponsor")
    accept(by_token(token), pays := somebody("pays@norvia.example"))
    sponsor = Person.objects.get(user=pays)
    joining.end_sponsorship(new_engagement, by=coach)
    about = f"client invitation {first.pk} person {new_engagement.client_id}"
    assert noted() == [
        (coach.pk, "invited", about, *of),
        (ines.pk, "accepted", about, *of),
        (coach.pk, "invited", f"sponsor invitation {second.pk}", *of),
        (pays.pk, "accepted", f"sponsor invitation {second.pk} person {sponsor.pk}", *of),
        (coach.pk, "ended", f"sponsor person {sponsor.pk}", *of),
    ]


def test_what_changed_nothing_is_not_noted(admin, new_engagement):
    invitation, _ = as_member(admin)
    take_back(invitation, by=admin.user)
    before = noted()
    take_back(invitation, by=admin.user)
    joining.end_sponsorship(new_engagement, by=new_engagement.coach.user)
    with pytest.raises(ValueError, match="another admin first"):
        joining.remove(admin, by=admin.user)
    assert before[-1][:3] == (admin.user_id, "took back", f"coach invitation {invitation.pk}")
    assert noted() == before
