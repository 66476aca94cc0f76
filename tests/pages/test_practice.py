"""The admin's pages: dates and hours without content, and the practice's own words."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_stakeholder, a_user
from waylight.record.meeting import note, plan
from waylight.record.people import Member, Practice

pytestmark = pytest.mark.django_db


def admin_of(practice) -> Client:
    user = a_user()
    Member.objects.create(practice=practice, user=user, role=Member.Role.ADMIN)
    client = Client()
    client.force_login(user)
    return client


def typed(practice, **changed):
    return {
        "name": practice.name,
        "level-before": practice.levels,
        "level": practice.levels,
        "side-before": practice.sides,
        "side": practice.sides,
        **changed,
    }


def test_an_empty_practice_says_so():
    assert "No engagement has begun yet" in admin_of(Practice.objects.create(name="New")).get("/practice/").text


def test_it_shows_dates_and_hours_and_nothing_that_was_noted(engagement):
    from datetime import UTC, datetime

    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC), minutes=90)
    note(meeting, author=engagement.coach.user, text="a shared secret", private=False)
    page = admin_of(engagement.practice).get("/practice/").text
    assert "Ines Calder" in page
    assert "1.5" in page
    assert "a shared secret" not in page


def test_a_level_is_renamed_and_a_new_one_added(engagement):
    practice = engagement.practice
    levels = ["chair" if word == "board" else word for word in practice.levels]
    answer = admin_of(practice).post(
        "/practice/settings/",
        typed(practice, level=[*levels, "apprentice"], **{"level-before": [*practice.levels, ""]}),
    )
    assert answer.status_code == 302
    practice.refresh_from_db()
    assert practice.levels == [*levels, "apprentice"]


def test_a_level_that_people_stand_at_is_taken_away_only_when_said_twice(engagement):
    practice = engagement.practice
    a_stakeholder(engagement, "Mei Okafor", level="manager")
    emptied = typed(practice, level=["" if word == "manager" else word for word in practice.levels])
    client = admin_of(practice)
    asked = client.post("/practice/settings/", emptied)
    assert asked.status_code == 422
    assert "manager (one person)" in asked.text
    practice.refresh_from_db()
    assert "manager" in practice.levels
    client.post("/practice/settings/", {**emptied, "sure": "1"})
    practice.refresh_from_db()
    assert "manager" not in practice.levels


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(engagement):
    practice = engagement.practice
    twice = typed(practice, name="Kept as typed", side=["peer", "peer", *practice.sides[2:]])
    answer = admin_of(practice).post("/practice/settings/", twice)
    assert answer.status_code == 422
    assert "“peer” is there twice" in answer.text
    assert "Kept as typed" in answer.text
