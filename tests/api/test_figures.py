"""Figures over the API are those of the pages, with interval and rows, or with words where there is no number."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.api.conftest import waylight
from tests.factories import a_closed_round, a_sponsor, a_stakeholder, weekly_contact
from waylight.client import NotNow
from waylight.pages.map.map import compose as compose_map
from waylight.pages.path.path import compose as compose_path
from waylight.record import insight
from waylight.record.asking.answering import Given
from waylight.record.meeting import plan


def test_influence_is_that_of_the_map_and_carries_its_rows(engagement, coach):
    a_stakeholder(engagement, "Mei Okafor")
    weekly_contact(engagement, "Mei Okafor", weeks=8)
    page = compose_map(engagement, engagement.coach.user, datetime.now(UTC))
    found = coach.get_influence(engagement.pk)
    assert [(one.person.name, one.out.value, one.out.low, one.out.high) for one in found.ties] == [
        (row.name, row.tie.out.value, row.tie.out.low, row.tie.out.high) for row in page.rows
    ]
    [mei] = found.ties
    assert len(mei.out.rows) == 4
    rows = coach.list_evidence(
        engagement.pk, what="reach-out", since=found.since, until=found.until, person=mei.person.id
    )
    assert [one.id for one in rows.items] == sorted(mei.out.rows)
    assert found.breadth.value == page.breadth.figure.value


def test_without_rows_there_are_words_and_no_number(engagement, coach):
    found = coach.get_influence(engagement.pk)
    assert (found.breadth.value, found.ties) == (None, [])
    assert found.breadth.why_not
    assert coach.get_path(engagement.pk).why_not


def test_the_path_is_that_of_the_page(engagement, coach):
    weekly_contact(engagement, "Mei Okafor", weeks=12)
    page = compose_path(engagement, engagement.coach.user, datetime.now(UTC))
    found = coach.get_path(engagement.pk)
    assert [one.key for one in found.series] == [one.key for one in page.series]
    for one, there in zip(found.series, page.series, strict=True):
        assert [value.figure.value for value in one.values] == [value.figure.value for value in there.values]
        assert all(value.figure.value is not None or value.figure.why_not for value in one.values)


def test_growth_gives_the_chances_of_all_four(engagement, coach):
    weekly_contact(engagement, "Mei Okafor", weeks=12)
    grown = coach.get_growth(engagement.pk)
    known = [one for one in (grown.together, *grown.alone.values()) if one.kinds]
    assert known
    for one in known:
        assert sum(one.kinds.model_dump().values()) == pytest.approx(1)


def test_the_client_is_asked_first(engagement, client):
    weekly_contact(engagement, "Mei Okafor", weeks=12)
    with pytest.raises(NotNow, match="asked first"):
        client.get_growth(engagement.pk)
    assert client.get_growth(engagement.pk, look=True).together


def test_the_brief_has_the_lines_of_the_page(engagement, coach, as_coach):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    brief = coach.get_brief(engagement.pk, meeting=meeting.pk)
    assert brief.meeting == meeting.pk
    [one] = brief.commitments
    assert (one.text, one.state) == ("Ask Mei", "open")
    page = as_coach.get(f"/engagements/{engagement.pk}/meetings/{meeting.pk}/brief/").content.decode()
    assert "Ask Mei" in page
    assert any("Ask Mei" in line for section in brief.sections for line in section.lines)


@pytest.fixture
def a_round(engagement):
    """A round that is over, which four people answered and one did not."""
    raters = [a_stakeholder(engagement, f"Rater {n}") for n in "ABCD"]
    answers = {one: Given({1: n - 1}) for n, one in enumerate(raters)}
    return a_closed_round(engagement, answers, date(2026, 2, 2), a_stakeholder(engagement, "Rater E"))


def test_a_group_that_is_too_small_has_no_number(engagement, coach, client, a_round):
    [one] = coach.list_rounds(engagement.pk).items
    assert one.state == "over"
    of_coach = coach.get_round_results(engagement.pk, a_round.pk)
    [everybody, *_] = of_coach.results[0].groups
    assert (of_coach.least, everybody.figure.value, everybody.answers, of_coach.words) == (5, None, 0, None)
    assert everybody.figure.why_not
    of_client = client.get_round_results(engagement.pk, a_round.pk)
    assert (of_client.least, of_client.results[0].groups[0].answers) == (3, 4)
    assert of_client.results[0].groups[0].figure.value is not None


def test_a_sponsor_sees_groups_and_no_words(engagement, a_round):
    found = waylight(a_sponsor(engagement)).get_round_results(engagement.pk, a_round.pk)
    assert (found.words, found.results[0].groups[0].figure.value) == (None, None)
