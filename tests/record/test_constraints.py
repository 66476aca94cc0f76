"""The database itself refuses what must not be, whoever writes to it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.factories import an_interaction, client_alias
from waylight.access.models import User
from waylight.record.engagement import Engagement
from waylight.record.insight import Commitment, Confidence, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Alias, Person

pytestmark = pytest.mark.django_db


def refused(make) -> bool:
    """Whether the database refuses; what came before stays."""
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_a_rating_lies_between_0_and_10(engagement):
    def rate(value):
        return lambda: Confidence.objects.create(engagement=engagement, on=date(2026, 1, 1), value=value)

    assert refused(rate(10.5))
    assert refused(rate(-1))
    assert not refused(rate(10))


def test_a_settled_commitment_has_a_date_and_an_open_one_has_none(engagement):
    def make(**given):
        return lambda: Commitment.objects.create(engagement=engagement, on=date(2026, 1, 1), text="x", **given)

    assert refused(make(state="kept"))
    assert refused(make(state="open", settled_on=date(2026, 1, 2)))
    assert refused(make(state="lost", settled_on=date(2026, 1, 2)))
    assert not refused(make(state="kept", settled_on=date(2026, 1, 2)))


def test_nobody_interacts_with_themselves(engagement):
    me = client_alias(engagement)
    assert refused(
        lambda: Interaction.objects.create(
            engagement=engagement, kind="mail", at=datetime(2026, 1, 1, tzinfo=UTC), sender=me, recipient=me, key="k"
        )
    )


def test_the_same_interaction_is_there_once(engagement):
    an_interaction(engagement, None, "Mei Okafor", key="the same")
    assert refused(lambda: an_interaction(engagement, None, "Mei Okafor", key="the same"))


def test_an_engagement_ends_after_it_begins(engagement):
    assert refused(lambda: Engagement.objects.filter(pk=engagement.pk).update(ends=date(2025, 1, 1)))


def test_an_alias_stands_for_one_person_in_an_engagement(engagement):
    other = Person.objects.create(practice=engagement.practice, name="Other")
    value = client_alias(engagement).value
    assert refused(
        lambda: Alias.objects.create(engagement=engagement, value=value, shown=value, person=other, first_person=other)
    )


def test_a_meeting_has_one_utterance_a_turn(engagement):
    meeting = Meeting.objects.create(engagement=engagement, at=datetime(2026, 1, 1, tzinfo=UTC))
    Utterance.objects.create(meeting=meeting, turn=1, text="a")
    assert refused(lambda: Utterance.objects.create(meeting=meeting, turn=1, text="b"))


def test_an_account_has_its_address_in_lower_case(engagement):
    assert refused(lambda: User.objects.filter(pk=engagement.coach.user.pk).update(email="Maren@Example.org"))


def test_a_journal_entry_comes_in_once(engagement):
    Reflection.objects.create(engagement=engagement, on=date(2026, 1, 1), key="k")
    assert refused(lambda: Reflection.objects.create(engagement=engagement, on=date(2026, 1, 1), key="k"))
