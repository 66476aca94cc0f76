"""Early signs of stalling are the coach's alone, each with its rows and how usual it is; too little is words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import weekly_contact
from waylight.record import insight, landmark
from waylight.record.meeting import Meeting, call_off, plan

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 5)


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def page(engagement):
    return f"/engagements/{engagement.pk}/stalling/"


def stalled(engagement, *, private=False):
    """Ten weeks in which she wrote and rated well, ten in which she hardly did, and meetings called off."""
    for n in range(20):
        if n < 10 or n in (12, 15, 18):
            value = 7 if n < 10 else 4
            on = FIRST + timedelta(weeks=n)
            insight.reflect(engagement, on=on, text="A week.", private=private, confidence=value)
    for n in range(0, 20, 2):
        at = datetime(2026, 1, 7, 16, tzinfo=UTC) + timedelta(weeks=n)
        meeting = plan(engagement, at=at)
        if n > 12:
            call_off(meeting)


def signs(text: str) -> dict[str, str]:
    return dict(re.findall(r'<h2>([^<]+?) <span class="tag[^"]*">([^<]+)</span>', text))


def test_a_client_is_refused_and_no_page_of_hers_leads_there(engagement, page, as_client, as_coach):
    stalled(engagement)
    assert as_client.get(page).status_code == 403
    assert "stalling" not in words(as_client.get(page.replace("stalling/", "path/?look=1"))).partition("<main")[2]
    assert page in words(as_coach.get(page.replace("stalling/", "path/")))


def test_meetings_moved_to_another_day_count_like_those_called_off(engagement, page, as_coach):
    stalled(engagement)
    Meeting.objects.filter(cancelled=True).update(cancelled=False, moved=True)
    text = words(as_coach.get(page))
    assert signs(text)["Meetings moved or called off"] == "there"
    assert "moved to another day" in text
    assert "called off<" not in text


def test_contacts_are_read_once(engagement, page, as_coach):
    stalled(engagement)
    weekly_contact(engagement, "Priya Raman", weeks=20)
    with CaptureQueriesContext(connection) as asked:
        as_coach.get(page)
    of_all = [
        one["sql"] for one in asked if '"record_interaction"."recipients"' in one["sql"] and "LIMIT" not in one["sql"]
    ]
    assert len([sql for sql in of_all if '"record_interaction"."title"' not in sql]) == 1


def test_the_signs_that_are_there_raise_the_chance_above_its_base(engagement, page, as_coach):
    stalled(engagement)
    text = words(as_coach.get(page))
    found = signs(text)
    assert (
        found["Confidence falls"]
        == found["Meetings moved or called off"]
        == found["Few entries in the journal"]
        == "there"
    )
    said, base = re.search(r"some weeks: (\d+) %. Without looking at any sign it would be (\d+) %", text).groups()
    assert int(said) > int(base) == 30


def test_each_sign_leads_to_its_rows_and_says_how_usual_it_is(engagement, page, as_coach):
    stalled(engagement)
    text = words(as_coach.get(page))
    assert "entry of 30 March 2026" not in text  # before the last six weeks
    assert re.search(r'<a class="evidence" href="[^"]+journal/[^"]*">entry of 11 May 2026</a>', text)
    assert "4 on 11 May 2026" in text
    assert text.count("of made engagements that stall, and in") == 6


def test_what_she_keeps_private_is_no_sign(engagement, page, as_coach):
    stalled(engagement, private=True)
    found = signs(words(as_coach.get(page)))
    assert found["Confidence falls"] == found["Few entries in the journal"] == "not known"


def test_with_too_little_it_says_so_and_shows_no_chance(engagement, page, as_coach):
    text = words(as_coach.get(page))
    assert "That cannot be told." in text
    assert "some weeks:" not in text
    assert set(signs(text).values()) == {"not known"}


def test_days_away_are_no_sign(engagement, page, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=14)
    insight.reflect(engagement, on=FIRST + timedelta(weeks=19), text="Back.", private=False, confidence=5)
    assert signs(words(as_coach.get(page)))["Nobody new"] == "there"
    away = {"on": date(2026, 4, 13), "until": date(2026, 5, 20)}
    landmark.set_down(engagement, text="Leave", away=True, **away)
    assert signs(words(as_coach.get(page)))["Nobody new"] == "not known"
