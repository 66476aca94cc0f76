"""The report holds the path, the answers with their uncertainty, the goals, and what cannot be known; no more."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.factories import weekly_contact
from tests.pages.test_every_page_is_sound import Page
from tests.pages.test_path_answers import GREW, rate
from waylight.record import goal, landmark, moment
from waylight.record.consent import Consent, withdraw
from waylight.record.moment import OwnAnswer

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def filled(engagement):
    """An engagement with all that a report may hold; returns where its report is."""
    rate(engagement, GREW)
    moment.say(engagement, by=engagement.client.user, text="No. It came slowly.")
    landmark.set_down(engagement, on=DAY, text="New role")
    levels = ["", "", "Two others own a part", "", ""]
    one = goal.set_goal(engagement, text="Let others own it", levels=levels, weight=1, since=DAY)
    goal.rate(one, on=DAY, level=1, by=engagement.coach.user, words="three do")
    return f"/engagements/{engagement.pk}/report"


@pytest.mark.parametrize("end", ["/", ".html"])
def test_everything_stands_in_it(filled, as_client, end):
    report = words(as_client.get(f"{filled}{end}"))
    for said in ("It grew, over about", "No. It came slowly.", "New role", "Let others own it", "T 60", "three do"):
        assert said in report, said
    assert "What cannot be known from this" in report
    assert "(50 %:" in report


def test_the_file_stands_alone(filled, as_client):
    answer = as_client.get(f"{filled}.html")
    assert answer["Content-Disposition"].startswith("attachment")
    file = words(answer)
    assert Page(file).unsound() == []
    assert not re.search(r"<script|<link|src=|href=|url\(", file)
    assert "--paper:" in file
    assert "<svg" in file


def test_what_she_keeps_private_is_in_hers_and_not_in_the_coachs(filled, as_coach):
    for end in ("/", ".html"):
        assert "It came slowly." not in words(as_coach.get(f"{filled}{end}"))
    moment.share(OwnAnswer.objects.get(), private=False)
    assert "It came slowly." in words(as_coach.get(f"{filled}/"))


def test_before_she_answered_herself_her_report_does_not_tell_her(filled, as_client):
    OwnAnswer.objects.all().delete()
    for end in ("/", ".html"):
        report = words(as_client.get(f"{filled}{end}"))
        assert "It grew" not in report
        assert 'class="span' not in report
        assert "once you have said yourself" in report


def test_what_she_no_longer_agrees_to_is_not_in_it_and_it_says_so(engagement, filled, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=20)
    before = words(as_coach.get(f"{filled}.html"))
    consent = Consent.objects.get(engagement=engagement, use=Consent.Use.MAIL)
    withdraw(consent, by=engagement.client.user, at=consent.given_at)
    after = words(as_coach.get(f"{filled}.html"))
    assert "Mail headers are not used" in after
    assert "Mail headers are not used" not in before
    out = r"<dt>Reaching out</dt><dd>([^<]*)</dd>"
    assert "%" in re.search(out, before)[1]
    assert "%" not in re.search(out, after)[1]


def test_a_report_of_nothing_says_so(engagement, as_coach):
    report = words(as_coach.get(f"/engagements/{engagement.pk}/report/"))
    assert "Nothing has been brought in yet" in report
    assert "No goal is written down" in report


SCALE = {"deviation": "1.2", "reliability": "0.8", "source": "a study of leaders"}


@pytest.mark.parametrize("end", ["/", ".html"])
def test_a_change_is_held_against_the_scales_noise_where_that_is_given(filled, as_client, end):
    assert "is not said here" in words(as_client.get(f"{filled}{end}"))
    report = words(as_client.get(f"{filled}{end}", SCALE))
    assert "Confidence went from 4 on" in report
    assert "more than the scale’s noise would make" in report
    assert "a study of leaders" in report
    assert "is not said here" not in report


def test_the_file_is_asked_for_with_the_same_scale(filled, as_client):
    page = words(as_client.get(f"{filled}/", SCALE))
    link = re.search(r'href="([^"]+report\.html\?[^"]+)"', page)[1].replace("&amp;", "&")
    assert "a study of leaders" in words(as_client.get(link))


def test_a_scale_without_noise_is_refused_beside_its_field_and_the_report_stands(filled, as_client):
    page = words(as_client.get(f"{filled}/", {**SCALE, "reliability": "1"}))
    assert "less than or equal to 0.999" in page
    assert "is not said here" in page
    assert 'value="a study of leaders"' in page


def test_the_score_of_goals_is_told_for_every_day_on_which_one_was_rated(filled, engagement, as_client):
    one = goal.Goal.objects.get()
    goal.rate(one, on=date(2026, 4, 6), level=2, by=engagement.coach.user, words="")
    report = words(as_client.get(f"{filled}/"))
    assert "T 70 on 6 April 2026" in report
    assert "2 March 2026: T 60 of one goal" in report
