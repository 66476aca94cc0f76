"""The admin's pages: dates and hours without content, and the practice's own words."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_stakeholder, an_admin
from waylight.record.meeting import note, plan
from waylight.record.people import Practice

pytestmark = pytest.mark.django_db


def admin_of(practice) -> Client:
    client = Client()
    client.force_login(an_admin(practice).user)
    return client


def settings_of(practice) -> str:
    return f"/members/{practice.pk}/settings/"


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
    practice = Practice.objects.create(name="New")
    assert "No engagement has begun yet" in admin_of(practice).get(f"/members/{practice.pk}/hours/").text


def test_it_shows_dates_and_hours_and_nothing_that_was_noted(engagement):
    from datetime import UTC, datetime

    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC), minutes=90)
    note(meeting, author=engagement.coach.user, text="a shared secret", private=False)
    page = admin_of(engagement.practice).get(f"/members/{engagement.practice_id}/hours/").text
    assert "Ines Calder" in page
    assert "1.5" in page
    assert "a shared secret" not in page


def test_a_level_is_renamed_and_a_new_one_added(engagement):
    practice = engagement.practice
    levels = ["chair" if word == "board" else word for word in practice.levels]
    answer = admin_of(practice).post(
        settings_of(practice),
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
    asked = client.post(settings_of(practice), emptied)
    assert asked.status_code == 422
    assert "manager (one person)" in asked.text
    practice.refresh_from_db()
    assert "manager" in practice.levels
    client.post(settings_of(practice), {**emptied, "sure": "1"})
    practice.refresh_from_db()
    assert "manager" not in practice.levels


def test_a_level_that_was_added_meanwhile_does_not_go_without_a_question(engagement):
    practice = engagement.practice
    opened_before = typed(practice)
    practice.levels = [*practice.levels, "apprentice"]
    practice.save()
    a_stakeholder(engagement, "Mei Okafor", level="apprentice")
    asked = admin_of(practice).post(settings_of(practice), opened_before)
    assert asked.status_code == 422
    assert "apprentice (one person)" in asked.text
    practice.refresh_from_db()
    assert "apprentice" in practice.levels


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(engagement):
    practice = engagement.practice
    twice = typed(practice, name="Kept as typed", side=["peer", "peer", *practice.sides[2:]])
    answer = admin_of(practice).post(settings_of(practice), twice)
    assert answer.status_code == 422
    assert "“peer” is there twice" in answer.text
    assert "Kept as typed" in answer.text


def test_what_new_engagements_begin_with_can_be_changed_later(engagement):
    practice, client = engagement.practice, admin_of(engagement.practice)
    words = {"name": practice.name, "level-before": practice.levels, "level": practice.levels}
    words |= {"side-before": practice.sides, "side": practice.sides}
    zone = engagement.zone
    answer = client.post(settings_of(practice), {**words, "zone": "Europe/Paris", "language": "fr"})
    assert answer.status_code == 302
    practice.refresh_from_db()
    engagement.refresh_from_db()
    assert (practice.zone, practice.language) == ("Europe/Paris", "fr")
    assert engagement.zone == zone  # what has begun keeps its own
    wrong = client.post(settings_of(practice), {**words, "name": "Other", "zone": "Mars/Olympus", "language": "fr"})
    assert wrong.status_code == 422
    practice.refresh_from_db()
    assert (practice.zone, practice.name == "Other") == ("Europe/Paris", False)
