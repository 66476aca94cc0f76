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
