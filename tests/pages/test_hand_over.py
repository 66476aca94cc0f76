"""An admin hands a coach's engagements over to another coach; the client is told; nobody else may do it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_coach, an_admin, an_engagement
from waylight.record.engagement import Engagement
from waylight.record.people import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(engagement):
    browser = Client()
    browser.force_login(an_admin(engagement.practice).user)
    return browser


@pytest.fixture
def page(engagement):
    return reverse("hand-over", args=[engagement.practice_id, engagement.coach_id])


@pytest.fixture
def ada(engagement):
    return a_coach("Ada Brook", practice=engagement.practice)


def words(answer) -> str:
    return answer.content.decode()


def test_all_engagements_or_some_are_handed_over(engagement, ada, as_admin, page):
    second, third = an_engagement("Rosa Lind", coach=engagement.coach), an_engagement("Jo Hill", coach=engagement.coach)
    form = {"engagements": [engagement.pk, third.pk], "to": ada.pk, "known": "on"}
    assert "Two engagements handed over to Ada Brook." in words(as_admin.post(page, form, follow=True))
    assert set(Engagement.objects.filter(coach=ada)) == {engagement, third}
    assert Engagement.objects.get(pk=second.pk).coach == engagement.coach


def test_the_page_says_what_is_not_handed_over(as_admin, ada, page):
    shown = words(as_admin.get(page))
    assert "The private notes of Maren Voss are not handed over" in shown
    assert "Ines Calder, since 5 January 2026" in shown


def test_nothing_happens_unless_those_it_concerns_know(engagement, ada, as_admin, page):
    shown = words(as_admin.post(page, {"engagements": [engagement.pk], "to": ada.pk}))
    assert "Nothing was handed over" in shown
    assert Engagement.objects.get(pk=engagement.pk).coach == engagement.coach


def test_without_another_coach_the_page_says_to_invite_one(as_admin, page):
    assert "There is no other coach here." in words(as_admin.get(page))


def test_an_engagement_of_another_practice_cannot_be_named(engagement, ada, as_admin, page):
    other = an_engagement("Henrik Aas")
    assert "valid choice" in words(as_admin.post(page, {"engagements": [other.pk], "to": ada.pk, "known": "on"}))
    assert "valid choice" in words(
        as_admin.post(page, {"engagements": [engagement.pk], "to": other.coach_id, "known": "on"})
    )
    assert Engagement.objects.get(pk=other.pk).coach == other.coach


def test_the_client_and_the_new_coach_are_told_on_the_engagements_home(engagement, ada, as_admin, as_client, page):
    as_admin.post(page, {"engagements": [engagement.pk], "to": ada.pk, "known": "on"})
    as_ada = Client()
    as_ada.force_login(ada.user)
    for browser in (as_client, as_ada):
        shown = words(browser.get(f"/engagements/{engagement.pk}/"))
        assert "Ada Brook coaches here instead of Maren Voss" in shown
    log = words(as_client.get(f"/engagements/{engagement.pk}/opened/"))
    assert "handed the engagement over to another coach" in log


def test_then_the_former_coach_is_removed(engagement, ada, as_admin, page):
    as_admin.post(page, {"engagements": [engagement.pk], "to": ada.pk, "known": "on"})
    remove = reverse("remove-member", args=[engagement.practice_id, engagement.coach_id])
    assert "Maren Voss is no longer coach here." in words(as_admin.post(remove, follow=True))
    assert not Member.objects.filter(pk=engagement.coach_id).exists()


def test_nobody_but_an_admin_of_the_practice_hands_over(engagement, ada, as_coach, as_client, page):
    elsewhere = Client()
    elsewhere.force_login(an_admin(a_coach().practice).user)
    for browser in (as_coach, as_client, elsewhere):
        answer = browser.post(page, {"engagements": [engagement.pk], "to": ada.pk, "known": "on"})
        assert answer.status_code in {403, 404}
    assert Engagement.objects.get(pk=engagement.pk).coach == engagement.coach
