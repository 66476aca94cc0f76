"""The sponsor's report holds goals, attendance and the pulse as a group; nothing said; only while the client agrees."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.factories import a_closed_round, a_sponsor, a_stakeholder
from tests.pages.test_every_page_is_sound import Page
from waylight.access.parts import Part
from waylight.record.asking.answering import Given
from waylight.record.consent import Consent, withdraw
from waylight.record.goal import rate, set_goal
from waylight.record.meeting import call_off, note, plan
from waylight.record.moving import note_moved
from waylight.record.saying_yes import agree_to_rating, say_yes

pytestmark = pytest.mark.django_db

SECRET = "a sentence that was said in confidence"
REPORT, FILE = "sponsor-report/", "sponsor-report.html"


@pytest.fixture
def as_sponsor(engagement):
    browser = Client()
    browser.force_login(a_sponsor(engagement))
    engagement.refresh_from_db()
    return browser


def a_pulse(engagement, raters: int) -> None:
    answers = {a_stakeholder(engagement, f"Rater {n}"): Given({1: 2}, text=SECRET) for n in range(raters)}
    a_closed_round(engagement, answers, date(2026, 3, 2))


@pytest.fixture
def full(engagement):
    """Goals, ratings, meetings and a pulse, with words in all of them."""
    coach, client = engagement.coach.user, engagement.client.user
    held = plan(engagement, at=datetime(2026, 2, 12, 16, tzinfo=UTC))
    note_moved(held, to=datetime(2026, 2, 19, 16, tzinfo=UTC))
    held.at = datetime(2026, 2, 19, 16, tzinfo=UTC)
    held.save()
    call_off(plan(engagement, at=datetime(2026, 2, 26, 16, tzinfo=UTC)))
    note(held, author=coach, text=SECRET, private=False)
    levels = ["", "", "Two own it", "", ""]
    goal = set_goal(engagement, text="Let others own it", levels=levels, weight=1, since=date(2026, 2, 1))
    say_yes(goal, part=Part.CLIENT, by=client)
    agree_to_rating(rate(goal, on=date(2026, 3, 1), level=1, by=client, words=SECRET), by=coach)
    rate(goal, on=date(2026, 4, 1), level=-2, by=coach, words=SECRET)
    a_pulse(engagement, 5)
    return engagement


def read(browser, engagement, part: str = REPORT) -> str:
    answer = browser.get(f"/engagements/{engagement.pk}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_three_read_the_same_goals_attendance_and_groups(full, as_sponsor, as_coach, as_client):
    for browser in (as_sponsor, as_coach, as_client):
        shown = read(browser, full)
        for said in (
            "Let others own it",
            "1 March 2026: +1 (more)",
            "one meeting held, one called off, one moved",
            "12 February 2026",
            "five answers",
        ):
            assert said in shown
        assert Page(shown).unsound() == []


def test_nothing_said_stands_in_it_nor_a_rating_by_which_one_alone_stands(full, as_sponsor):
    for part in (REPORT, FILE):
        shown = read(as_sponsor, full, part)
        assert SECRET not in shown
        assert "1 April 2026" not in shown
        assert "Rater" not in shown


def test_the_file_stands_alone(full, as_sponsor):
    answer = as_sponsor.get(f"/engagements/{full.pk}/{FILE}")
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode()
    assert "<script" not in text
    assert "href=" not in text
    assert "<style>" in text


def test_four_answers_are_no_number(engagement, as_sponsor):
    a_pulse(engagement, 4)
    shown = read(as_sponsor, engagement)
    assert "four answers" not in shown
    assert "+2" not in shown
    assert "ot enough answers" in shown


def test_without_consent_there_is_no_report_for_anybody(full, as_sponsor, as_coach, as_client):
    one = Consent.objects.get(engagement=full, use=Consent.Use.SPONSOR_REPORT)
    withdraw(one, by=full.client.user, at=datetime(2026, 6, 5, tzinfo=UTC))
    for browser in (as_sponsor, as_coach, as_client):
        assert "Let others own it" not in read(browser, full)
        assert browser.get(f"/engagements/{full.pk}/{FILE}").status_code == 404


def test_an_empty_report_says_what_is_missing(engagement, as_sponsor):
    shown = read(as_sponsor, engagement)
    for said in ("No goal is agreed yet", "No meeting is known yet", "no round of the pulse"):
        assert said in shown
    assert Page(shown).unsound() == []


def test_coach_and_client_reach_it_from_the_goals(engagement, as_coach, as_client):
    for browser in (as_coach, as_client):
        assert f'href="/engagements/{engagement.pk}/{REPORT}"' in read(browser, engagement, "goals/")


def test_a_calendar_that_gives_a_meeting_another_time_notes_the_one_before(engagement):
    from tests.record.brought import INES, MAREN, a_reading, an_occurrence, bring

    same = {"organiser": MAREN, "title": "Coaching", "occurrence": "2026-03-03T16:00"}
    for at in ("2026-03-03T16:00", "2026-03-10T16:00"):
        bring(engagement, a_reading("calendar.ics", *an_occurrence("c", at, INES, **same)))
    from waylight.record.sponsor import shown_to_sponsor

    (one,) = shown_to_sponsor(engagement, now=datetime(2026, 3, 5, tzinfo=UTC)).meetings
    assert (one.on, one.moved_from) == (date(2026, 3, 10), (date(2026, 3, 3),))
