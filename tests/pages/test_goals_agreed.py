"""Goals are agreed by three: each says yes to the exact words, and other words ask each of them anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.factories import a_coach, a_sponsor
from tests.pages.test_every_page_is_sound import Page
from waylight.access.parts import Part
from waylight.record.consent import Consent, withdraw
from waylight.record.goal import rate, remove, revise, set_goal
from waylight.record.handing_over import hand_over
from waylight.record.privacy.erasing import erase_person
from waylight.record.saying_yes import GoalWish, GoalYes, say_yes, standing

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
LEVELS = ["", "Nobody owns it", "Two own it", "Four own it", ""]


@pytest.fixture
def as_sponsor(engagement):
    browser = Client()
    browser.force_login(a_sponsor(engagement))
    engagement.refresh_from_db()
    return browser


@pytest.fixture
def goal(engagement):
    return set_goal(engagement, text="Let others own it", levels=LEVELS, weight=1, since=DAY)


def home(browser, engagement, part: str = "") -> str:
    answer = browser.get(f"/engagements/{engagement.pk}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def say(browser, goal, **given: str):
    return browser.post(f"/engagements/{goal.engagement_id}/goals/{goal.pk}/yes/", {"seen": goal.mark, **given})


def parts(goal) -> set[str]:
    goal.refresh_from_db()
    return {part.value for part in standing([goal])[goal.pk]}


def test_each_of_three_says_yes_and_all_see_who_has(engagement, goal, as_coach, as_client, as_sponsor):
    for browser in (as_client, as_coach, as_sponsor):
        say(browser, goal)
    assert parts(goal) == {"client", "coach", "sponsor"}
    for browser, page in ((as_coach, "goals/"), (as_client, "goals/"), (as_sponsor, "")):
        shown = home(browser, engagement, page)
        assert "Ines Calder (client): yes since" in shown
        assert "Who Pays (sponsor): yes since" in shown
        assert Page(shown).unsound() == []


def test_other_words_ask_everybody_anew_and_the_words_of_before_do_not(
    engagement, goal, as_coach, as_client, as_sponsor
):
    for browser in (as_client, as_coach, as_sponsor):
        say(browser, goal)
    revise(goal, text="Let many own it", levels=LEVELS, weight=1, since=DAY)
    assert parts(goal) == set()
    assert "Ines Calder (client): not yet" in home(as_coach, engagement, "goals/")
    revise(goal, text="Let others own it", levels=LEVELS, weight=1, since=DAY)
    assert parts(goal) == {"client", "coach", "sponsor"}


@pytest.mark.parametrize("change", [{"levels": [*LEVELS[:4], "All do"]}, {"weight": 2}, {"since": date(2026, 3, 2)}])
def test_any_change_asks_anew(goal, as_client, change):
    say(as_client, goal)
    revise(goal, **{"text": goal.text, "levels": goal.levels, "weight": goal.weight, "since": goal.since, **change})
    assert parts(goal) == set()


def test_a_yes_to_words_that_changed_meanwhile_is_not_taken(engagement, goal, as_client):
    before = goal.mark
    revise(goal, text="Let many own it", levels=LEVELS, weight=1, since=DAY)
    answer = as_client.post(f"/engagements/{engagement.pk}/goals/{goal.pk}/yes/", {"seen": before}, follow=True)
    assert "Read them again, then say yes" in answer.content.decode()
    assert not GoalYes.objects.exists()


def test_a_yes_is_taken_back(goal, as_client):
    say(as_client, goal)
    say(as_client, goal, back="1")
    assert parts(goal) == set()


def test_a_sponsor_sees_a_goal_once_the_client_says_yes_and_not_before(engagement, goal, as_client, as_sponsor):
    assert goal.text not in home(as_sponsor, engagement)
    assert say(as_sponsor, goal).status_code == 404
    say(as_client, goal)
    assert goal.text in home(as_sponsor, engagement)
    revise(goal, text="A draft that nobody agreed to", levels=LEVELS, weight=1, since=DAY)
    assert "A draft" not in home(as_sponsor, engagement)
    say_yes(goal, part=Part.CLIENT, by=engagement.client.user)
    remove(goal)
    assert "A draft" not in home(as_sponsor, engagement)


def test_without_consent_to_reports_the_sponsor_sees_and_says_nothing(engagement, goal, as_client, as_sponsor):
    say(as_client, goal)
    one = Consent.objects.get(engagement=engagement, use=Consent.Use.SPONSOR_REPORT)
    withdraw(one, by=engagement.client.user, at=one.given_at)
    assert goal.text not in home(as_sponsor, engagement)
    assert say(as_sponsor, goal).status_code == 404
    asked = as_sponsor.post(f"/engagements/{engagement.pk}/goals/{goal.pk}/ask/", {"text": "Shorter"})
    assert asked.status_code == 404


def test_a_sponsor_asks_for_other_words_and_coach_and_client_read_it(engagement, goal, as_coach, as_client, as_sponsor):
    say(as_client, goal)
    ask = f"/engagements/{engagement.pk}/goals/{goal.pk}/ask/"
    assert "Say which words" in as_sponsor.post(ask, {"text": " "}, follow=True).content.decode()
    as_sponsor.post(ask, {"text": "Name the team"})
    assert "You asked on" in home(as_sponsor, engagement)
    for browser in (as_coach, as_client):
        shown = home(browser, engagement, "goals/")
        assert "“Name the team”" in shown
        assert Page(shown).unsound() == []
    one = GoalWish.objects.get()
    as_coach.post(f"/engagements/{engagement.pk}/goals/wishes/{one.pk}/")
    assert "Name the team" not in home(as_sponsor, engagement)
    as_coach.post(f"/engagements/{engagement.pk}/goals/wishes/{one.pk}/")
    assert "Name the team" in home(as_sponsor, engagement)


def test_nobody_says_yes_for_another_who_has_an_account(goal, as_coach):
    say(as_coach, goal, part="client")
    assert parts(goal) == set()


def test_a_coach_records_the_yes_of_a_client_without_an_account(engagement, goal, as_coach):
    engagement.client.user = None
    engagement.client.save()
    assert "Ines Calder said yes" in home(as_coach, engagement, "goals/")
    say(as_coach, goal, part="client")
    assert parts(goal) == {"client"}


def test_a_new_coach_is_asked_for_herself(engagement, goal, as_coach):
    say(as_coach, goal)
    assert parts(goal) == {"coach"}
    hand_over(engagement, to=a_coach("Ada Bright", practice=engagement.practice), by=engagement.coach.user)
    fresh = type(goal).objects.select_related("engagement__coach", "engagement__client").get(pk=goal.pk)
    assert standing([fresh])[goal.pk] == {}


def test_a_rating_is_agreed_when_the_other_stands_by_it_too(engagement, goal, as_coach, as_client):
    one = rate(goal, on=DAY, level=1, by=engagement.coach.user)
    address = f"/engagements/{engagement.pk}/goals/{goal.pk}/ratings/{one.pk}/yes/"
    as_coach.post(address)
    one.refresh_from_db()
    assert one.agreed_at is None
    as_client.post(address)
    one.refresh_from_db()
    assert one.agreed_at is not None
    revise(goal, text=goal.text, levels=[*LEVELS[:4], "All do"], weight=1, since=DAY)
    one.refresh_from_db()
    assert one.agreed_at is None, "its level means something else now"


def test_erasing_the_sponsor_takes_what_they_wrote(engagement, goal, as_client, as_sponsor):
    say(as_client, goal)
    as_sponsor.post(f"/engagements/{engagement.pk}/goals/{goal.pk}/ask/", {"text": "Name the team"})
    erase_person(engagement.sponsor, by=engagement.coach.user, why="asked")
    assert not GoalWish.objects.exists()
