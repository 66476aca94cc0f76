"""An engagement passes to another coach whole, but for what the first kept for herself; then she can leave."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.factories import a_coach, a_sponsor, an_admin, an_engagement, an_interaction, coach_alias
from waylight.record import insight, joining
from waylight.record.audit import AuditEvent
from waylight.record.bringing.people_met import met
from waylight.record.engagement import Engagement
from waylight.record.handing_over import CannotHandOver, HandedOver, hand_over, hand_over_all
from waylight.record.imports import Import
from waylight.record.insight import Reflection
from waylight.record.learning import LearningNote
from waylight.record.meeting import Note, note, plan
from waylight.record.people import Member, Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 16, tzinfo=UTC)


@pytest.fixture
def ada(engagement):
    """Another coach of the practice."""
    return a_coach("Ada Brook", practice=engagement.practice)


@pytest.fixture
def admin(engagement):
    return an_admin(engagement.practice).user


@pytest.fixture
def full(engagement):
    """An engagement in which both wrote, for each other and for themselves."""
    meeting = plan(engagement, at=AT)
    coach, client = engagement.coach.user, engagement.client.user
    note(meeting, author=coach, text="Maren's own")
    note(meeting, author=coach, text="Maren's, shared", private=False)
    note(meeting, author=client, text="Ines's own")
    insight.reflect(engagement, on=date(2026, 3, 1), text="Ines's entry", private=True)
    insight.reflect(engagement, on=date(2026, 3, 1), text="Ines's, shared", private=False)
    return engagement


def texts(model, user) -> set[str]:
    return {one.text for one in model.objects.visible_to(user)}


def test_the_new_coach_sees_what_is_shared_and_nothing_that_either_kept_private(full, ada, admin):
    hand_over(full, to=ada, by=admin)
    assert Engagement.objects.visible_to(ada.user).get() == full
    assert texts(Note, ada.user) == {"Maren's, shared"}
    assert texts(Reflection, ada.user) == {"Ines's, shared"}


def test_the_former_coach_sees_nothing_of_it_and_keeps_her_notes_under_her_own_key(full, ada, admin):
    maren = full.coach
    hand_over(full, to=ada, by=admin)
    assert not Engagement.objects.visible_to(maren.user).exists()
    assert texts(Note, maren.user) == set()
    [kept] = LearningNote.objects.visible_to(maren.user).select_related("coach")
    assert (kept.text, kept.on) == ("Maren's own", AT.date())
    assert Member.objects.get(pk=maren.pk).key_id is not None
    assert not Note.objects.filter(author=maren.user, private=True).exists()


def test_of_several_none_is_handed_over_if_one_cannot_be(full, ada, admin):
    second = an_engagement("Tom Weir", full.coach)
    second.client.user = ada.user  # who is client there cannot coach it as well
    second.client.save()
    with pytest.raises(CannotHandOver):
        hand_over_all([full, second], to=ada, by=admin)
    assert set(Engagement.objects.values_list("coach", flat=True)) == {full.coach_id}


def test_the_client_keeps_what_is_hers(full, ada, admin):
    hand_over(full, to=ada, by=admin)
    assert texts(Note, full.client.user) == {"Ines's own", "Maren's, shared"}
    assert texts(Reflection, full.client.user) == {"Ines's entry", "Ines's, shared"}


def test_it_is_noted_in_the_engagement_who_gave_it_from_whom_to_whom(full, ada, admin):
    hand_over(full, to=ada, by=admin)
    event = AuditEvent.objects.latest("number")
    assert (event.user_id, event.verb, event.engagement_id) == (admin.pk, "handed over", full.pk)
    assert event.what == f"from account {full.coach.user_id} to account {ada.user_id}"


def test_then_the_former_coach_can_leave_the_practice(full, ada, admin):
    maren = full.coach
    with pytest.raises(ValueError, match="Hand them over"):
        joining.remove(maren, by=admin)
    hand_over(full, to=ada, by=admin)
    joining.remove(maren, by=admin)
    assert not Member.objects.filter(pk=maren.pk).exists()
    assert HandedOver.objects.get().former.name == "Maren Voss"


def test_files_that_wait_go_and_none_change_hands(full, ada, admin):
    Import.objects.create(engagement=full, by=full.coach.user)
    brought = Import.objects.create(engagement=full, by=full.coach.user, state=Import.State.IN)
    hand_over(full, to=ada, by=admin)
    assert list(Import.objects.all()) == [brought]
    assert not Import.objects.visible_to(ada.user).exists()


def test_while_files_come_in_it_stays(full, ada, admin):
    Import.objects.create(engagement=full, by=full.client.user, state=Import.State.COMING)
    refused(full, ada, admin, "just being brought in")


def refused(engagement, to, by, reason: str) -> None:
    """Handing over is refused for this reason, and nothing has changed."""
    before = engagement.coach_id
    with pytest.raises(CannotHandOver, match=reason):
        hand_over(engagement, to=to, by=by)
    assert Engagement.objects.get(pk=engagement.pk).coach_id == before
    assert not LearningNote.objects.exists()


def test_only_a_coach_of_the_practice_who_is_no_other_party_takes_it(full, admin):
    refused(full, a_coach(), admin, "no coach of this practice")
    refused(full, Member.objects.get(user=admin), admin, "no coach of this practice")
    refused(full, full.coach, admin, "already")
    for party in (full.client.user, a_sponsor(full)):
        member = Member.objects.create(practice=full.practice, user=party, role=Member.Role.COACH)
        refused(full, member, admin, "client or sponsor")


def test_the_former_coach_is_not_taken_for_a_stakeholder(full, ada, admin):
    an_interaction(full, None, "Mei Okafor")
    theirs = coach_alias(full)
    interaction = full.interaction_set.get()
    interaction.pk, interaction.key, interaction.recipient = None, "another", theirs
    interaction.save()
    hand_over(full, to=ada, by=admin)
    mei = Person.objects.get(name="Mei Okafor")
    assert set(met(Engagement.objects.get(pk=full.pk))) == {mei.pk}
