"""A sponsor sees goals, dates and whether meetings were held, on one page, and not a word that was said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.access.everybody import every_page, filled
from tests.factories import a_sponsor, a_stakeholder, agree, an_engagement
from waylight.record import insight
from waylight.record.consent import Consent, withdraw
from waylight.record.joining import end_sponsorship
from waylight.record.meeting import call_off, note, plan
from waylight.record.sponsor import attendance

pytestmark = pytest.mark.django_db

SECRET = "a sentence that was said in confidence"


@pytest.fixture
def sponsor(engagement):
    return a_sponsor(engagement)


@pytest.fixture
def as_sponsor(sponsor):
    browser = Client()
    browser.force_login(sponsor)
    return browser


@pytest.fixture
def full(engagement):
    """An engagement in which much was said."""
    engagement.goals = "Be heard across the company"
    engagement.save()
    held = plan(engagement, at=datetime(2026, 2, 12, 16, tzinfo=UTC))
    call_off(plan(engagement, at=datetime(2026, 2, 26, 16, tzinfo=UTC)))
    plan(engagement, at=datetime(2126, 3, 12, 16, tzinfo=UTC))
    plan(engagement, at=datetime(2026, 2, 13, 16, tzinfo=UTC), kind="stakeholder")
    note(held, author=engagement.coach.user, text=SECRET, private=False)
    insight.reflect(engagement, on=date(2026, 3, 1), text=SECRET, private=False, confidence=4, words=SECRET)
    insight.commit(engagement, on=date(2026, 3, 1), text=SECRET)
    insight.carry(engagement, on=date(2026, 3, 1), text=SECRET)
    a_stakeholder(engagement, "Mei Okafor")
    return engagement


def withdraw_report(engagement):
    """The client does not agree to the sponsor seeing progress any more."""
    standing = Consent.objects.get(engagement=engagement, use=Consent.Use.SPONSOR_REPORT)
    withdraw(standing, by=engagement.client.user, at=datetime(2026, 6, 5, 9, tzinfo=UTC))


def test_the_page_shows_goals_dates_and_attendance(full, as_sponsor):
    words = as_sponsor.get(f"/engagements/{full.pk}/").content.decode()
    for shown in (
        "Be heard across the company",
        "5 January 2026",
        "12 February 2026",
        "one meeting held, one called off",
    ):
        assert shown in words
    assert "13 February 2026" not in words  # the client's own meeting
    assert words.count("<tr>") == 4


def test_not_a_word_and_no_name_beside_coach_and_client_is_shown(full, as_sponsor):
    for page in ("/", f"/engagements/{full.pk}/"):
        words = as_sponsor.get(page).content.decode()
        assert SECRET not in words
        assert "Mei Okafor" not in words


def test_it_stands_in_the_list_and_opens_nothing_else(full, as_sponsor):
    assert "That you sponsor" in as_sponsor.get("/").content.decode()
    known = filled(full)
    theirs = {"engagement", "round", "sponsor-report", "sponsor-report-file"}  # of a round, groups of answers alone
    theirs |= {"goal-yes", "ask-goal-words"}  # of a goal to which the client says yes
    for page in (page for page in every_page() if "engagement" in page.arguments and page.name not in theirs):
        for method in ("get", "post"):
            answer = getattr(as_sponsor, method)(page.address(known))
            assert answer.status_code in {403, 404, 405}, (page.name, method, answer.status_code)


def test_another_engagement_of_the_same_client_stays_closed(full, as_sponsor):
    other = an_engagement(coach=full.coach)
    assert as_sponsor.get(f"/engagements/{other.pk}/").status_code == 404


def test_with_the_sponsorship_ends_what_is_seen(full, as_sponsor):
    end_sponsorship(full, by=full.coach.user)
    assert as_sponsor.get(f"/engagements/{full.pk}/").status_code == 404
    assert "Ines Calder" not in as_sponsor.get("/").content.decode()


def test_an_engagement_without_goals_or_meetings_says_so(engagement, as_sponsor):
    words = as_sponsor.get(f"/engagements/{engagement.pk}/").content.decode()
    assert "None is written down yet." in words
    assert "No meeting is known yet." in words


def test_without_the_clients_agreement_nothing_but_that_is_shown(full, as_sponsor, sponsor):
    withdraw_report(full)
    words = as_sponsor.get(f"/engagements/{full.pk}/").content.decode()
    assert "You see neither goals nor meetings since 5 June 2026, because Ines Calder withdrew her agreement." in words
    for hidden in ("Be heard across the company", "12 February 2026", "called off"):
        assert hidden not in words
    assert attendance(full, sponsor, now=datetime(2026, 6, 6, tzinfo=UTC)) == []


def test_it_comes_back_when_she_agrees_again(full, as_sponsor):
    withdraw_report(full)
    agree(full, Consent.Use.SPONSOR_REPORT, at=datetime(2026, 6, 8, 9, tzinfo=UTC))
    assert "Be heard across the company" in as_sponsor.get(f"/engagements/{full.pk}/").content.decode()


def test_who_never_agreed_shows_a_sponsor_nothing_either():
    engagement = an_engagement(consents=False, goals="Be heard across the company")
    browser = Client()
    browser.force_login(a_sponsor(engagement))
    words = browser.get(f"/engagements/{engagement.pk}/").content.decode()
    assert "because Ines Calder has not agreed to that yet" in words
    assert "Be heard" not in words


@pytest.mark.parametrize("page", ["", "invited/"])
def test_the_coach_is_told_that_it_has_stopped(full, sponsor, as_coach, page):
    address = f"/engagements/{full.pk}/{page}"
    assert "neither goals nor meetings" not in as_coach.get(address).content.decode()
    withdraw_report(full)
    words = as_coach.get(address).content.decode()
    assert "The sponsor sees neither goals nor meetings since 5 June 2026" in words


def test_the_client_is_told_as_well_and_nobody_where_there_is_no_sponsor(full, as_client, as_coach):
    withdraw_report(full)
    assert "neither goals" not in as_coach.get(f"/engagements/{full.pk}/").content.decode()
    a_sponsor(full)
    words = as_client.get(f"/engagements/{full.pk}/").content.decode()
    assert "because you withdrew your agreement" in words
