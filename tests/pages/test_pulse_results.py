"""Results: groups alone, from three answers on to the client and from five to others, and words without names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import a_closed_round, a_sponsor, a_stakeholder, an_admin, an_open_round, noon
from tests.pages.test_every_page_is_sound import Page
from waylight.lenses.pulse.groups import TOO_FEW, WITHHELD
from waylight.pages.pulse.results import results_for
from waylight.record.asking.answering import Given, keep
from waylight.record.consent import Consent, withdraw
from waylight.record.people import place

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
LATER = date(2026, 4, 6)


@pytest.fixture
def raters(engagement):
    return [a_stakeholder(engagement, f"Rater {n}") for n in range(14)]


def sheets(raters, *values, talked=None) -> dict:
    talked = talked or [None] * len(values)
    return {one: Given({1: value}, talked=t) for one, value, t in zip(raters, values, talked, strict=False)}


def results(pulse, reader):
    return results_for(pulse, reader, now=noon(pulse.closes) + timedelta(days=1))


def address(pulse) -> str:
    return reverse("round", args=[pulse.engagement_id, pulse.pk])


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_four_answers_are_shown_to_the_client_and_to_nobody_else(engagement, raters, as_client, as_coach):
    pulse = a_closed_round(engagement, sheets(raters, 1, 2, 2, 3), DAY)
    assert "+2" in words(as_client.get(address(pulse)))
    hers = words(as_coach.get(address(pulse)))
    assert "Not enough answers." in hers
    assert "+2" not in hers.replace("to +3", "")
    assert results(pulse, engagement.client.user).results[0].all.answers == 4
    assert results(pulse, engagement.coach.user).results[0].all.answers == 0


def test_the_distribution_is_shown_and_not_only_a_mean(engagement, raters, as_coach):
    pulse = a_closed_round(engagement, sheets(raters, -3, 0, 0, 2, 3, 3), DAY)
    [one] = results(pulse, engagement.coach.user).results
    assert [bar.many for bar in one.bars] == [1, 0, 0, 2, 0, 1, 2]
    page = as_coach.get(address(pulse))
    assert Page(page.content.decode()).unsound() == []
    assert page.content.decode().count("<rect") == 7


def test_nothing_is_shown_while_it_is_open(engagement, raters, as_client):
    pulse = an_open_round(engagement, raters, timezone.now().date())
    for one in raters:
        keep(pulse.invitations.get(stakeholder=one), Given({1: 3}, text="Heard."), send=True, now=noon(pulse.opens))
    page = words(as_client.get(address(pulse)))
    assert "Heard." not in page
    assert "A reminder will go to those who have not answered" in page
    assert "Open until" in page


def test_a_small_level_is_not_found_out_from_all_and_the_others(engagement, raters):
    for one in raters[:3]:
        place(engagement, one.person, level="board", side="peer")
    given = sheets([type(one).objects.get(pk=one.pk) for one in raters], *[1] * 9)
    pulse = a_closed_round(engagement, given, DAY)
    [one] = results(pulse, engagement.coach.user).results
    shown = {row.name: row.group.figure.why_not for row in one.levels}
    assert shown == {"board": TOO_FEW, "manager": WITHHELD}


def test_a_level_given_after_the_end_changes_no_group(engagement, raters):
    pulse = a_closed_round(engagement, sheets(raters, *[1] * 10), DAY)
    before = results(pulse, engagement.coach.user)
    place(engagement, raters[0].person, level="board", side="upward")
    engagement.practice.levels = list(reversed(engagement.practice.levels))
    engagement.practice.save()
    assert [row.group for row in results(pulse, engagement.coach.user).results[0].levels] == [
        row.group for row in before.results[0].levels
    ]


def test_change_is_shown_for_all_and_for_the_same_people(engagement, raters):
    a_closed_round(engagement, sheets(raters[:6], *[0] * 6), DAY)
    second = a_closed_round(engagement, sheets(raters[:12], *[1] * 6, *[3] * 6), LATER)
    [one] = results(second, engagement.coach.user).results
    assert one.change.value == pytest.approx(2)
    assert one.same.value == pytest.approx(1)
    assert one.same_people == 6


def test_one_more_rater_in_the_next_round_is_not_found_out(engagement, raters):
    a_closed_round(engagement, sheets(raters[:7], *[0] * 7), DAY)
    second = a_closed_round(engagement, sheets(raters[:8], *[1] * 7, -3), LATER)
    [one] = results(second, engagement.coach.user).results
    assert one.same.value is None
    assert one.same.why_not == WITHHELD
    assert one.change.value is not None


def test_a_later_round_changes_nothing_that_was_shown_of_the_one_before(engagement, raters):
    first = a_closed_round(engagement, sheets(raters[:9], *[0, 1, 2] * 3), DAY)
    before = results(first, engagement.coach.user)
    a_closed_round(engagement, sheets(raters[1:], *[1] * 13), LATER)
    assert results(first, engagement.coach.user).results[0].rows == before.results[0].rows


def test_talking_about_it_is_set_against_what_is_seen(engagement, raters):
    given = sheets(raters, *[2] * 6, *[0] * 6, talked=[2, 1] * 3 + [0] * 6)
    pulse = a_closed_round(engagement, given, DAY)
    [one] = results(pulse, engagement.coach.user).results
    assert one.follow_up.value == pytest.approx(2)
    assert one.in_words == "Those who were talked with about it see more change than those who were not."


def test_talking_that_goes_with_nothing_is_said_so(engagement, raters):
    given = sheets(raters, *[1, 0] * 6, talked=[2] * 6 + [0] * 6)
    [one] = results(a_closed_round(engagement, given, DAY), engagement.coach.user).results
    assert "cannot be told apart" in one.in_words


def test_words_are_shown_from_the_least_number_on_and_without_names(engagement, raters, as_client, as_coach):
    given = {one: Given({1: 1}, text=f"words of {n}") for n, one in enumerate(raters[:4])}
    pulse = a_closed_round(engagement, given, DAY)
    hers = words(as_client.get(address(pulse)))
    assert all(f"words of {n}" in hers for n in range(4))
    assert "Rater 1" not in hers
    assert "words of" not in words(as_coach.get(address(pulse)))


def test_the_sponsor_sees_groups_and_no_words_while_the_client_agrees_to_reports(engagement, raters):
    browser = Client()
    browser.force_login(a_sponsor(engagement))
    pulse = a_closed_round(engagement, {one: Given({1: 2}, text="for her alone") for one in raters[:6]}, DAY)
    page = browser.get(address(pulse))
    assert page.status_code == 200
    assert "+2" in words(page)
    assert "for her alone" not in words(page)
    assert Page(page.content.decode()).unsound() == []
    home = browser.get(reverse("engagement", args=[engagement.pk]))
    assert address(pulse) in home.content.decode()
    withdraw(Consent.objects.get(use="sponsor report"), by=engagement.client.user, at=noon(LATER))
    assert browser.get(address(pulse)).status_code == 404


def test_an_open_round_is_nothing_for_the_sponsor(engagement, raters):
    browser = Client()
    browser.force_login(a_sponsor(engagement))
    assert browser.get(address(an_open_round(engagement, raters, timezone.now().date()))).status_code == 404


def test_without_the_clients_agreement_no_page_shows_answers(engagement, raters, as_client, as_coach):
    pulse = a_closed_round(engagement, {one: Given({1: 2}, text="was said") for one in raters[:6]}, DAY)
    withdraw(Consent.objects.get(use="pulse"), by=engagement.client.user, at=noon(LATER))
    for browser in (as_client, as_coach):
        page = words(browser.get(address(pulse)))
        assert "was said" not in page
        assert "not agreed to now" in page


def test_an_admin_sees_nothing_of_it(engagement, raters):
    browser = Client()
    browser.force_login(an_admin(engagement.practice).user)
    assert browser.get(address(a_closed_round(engagement, sheets(raters, *[1] * 6), DAY))).status_code == 404


def test_in_german_numbers_have_a_comma_and_the_drawing_none(engagement, raters, as_coach):
    pulse = a_closed_round(engagement, sheets(raters, -3, 0, 0, 2, 3, 3), DAY)
    page = as_coach.get(address(pulse), headers={"Accept-Language": "de"})
    assert "+0,8" in words(page)
    drawn = re.findall(r'(?:x|y|width|height|viewBox)="([^"]+)"', re.search(r"<svg.*?</svg>", page.content.decode())[0])
    assert len(drawn) > 30
    assert [one for one in drawn if "," in one] == []


def test_a_side_is_named_in_the_readers_language(engagement, raters, as_coach):
    for one in raters[7:]:
        place(engagement, one.person, level="manager", side="upward")
    pulse = a_closed_round(engagement, sheets(raters, *[2] * 14), DAY)
    assert "upward" in words(as_coach.get(address(pulse)))
    german = words(as_coach.get(address(pulse), headers={"Accept-Language": "de"}))
    assert "nach oben" in german
    assert "upward" not in german
