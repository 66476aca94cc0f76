"""A practice's own words: renamed with the people who stand there, never lost unseen; and its dates and hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import a_stakeholder, an_engagement
from waylight.record.meeting import Meeting, call_off, plan
from waylight.record.practice import MOST_WORDS, Word, hours_of, left_without, revise_practice, standing

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def kept(words: list[str]) -> list[Word]:
    return [Word(word, word) for word in words]


def revised(practice, *, levels=None, sides=None, name="Practice"):
    revise_practice(practice, name=name, levels=levels or kept(practice.levels), sides=sides or kept(practice.sides))
    practice.refresh_from_db()
    return practice


def test_who_stands_at_a_level_goes_along_when_it_is_renamed(engagement):
    mei = a_stakeholder(engagement, "Mei Okafor", level="manager")
    levels = [Word(word, "Team Lead" if word == "manager" else word) for word in engagement.practice.levels]
    assert "team lead" in revised(engagement.practice, levels=levels).levels
    mei.refresh_from_db()
    assert mei.level == "team lead"


def test_two_levels_can_change_names(engagement):
    mei = a_stakeholder(engagement, "Mei Okafor", level="manager")
    bea = a_stakeholder(engagement, "Beatriz Lindqvist", level="board")
    swapped = {"manager": "board", "board": "manager"}
    revised(engagement.practice, levels=[Word(word, swapped.get(word, word)) for word in engagement.practice.levels])
    mei.refresh_from_db(), bea.refresh_from_db()
    assert (mei.level, bea.level) == ("board", "manager")


def test_a_level_taken_away_leaves_its_people_without_one_and_another_practice_alone(engagement):
    mei = a_stakeholder(engagement, "Mei Okafor", level="manager")
    elsewhere = a_stakeholder(an_engagement("Henrik Aas"), "Jo Pires", level="manager")
    assert standing(engagement.practice, "level") == {"manager": 1}
    revised(engagement.practice, levels=kept(["board", "senior leader"]))
    mei.refresh_from_db(), elsewhere.refresh_from_db()
    assert (mei.level, elsewhere.level) == ("", "manager")


def test_who_would_be_left_without_a_level_is_counted_from_the_words_of_now(engagement):
    a_stakeholder(engagement, "Mei Okafor", level="manager")
    practice = engagement.practice
    assert left_without(practice, "level", kept(practice.levels)) == []
    assert left_without(practice, "level", [Word("manager", "lead")]) == []
    assert left_without(practice, "level", [Word("", "manager"), Word("board", "board")]) == [("manager", 1)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "between one and"),
        (["manager", " Manager "], "is there twice"),
        (["x" * 61], "longer than 60"),
        ([f"level {n}" for n in range(MOST_WORDS + 1)], "between one and"),
    ],
)
def test_words_that_cannot_be_are_refused_and_nothing_changes(engagement, words, reason):
    before = engagement.practice.levels
    with pytest.raises(ValueError, match=reason):
        revise_practice(
            engagement.practice, name="Other", levels=[Word("", word) for word in words], sides=kept(["peer"])
        )
    engagement.practice.refresh_from_db()
    assert (engagement.practice.levels, engagement.practice.name) == (before, engagement.practice.name)
    assert engagement.practice.name != "Other"


def test_hours_are_those_of_coaching_meetings_that_were_held(engagement):
    for days, minutes in ((30, 60), (15, 90), (-5, 60)):
        plan(engagement, at=NOW - timedelta(days=days), minutes=minutes)
    call_off(plan(engagement, at=NOW - timedelta(days=3)))
    plan(engagement, at=NOW - timedelta(days=2), kind=Meeting.Kind.STAKEHOLDER)
    [row] = hours_of(engagement.practice, NOW)
    assert (row.held, row.called_off, row.hours) == (2, 1, 2.5)


def test_a_practice_sees_its_own_engagements_alone(engagement):
    other = an_engagement("Henrik Aas")
    assert [row.engagement for row in hours_of(other.practice, NOW)] == [other]
