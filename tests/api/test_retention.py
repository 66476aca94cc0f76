"""By a program, who looks after a practice says how long what is kept, and nothing goes with that."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.api.conftest import raw, waylight
from tests.factories import a_transcript, an_admin, an_engagement
from waylight.api.shapes.retention import ChangedRetention
from waylight.client import Changed, NotAllowed, NotFound
from waylight.pages.privacy.retention import LONGEST
from waylight.record.meeting import Utterance


@pytest.fixture
def admin(engagement):
    """What the practice's admin calls with."""
    return waylight(an_admin(engagement.practice).user)


def test_periods_are_said_one_by_one_and_taken_back(engagement, admin):
    number = engagement.practice_id
    before = admin.get_retention(number)
    assert (before.transcript, before.mail, before.due) == (None, None, [])
    admin.change_retention(number, ChangedRetention(transcript=12, mail=24))
    now = admin.change_retention(number, ChangedRetention(mail=6))
    assert (now.transcript, now.mail, now.journal) == (12, 6, None)
    assert admin.change_retention(number, ChangedRetention(transcript=None, mail=None)) == before


def test_what_would_go_is_counted_and_stays(engagement, admin):
    a_transcript(engagement, ("coach", "What did you notice?"), ("client", "I let go."), on="2020-03-12")
    now = admin.change_retention(engagement.practice_id, ChangedRetention(transcript=1))
    assert [(one.engagement, one.kind, one.rows) for one in now.due] == [(engagement.pk, "transcript", 2)]
    assert Utterance.objects.count() == 2


def test_a_period_is_as_long_as_on_the_page(engagement, admin):
    assert admin.change_retention(engagement.practice_id, ChangedRetention(pulse=LONGEST)).pulse == LONGEST
    for months in (0, LONGEST + 1):
        with pytest.raises(ValidationError):
            ChangedRetention(pulse=months)
        calls = raw(an_admin(engagement.practice).user)
        answer = calls.patch(f"practices/{engagement.practice_id}/retention", json={"pulse": months})
        assert answer.status_code == 422
    assert admin.get_retention(engagement.practice_id).pulse == LONGEST


def test_nothing_unseen_is_overwritten(engagement, admin):
    seen = admin.get_retention(engagement.practice_id)
    admin.change_retention(engagement.practice_id, ChangedRetention(mail=3))
    with pytest.raises(Changed):
        admin.change_retention(engagement.practice_id, ChangedRetention(mail=9), seen=seen)
    assert admin.get_retention(engagement.practice_id).mail == 3


def test_it_is_for_who_looks_after_the_practice(engagement, coach, admin):
    with pytest.raises(NotAllowed):
        coach.get_retention(engagement.practice_id)
    with pytest.raises(NotFound):
        admin.change_retention(an_engagement("Henrik Aas").practice_id, ChangedRetention(mail=1))
