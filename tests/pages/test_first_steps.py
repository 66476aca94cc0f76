"""A coach's first steps: seen until each is done or passed over, or all are put away; and brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.factories import a_coach, an_engagement
from tests.pages.test_every_page_is_sound import Page
from waylight.pages.first_steps.steps import steps_of
from waylight.record.account_invitation import invite_to
from waylight.record.first_steps import Step, done
from waylight.record.imports import Import
from waylight.record.meeting import plan

pytestmark = pytest.mark.django_db
HERE = "/first-steps/"


@pytest.fixture
def coach():
    return a_coach()


@pytest.fixture
def browser(coach):
    signed_in = Client()
    signed_in.force_login(coach.user)
    return signed_in


def listed(browser) -> str:
    return browser.get("/", follow=True).content.decode()


def all_done(coach):
    engagement = an_engagement(coach=coach)
    Import.objects.create(engagement=engagement, by=coach.user, state=Import.State.IN)
    plan(engagement, at=datetime.now(UTC) + timedelta(days=3))
    return engagement


def test_a_new_coach_sees_what_comes_first_and_every_link_opens(browser):
    page = browser.get(HERE).content.decode()
    assert Page(page).unsound() == []
    assert "Begin one" in page
    assert "Once there is an engagement" in page
    assert "begin an engagement" in listed(browser)
    assert browser.get("/engagements/new/").status_code == 200


def test_the_next_step_follows_from_the_record(coach, browser):
    engagement = an_engagement(coach=coach)
    page = browser.get(HERE).content.decode()
    for part in ("files", "meetings", "brief"):
        assert f'href="/engagements/{engagement.pk}/{part}/"' in page
        assert browser.get(f"/engagements/{engagement.pk}/{part}/").status_code == 200
    assert "bring the first file" in listed(browser)


def test_they_go_by_themselves_when_each_is_done(coach, browser):
    engagement = all_done(coach)
    assert done(coach) >= {Step.ENGAGEMENT, Step.FILE, Step.MEETING}
    if engagement.client.user_id is None:
        invite_to(engagement, by=coach.user, name="Rosa Lind", email="rosa@plant.example", role="client")
    assert done(coach) == set(Step)
    assert not steps_of(coach).shown
    assert 'aria-label="First steps"' not in listed(browser)
    assert "All of it is behind you" in browser.get(HERE).content.decode()


def test_a_step_is_passed_over_and_taken_up_again(browser):
    browser.post(f"{HERE}engagement/")
    assert "take it up again" in browser.get(HERE).content.decode()
    assert "bring the first file" in listed(browser)
    browser.post(f"{HERE}engagement/")
    assert "begin an engagement" in listed(browser)
    assert browser.post(f"{HERE}nothing/").status_code == 404


def test_passing_over_what_is_left_ends_them(coach, browser):
    for step in Step:
        browser.post(f"{HERE}{step}/")
    assert not steps_of(coach).shown


def test_they_are_put_away_for_good_and_brought_back_by_hand(coach, browser):
    assert "Put away" in browser.post(f"{HERE}put-away/", follow=True).content.decode()
    assert 'aria-label="First steps"' not in listed(browser)
    assert 'href="/first-steps/"' in listed(browser)
    browser.post(f"{HERE}put-away/", {"back": "1"})
    assert 'aria-label="First steps"' in listed(browser)
    browser.post(f"{HERE}put-away/")
    assert not steps_of(coach).shown


def test_the_invented_journal_can_be_brought(coach, browser):
    answer = browser.get(f"{HERE}journal.md")
    assert "attachment" in answer["Content-Disposition"]
    assert answer.content.startswith(b"#")


def test_a_new_engagement_begins_in_the_zone_of_the_practice(coach, browser):
    coach.practice.zone = "Europe/Berlin"
    coach.practice.save()
    page = browser.get("/engagements/new/").content.decode()
    assert '<option value="Europe/Berlin" selected>' in page


def test_a_client_has_no_such_page(coach):
    other = Client()
    other.force_login(an_engagement(coach=coach).client.user)
    assert other.get(HERE).status_code == 403
