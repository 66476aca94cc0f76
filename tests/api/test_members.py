"""By a program, who looks after a practice invites, removes and hands over, as on the page; and reads no content."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.api.conftest import waylight
from tests.api.test_invitations import link_in
from tests.factories import a_coach, an_admin, an_engagement
from waylight.api.shapes.invitations import NewMemberInvitation
from waylight.api.shapes.practice import NewHandOver
from waylight.client import DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.audit import AuditEvent, Verb
from waylight.record.engagement import Engagement
from waylight.record.people import Member

NEW = NewMemberInvitation(role="coach", name="Lena Brandt", email="lena@coach.example")


@pytest.fixture
def looks_after(engagement) -> Member:
    """Who looks after the coach's practice."""
    return an_admin(engagement.practice)


@pytest.fixture
def admin(looks_after):
    """What she calls with."""
    return waylight(looks_after.user)


def test_who_works_here_is_listed_and_removed(engagement, looks_after, admin):
    number, other = engagement.practice_id, a_coach("Lena Brandt", engagement.practice)
    named = [(one.name, one.role) for one in admin.list_members(number).items]
    assert named == [("Maren Voss", "coach"), ("Rut Adler", "admin"), ("Lena Brandt", "coach")]
    one = admin.get_member(number, other.pk)
    assert one.email == other.user.email
    admin.remove_member(number, other.pk, seen=one)
    assert not Member.objects.filter(pk=other.pk).exists()
    assert AuditEvent.objects.filter(verb=Verb.REMOVED, user_id=looks_after.user_id).exists()


def test_who_coaches_here_and_the_last_admin_stay(engagement, looks_after, admin):
    with pytest.raises(NotNow, match="Hand them over"):
        admin.remove_member(engagement.practice_id, engagement.coach_id)
    with pytest.raises(NotNow, match="another admin first"):
        admin.remove_member(engagement.practice_id, looks_after.pk)
    assert Member.objects.filter(practice=engagement.practice_id).count() == 2


def test_what_a_coach_coaches_is_handed_over_all_or_nothing(engagement, admin):
    number, hers = engagement.practice_id, engagement.coach_id
    other = a_coach("Lena Brandt", engagement.practice)
    second = an_engagement("Tom Weir", engagement.coach)
    listed = admin.list_coached_engagements(number, hers).items
    assert [(one.id, one.client) for one in listed] == [(engagement.pk, "Ines Calder"), (second.pk, "Tom Weir")]
    second.client.user = other.user  # who is client there cannot coach it as well
    second.client.save()
    both = NewHandOver(engagements=[engagement.pk, second.pk], to=other.pk, known=True)
    with pytest.raises(NotNow, match="client or sponsor"):
        admin.hand_over(number, hers, both)
    assert set(Engagement.objects.values_list("coach", flat=True)) == {hers}
    done = admin.hand_over(number, hers, both.model_copy(update={"engagements": [engagement.pk]}))
    assert (done.engagements, done.to.name) == ([engagement.pk], "Lena Brandt")
    assert waylight(other.user).get_engagement(engagement.pk).client.name == "Ines Calder"
    with pytest.raises(NotFound):
        waylight(engagement.coach.user).get_engagement(engagement.pk)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"known": False}, "Tell the clients and both coaches"),
        ({"to": 999_999}, "no other coach"),
        ({"engagements": [999_999]}, "coaches no engagement 999999"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_in_words(engagement, admin, wrong, said):
    other = a_coach("Lena Brandt", engagement.practice)
    given = NewHandOver(**{"engagements": [engagement.pk], "to": other.pk, "known": True, **wrong})
    with pytest.raises(DoesNotFit, match=said):
        admin.hand_over(engagement.practice_id, engagement.coach_id, given)
    assert Engagement.objects.get(pk=engagement.pk).coach_id == engagement.coach_id


def test_nothing_of_another_practice_is_found_under_ones_own(engagement, admin):
    other = an_engagement("Henrik Aas")
    with pytest.raises(NotFound):
        admin.list_members(other.practice_id)
    for refused in (admin.get_member, admin.remove_member, admin.list_coached_engagements):
        with pytest.raises(NotFound):
            refused(engagement.practice_id, other.coach_id)
    theirs = waylight(an_admin(other.practice).user).invite_member(other.practice_id, NEW)
    for refused in (admin.get_member_invitation, admin.send_member_invitation, admin.take_member_invitation_back):
        with pytest.raises(NotFound):
            refused(engagement.practice_id, theirs.id)


def test_somebody_is_invited_to_work_here(engagement, admin, mailoutbox, django_capture_on_commit_callbacks):
    number = engagement.practice_id
    with django_capture_on_commit_callbacks(execute=True):
        made = admin.invite_member(number, NEW)
        admin.send_member_invitation(number, made.id)
    assert (made.role, made.email, made.state) == ("coach", "lena@coach.example", "open")
    before, now = [link_in(one.body) for one in mailoutbox]
    assert [Client().get(link).status_code for link in (before, now)] == [410, 200]
    admin.take_member_invitation_back(number, made.id)
    assert Client().get(now).status_code == 410
    assert [one.state for one in admin.list_member_invitations(number).items] == ["taken back"]
    assert admin.get_member_invitation(number, made.id).until is None


def test_who_works_here_already_is_not_invited(engagement, admin):
    here = NEW.model_copy(update={"email": engagement.coach.user.email})
    with pytest.raises(DoesNotFit, match="coach here already"):
        admin.invite_member(engagement.practice_id, here)


def test_a_coach_looks_after_nothing_and_a_token_to_write_lets_nobody_in(engagement, looks_after, coach):
    number = engagement.practice_id
    for refused in (coach.list_members, coach.list_member_invitations):
        with pytest.raises(NotAllowed):
            refused(number)
    writing = waylight(looks_after.user, "read", "write")
    with pytest.raises(NotAllowed, match="scope “practice”"):
        writing.invite_member(number, NEW)
    with pytest.raises(NotAllowed, match="scope “practice”"):
        writing.remove_member(number, engagement.coach_id)
