"""A mail in doubt is told to whom it concerns, in words that tell nothing else, and is sent again or let be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_stakeholder, an_admin, an_engagement, an_open_round
from tests.pages.test_every_page_is_sound import Page
from tests.record.planning.conftest import planned
from waylight.record.between.letters import TodayLetter
from waylight.record.between.wish import wish_for
from waylight.record.planning.invited import Invite
from waylight.record.planning.reminders import Reminder
from waylight.record.planning.reminding import remind
from waylight.record.pulse import Letter

pytestmark = pytest.mark.django_db

ADDRESS = "/account/mails/"
SITE = "https://waylight.example/"


@pytest.fixture
def killed(engagement):
    """When the worker was killed with one mail of each kind in hand, and two of a round."""
    at = timezone.now() - timedelta(hours=1)
    (meeting,) = planned(engagement)
    for user in (engagement.coach.user, engagement.client.user):
        Reminder.objects.create(meeting=meeting, to=remind(user, site=SITE), at=meeting.at, claimed_at=at, handed_at=at)
    Invite.objects.filter(to="client").update(claimed_at=at, handed_at=at)
    raters = [a_stakeholder(engagement, name) for name in ("Mei Okafor", "Priya Raman")]
    pulse = an_open_round(engagement, raters, timezone.now().date())
    for invitation, kind in zip(pulse.invitations.all(), (Letter.Kind.REMINDER, Letter.Kind.THANKS), strict=True):
        Letter.objects.create(invitation=invitation, kind=kind, claimed_at=at, handed_at=at)
    wish = wish_for(engagement, days=[0], hour=8, site=SITE, now=at)
    TodayLetter.objects.create(wish=wish, on=at.date(), made_at=at, claimed_at=at, handed_at=at)
    return at


def shown(browser) -> str:
    page = browser.get(ADDRESS).content.decode()
    assert Page(page).unsound() == []
    return page


def said(browser, kind: str, number: int, do: str) -> str:
    return browser.post(ADDRESS, {"kind": kind, "number": number, "do": do}, follow=True).content.decode()


def test_without_any_the_page_says_so(as_coach, as_client):
    for browser in (as_coach, as_client):
        assert "No mail is in doubt." in shown(browser)


@pytest.mark.usefixtures("killed")
def test_a_coach_is_told_of_hers_and_of_a_round_without_who_or_why(engagement, as_coach):
    page = shown(as_coach).partition("<main")[2]
    assert "The reminder to you" in page
    assert "The mail to Ines Calder" in page
    assert "Two mails of the" in page
    for word in ("Mei", "Priya", "thanks", "Today", "The mail that leads"):
        assert word not in page, word
    assert page.count('value="again"') == 3
    assert ADDRESS in as_coach.get("/dashboard/").content.decode()


@pytest.mark.usefixtures("killed")
def test_a_client_is_told_of_what_was_for_her(engagement, as_client):
    page = shown(as_client)
    assert "The reminder to you" in page
    assert "The mail that leads to your page" in page
    assert "pulse" not in page.lower().replace("/pulse/", "")
    assert page.count('value="again"') == 2
    assert ADDRESS in as_client.get(f"/engagements/{engagement.pk}/today/").content.decode()


@pytest.mark.usefixtures("killed")
def test_nobody_else_is_told_and_nobody_settles_what_is_not_hers(engagement, as_client):
    other = Client()
    other.force_login(an_engagement("Henrik Aas").coach.user)
    assert "No mail is in doubt." in shown(other)
    mine = Reminder.objects.get(to__user=engagement.coach.user)
    for browser in (other, as_client):
        assert "not in doubt any more" in said(browser, "reminder", mine.pk, "again")
        assert "not in doubt any more" in said(browser, "pulse", Letter.objects.first().invitation.pulse_id, "again")
    assert Reminder.objects.get(pk=mine.pk).handed_at


@pytest.mark.usefixtures("killed")
def test_who_looks_after_the_practice_is_told_how_many(engagement):
    admin, browser = an_admin(engagement.practice), Client()
    browser.force_login(admin.user)
    page = shown(browser)
    assert "Six mails are in doubt in the practice." in page
    assert "No mail is in doubt.</p>" in page
    assert "Ines" not in page


def test_one_is_sent_again_and_another_let_be(engagement, as_coach, killed, mailoutbox):
    pulse = Letter.objects.first().invitation.pulse_id
    assert "goes out again" in said(as_coach, "pulse", pulse, "again")
    assert not Letter.objects.exclude(handed_at=None).exists()
    invite = Invite.objects.get(to="client")
    assert "not sent again" in said(as_coach, "invitation", invite.pk, "arrived")
    assert Invite.objects.get(pk=invite.pk).sent_at == killed
    assert shown(as_coach).count('value="again"') == 1


def test_one_that_is_of_no_use_any_more_is_not_offered_again(engagement, as_client, killed):
    TodayLetter.objects.update(made_at=killed - timedelta(hours=6))
    Reminder.objects.update(at=datetime(2026, 3, 2, tzinfo=UTC))
    page = shown(as_client)
    assert page.count("It is too late to send it again.") == 2
    assert 'value="again"' not in page


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kind": "reminder"},
        {"kind": "x", "number": "1", "do": "again"},
        {"kind": "pulse", "number": "²", "do": "again"},
        {"kind": "pulse", "number": "1", "do": "x"},
    ],
)
def test_what_nobody_can_mean_changes_nothing(as_coach, killed, typed):
    page = as_coach.post(ADDRESS, typed, follow=True).content.decode()
    assert "not in doubt any more" in page
    assert Reminder.objects.filter(handed_at=killed).count() == 2
