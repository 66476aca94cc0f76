"""Stakeholders, initiatives, parts, views and rows of contact, as on their pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder, an_engagement, an_interaction, weekly_contact
from waylight.api.shapes.people import (
    ChangedInitiative,
    ChangedParticipation,
    ChangedPerspective,
    ChangedStakeholder,
    NewInitiative,
    NewParticipation,
    NewPerspective,
    NewStakeholder,
)
from waylight.client import Changed, DoesNotFit, NotFound
from waylight.record import insight
from waylight.record.consent import Consent, withdraw

DAY = date(2026, 3, 1)


@pytest.fixture
def mei(engagement):
    """A stakeholder's number."""
    return a_stakeholder(engagement, "Mei Okafor").person_id


@pytest.fixture
def rollout(engagement, coach):
    """An initiative's number."""
    return coach.launch_initiative(engagement.pk, NewInitiative(name="Rollout", since=DAY)).id


def test_somebody_is_named_and_described(engagement, coach):
    named = coach.name_stakeholder(engagement.pk, NewStakeholder(name="Mei Okafor", level="manager"))
    assert (named.name, named.level, named.named) == ("Mei Okafor", "manager", True)
    seen = coach.get_stakeholder(engagement.pk, named.id)
    coach.change_stakeholder(engagement.pk, named.id, ChangedStakeholder(stands="Doubts it"), seen=seen)
    assert coach.get_stakeholder(engagement.pk, named.id).stands == "Doubts it"
    with pytest.raises(Changed):
        coach.change_stakeholder(engagement.pk, named.id, ChangedStakeholder(stands="Other"), seen=seen)
    assert [one.id for one in coach.list_stakeholders(engagement.pk, named=True).items] == [named.id]


def test_a_level_is_one_of_the_practices_words(engagement, coach, mei):
    with pytest.raises(DoesNotFit, match="not one of this practice"):
        coach.change_stakeholder(engagement.pk, mei, ChangedStakeholder(level="emperor"))


def test_an_initiative_is_changed_closed_and_opened_again(engagement, coach, rollout):
    assert coach.change_initiative(engagement.pk, rollout, ChangedInitiative(name="Big rollout")).since == DAY
    assert coach.change_initiative(engagement.pk, rollout, ChangedInitiative(closed=True)).closed_on
    assert coach.change_initiative(engagement.pk, rollout, ChangedInitiative(closed=False)).closed_on is None
    assert [one.name for one in coach.list_initiatives(engagement.pk).items] == ["Big rollout"]
    with pytest.raises(DoesNotFit, match="already"):
        coach.launch_initiative(engagement.pk, NewInitiative(name="Big rollout", since=DAY))


def test_somebodys_part_is_noted_changed_and_removed(engagement, coach, mei, rollout):
    part = coach.take_part(engagement.pk, rollout, NewParticipation(person=mei, part="leads", since=DAY))
    last = date(2026, 4, 1)
    assert coach.change_participation(engagement.pk, rollout, part.id, ChangedParticipation(until=last)).until == last
    assert coach.get_participation(engagement.pk, rollout, part.id).person.name == "Mei Okafor"
    coach.remove_participation(engagement.pk, rollout, part.id)
    assert coach.list_participations(engagement.pk, rollout).items == []


def test_nobody_of_another_engagement_takes_part(engagement, coach, rollout):
    stranger = a_stakeholder(an_engagement("Henrik Aas"), "Aino Berg").person_id
    with pytest.raises(DoesNotFit, match="nobody of that number"):
        coach.take_part(engagement.pk, rollout, NewParticipation(person=stranger, part="leads", since=DAY))


def test_a_view_is_as_private_as_its_entry(engagement, coach, client, mei, rollout):
    entry = insight.reflect(engagement, on=DAY, text="Talked.", private=True)
    given = {"person": mei, "on": DAY, "stance": "differs", "text": "Too fast."}
    view = client.hear_perspective(engagement.pk, rollout, NewPerspective(**given, reflection=entry.pk))
    assert coach.list_perspectives(engagement.pk, rollout).items == []
    with pytest.raises(NotFound):  # the coach cannot even note one in it
        coach.hear_perspective(engagement.pk, rollout, NewPerspective(**given, reflection=entry.pk))
    client.change_perspective(engagement.pk, rollout, view.id, ChangedPerspective(changed="We slowed down."))
    assert client.get_perspective(engagement.pk, rollout, view.id).changed == "We slowed down."
    client.remove_perspective(engagement.pk, rollout, view.id)
    assert client.list_perspectives(engagement.pk, rollout).items == []


def test_contact_is_listed_by_kind_time_and_person_while_the_client_agrees(engagement, coach, mei):
    mail = an_interaction(engagement, None, "Mei Okafor", at="2026-03-02T10:00")
    call = an_interaction(engagement, "Tomas Ferrao", None, at="2026-03-09T10:00", kind="call")
    assert [one.id for one in coach.list_interactions(engagement.pk).items] == [mail.pk, call.pk]
    assert [one.id for one in coach.list_interactions(engagement.pk, kind="call").items] == [call.pk]
    assert [one.id for one in coach.list_interactions(engagement.pk, person=mei).items] == [mail.pk]
    week = datetime(2026, 3, 8, tzinfo=UTC)
    assert [one.id for one in coach.list_interactions(engagement.pk, until=week).items] == [mail.pk]
    assert coach.get_interaction(engagement.pk, mail.pk).recipient.name == "Mei Okafor"
    agreed = Consent.objects.get(engagement=engagement, use=Consent.Use.MAIL)
    withdraw(agreed, by=engagement.client.user, at=datetime.now(UTC))
    assert coach.list_interactions(engagement.pk).items == []


def test_the_rows_behind_a_figure_are_those_of_the_page(engagement, coach):
    weekly_contact(engagement, "Mei Okafor", weeks=5)
    an_interaction(engagement, "Mei Okafor", None, at="2026-01-05T12:00")
    out = list(coach.every(coach.list_evidence, engagement.pk, what="reach-out", limit=2))
    assert len(out) == 5
    assert {one.sender.name for one in out} == {"Ines Calder"}
